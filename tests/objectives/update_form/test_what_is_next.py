"""From one form to the next target, and the list of an objective’s updates."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from pssdash.accounts.roles import APPROVER
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_objective, make_target, make_update
from tests.objectives.update_form.sending import url_of

pytestmark = pytest.mark.django_db


def test_next_is_the_next_target_without_a_finished_update(client, period, editor):
    first, second, finished, last = (make_target() for _ in range(4))
    make_update(finished, period, state=EntryState.SUBMITTED)

    assert client.get(url_of(second, period)).context["page"].next_up.text == last.ref
    assert client.get(url_of(last, period)).context["page"].next_up.text == first.ref


def test_nothing_is_next_when_all_the_others_are_finished(client, target, period, editor):
    make_update(make_target(), period, state=EntryState.APPROVED, approved_by=make_user(APPROVER))

    assert client.get(url_of(target, period)).context["page"].next_up is None


def test_nothing_is_next_for_a_writer_once_the_quarter_is_closed(client, target, period, editor):
    make_target()
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    assert client.get(url_of(target, period)).context["page"].next_up is None


def test_list_of_an_objective_shows_each_target_and_its_state(client, period, editor):
    objective = make_objective()
    first, second = make_target(objective=objective), make_target(objective=objective)
    make_update(second, period, state=EntryState.SUBMITTED)

    page = client.get(reverse("objective_updates", args=[objective.ref, period.quarter]))

    assertContains(page, url_of(first, period))
    assert [item.status for item in page.context["page"].items] == ["not_started", "submitted"]


def test_list_of_an_objective_with_one_target_leads_to_its_form(client, target, period, editor):
    response = client.get(reverse("objective_updates", args=[target.objective.ref, period.quarter]))

    assertRedirects(response, url_of(target, period))


def test_list_takes_as_many_queries_for_few_targets_as_for_many(client, period, editor, query_count):
    objective = make_objective()
    url = reverse("objective_updates", args=[objective.ref, period.quarter])
    for _ in range(3):
        make_update(make_target(objective=objective), period)
    few = query_count(lambda: client.get(url))
    for _ in range(27):
        make_update(make_target(objective=objective), period)

    assert query_count(lambda: client.get(url)) == few
