"""Measures and their values in the administration pages."""

from datetime import date

import pytest
from django.forms import model_to_dict
from django.urls import reverse

from programmes.models import Measure, RollUp
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import ADMINISTRATOR
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative, make_england
from tests.factories.programmes import make_batch, make_measure, make_observation

pytestmark = pytest.mark.django_db
APRIL = date(2024, 4, 1)


@pytest.fixture(autouse=True)
def administrator(client):
    make_england()
    client.force_login(make_user(ADMINISTRATOR))


def change(client, measure, **fields):
    typed = {name: value for name, value in model_to_dict(measure).items() if value is not None} | fields
    return client.post(reverse("admin:programmes_measure_change", args=[measure.pk]), typed)


def test_change_of_a_measure_is_in_the_trail(client):
    measure = make_measure(slug="warm-babies", owner="Nobody yet")

    answer = change(client, measure, owner="Maternity team", reason="Agreed in June")

    assert answer.status_code == 302
    event = AuditEvent.objects.get()
    assert (event.item_kind, event.item_key, event.reason) == ("measure", "warm-babies", "Agreed in June")
    assert event.changes == [{"field": "owner", "before": "Nobody yet", "after": "Maternity team"}]


def test_slug_and_frequency_of_a_measure_never_change(client):
    measure = make_measure(slug="warm-babies")

    change(client, measure, slug="other", frequency="year", name="Warmer babies")

    changed = Measure.objects.get()
    assert (changed.slug, changed.frequency, changed.name) == ("warm-babies", "month", "Warmer babies")


def test_new_rule_of_a_measure_is_rolled_up_at_once(client):
    measure = make_measure(unit="babies", per=1, aggregation="none", reported_by="collaborative")
    for number in (3, 4):
        make_observation(measure, APRIL, number, organisation=make_collaborative(), batch=make_batch())
    assert not RollUp.objects.exists()

    change(client, measure, aggregation="sum")

    assert RollUp.objects.get(organisation__kind="nation").value == 7


def test_administrator_reads_no_value_that_is_not_published(client):
    measure = make_measure()
    make_observation(measure, APRIL, 60)
    make_observation(measure, date(2024, 7, 1), 61)
    state = ReportingPeriod.State.PUBLISHED
    make_period("Q1 2024/25", state, covers_objectives=False, covers_programmes=True)

    answer = client.get(reverse("admin:programmes_observation_changelist"), {"q": measure.slug})

    assert [row.value for row in answer.context["cl"].result_list] == [60]
