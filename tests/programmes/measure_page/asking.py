"""The measure's page as it is asked for, and values to draw."""

from datetime import date

from django.urls import reverse

from pssdash.reporting.models import ReportingPeriod
from tests.factories.objectives import make_period

APRIL = date(2024, 4, 1)
RISING = [60, 61, 60, 59, 61, 60, 62, 70, 71, 70, 69, 71, 72, 71]
LEVEL = [50, 52, 49, 51, 50, 53, 48, 51, 50, 52, 49, 51, 50, 52]


def address(measure, query=""):
    return f"{reverse('measure', args=[measure.slug])}{query}"


def page_of(client, measure, query=""):
    answer = client.get(address(measure, query))
    assert answer.status_code == 200
    return answer.context["page"]


def text_of(client, measure, query=""):
    answer = client.get(address(measure, query))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def publish(quarter, **fields):
    state = ReportingPeriod.State.PUBLISHED
    return make_period(quarter, state, covers_objectives=False, covers_programmes=True, **fields)
