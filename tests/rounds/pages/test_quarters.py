"""The list of quarters and the page of one: since when, by whom, from which report."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.models import ReportingPeriod, Source
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update, publish
from tests.rounds.pages.asking import Q3, get

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


@pytest.mark.parametrize("name", ["my_quarter", "quarter_list", "quarter"])
def test_the_number_of_queries_does_not_grow(client, name, query_count):
    period, editor = make_period(), make_user(EDITOR, APPROVER)
    args = (Q3,) if name == "quarter" else ()

    def fill(number):
        for _ in range(number):
            make_update(make_target(), period, by=editor, state="submitted", submitted_at=NOON)

    client.force_login(editor)
    fill(3)
    few = query_count(lambda: client.get(reverse(name, args=args)))
    fill(27)

    assert query_count(lambda: client.get(reverse(name, args=args))) == few


def test_quarter_opened_after_midnight_in_london_says_that_day(client):
    period = make_period("Q2 2020/21", opened_by=make_user(EDITOR))
    period.opened_at = datetime(2020, 6, 30, 23, 30, tzinfo=UTC)
    period.save()
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("quarter_list")).content.decode()

    assert "1 July 2020, National editor" in page


def test_a_quarter_loaded_from_a_report_says_when_that_was_published_and_not_when_it_was_loaded(client):
    source = Source.objects.create(slug="report", kind="document", title="Progress report", published="September 2020")
    publish(make_period("Q2 2020/21", source=source))
    client.force_login(make_user(EDITOR))

    for name, args in [("quarter_list", ()), ("quarter", (Quarter(2020, 2),))]:
        page = client.get(reverse(name, args=args)).content.decode()
        assert "September 2020" in page
        assert f"{NOON.day} {NOON:%B %Y}" not in page


def test_a_published_quarter_says_no_more_how_far_the_writing_was(client):
    make_update(make_target(), make_period())
    publish(ReportingPeriod.objects.get())

    page = get(client, make_user(EDITOR), "quarter", Q3)

    assert [column.name for column in page.context["table"].columns] == ["target", "deliverers"]


def test_quarters_say_what_they_cover(client):
    make_period("Q3 2020/21", covers_programmes=True)
    client.force_login(make_user(EDITOR))

    for name, args in [("quarter_list", ()), ("quarter", (Q3,))]:
        assert "Objectives and programmes" in client.get(reverse(name, args=args)).content.decode()


def test_quarter_loaded_from_an_undated_report_says_no_date(client):
    source = Source.objects.create(slug="report", kind="document", title="Progress report")
    publish(make_period("Q2 2020/21", source=source))
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("quarter_list")).content.decode()

    assert "As that report" in page
    assert ", as that report" not in page


@pytest.mark.parametrize("covers_programmes", [True, False])
def test_closed_quarter_says_what_can_still_come(client, covers_programmes):
    period = make_period(state="closed", covers_programmes=covers_programmes)

    page = get(client, make_user(EDITOR), "quarter", period.quarter).content.decode()

    assert ("the values of measures can still come, with a reason" in page) is covers_programmes
