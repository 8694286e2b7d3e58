"""A target that ends in the quarter owes no update in it."""

import pytest
from django.urls import reverse

from pssdash.accounts.roles import EDITOR, SUBMITTER
from pssdash.rounds.my_quarter import local_work, national_work
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer, make_england

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def ended(period):
    return {"ended_quarter": period.quarter, "ended_as": "withdrawn", "ended_reason": "Done elsewhere"}


def test_ended_target_is_not_owed_by_the_national_team(period, ended):
    runs, _ = make_target(), make_target(**ended)

    assert [task.name for group in national_work(period).groups for task in group.tasks] == [runs.ref]


def test_ended_target_whose_update_is_submitted_still_counts(period, ended):
    submitted, begun = make_target(**ended), make_target(**ended)
    for target in (submitted, begun):
        period.expected.create(organisation=make_england(), target=target, due=period.quarter.end)
    make_update(submitted, period, state="submitted", submitted_at=NOON)
    make_update(begun, period)

    assert [(task.name, task.status) for task in national_work(period).tasks] == [(submitted.ref, "submitted")]


def test_ended_target_is_not_owed_by_an_organisation(period, ended):
    collaborative = make_collaborative()
    group = make_deliverer(member_kind="collaborative")
    runs, _ = make_target(deliverers=[group]), make_target(deliverers=[group], **ended)
    user = make_user(SUBMITTER, organisations=(collaborative,))

    (work,) = local_work(period, user).groups

    assert [task.name for task in work.tasks] == [runs.ref]


def test_card_of_a_target_that_ends_in_the_quarter_leads_to_no_update(client, ended):
    ending = make_target(**ended)
    running = make_target(objective=ending.objective)
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("objective", args=[ending.objective.ref])).content.decode()

    assert reverse("update", args=[running.ref, ended["ended_quarter"]]) in page
    assert reverse("update", args=[ending.ref, ended["ended_quarter"]]) not in page
