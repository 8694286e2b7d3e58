"""Who in a region owes what for the open quarter, and how far they are."""

import pytest

from pssdash.accounts.roles import SUBMITTER
from pssdash.board.region_returns import returns_in
from pssdash.organisations.models import Deliverer
from pssdash.reporting.entries.states import EntryState
from pssdash.rounds.my_quarter import local_work
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_objective, make_period, make_target, make_update
from tests.factories.organisations import make_deliverer, make_icb, make_region

pytestmark = pytest.mark.django_db


def icbs(**fields) -> Deliverer:
    return make_deliverer(member_kind="icb", **fields)


def test_organisations_of_the_region_that_owe_something_are_listed_by_name():
    region, period = make_region(), make_period()
    make_icb(region, name="Second"), make_icb(region, name="First"), make_icb(make_region(), name="Elsewhere")
    make_target(deliverers=[icbs()]), make_target(deliverers=[icbs()]), make_target()

    assert [(each.name, each.kind, each.owed) for each in returns_in(region, period)] == [
        ("First", "Integrated care board", 2), ("Second", "Integrated care board", 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("states", "state", "finished"),
    [
        ([], "not_started", 0),
        ([EntryState.DRAFT], "in_progress", 0),
        ([EntryState.SUBMITTED], "in_progress", 1),
        ([EntryState.SUBMITTED, EntryState.SENT_BACK], "in_progress", 1),
        ([EntryState.SUBMITTED, EntryState.APPROVED], "submitted", 2),
    ],
)
def test_state_says_how_far_an_organisation_is(states, state, finished):
    region, period, group = make_region(), make_period(), icbs()
    icb = make_icb(region)
    targets = [make_target(deliverers=[group]), make_target(deliverers=[group])]
    for target, reached in zip(targets, states, strict=False):
        by = {"approved_by": make_user()} if reached == EntryState.APPROVED else {}
        make_update(target, period, organisation=icb, state=reached, **by)

    (found,) = returns_in(region, period)

    assert (found.state, found.finished, found.owed) == (state, finished, 2)


def test_last_version_of_an_update_decides():
    region, period, group, approver = make_region(), make_period(), icbs(), make_user()
    icb, target = make_icb(region), make_target(deliverers=[group])
    make_update(target, period, organisation=icb, state=EntryState.APPROVED, approved_by=approver)
    make_update(target, period, organisation=icb, version=2, correction_reason="A slip")

    (found,) = returns_in(region, period)

    assert (found.finished, found.state) == (0, "in_progress")


def test_other_quarters_and_ended_targets_do_not_count():
    region, period, group = make_region(), make_period("Q3 2020/21"), icbs()
    icb = make_icb(region)
    ended = make_target(deliverers=[group], ended_quarter="2020-21-q2", ended_as="withdrawn", ended_reason="Done with")
    make_update(ended, period, organisation=icb, state=EntryState.SUBMITTED, submitted_at=NOON)

    assert returns_in(region, period) == ()


def test_organisation_that_has_closed_owes_nothing():
    region, period = make_region(), make_period("Q3 2020/21")
    make_icb(region, end="2020-04-01")
    make_target(deliverers=[icbs()])

    assert returns_in(region, period) == ()


def test_what_is_owed_is_what_the_organisation_finds_in_its_own_quarter():
    region, period = make_region(), make_period()
    icb = make_icb(region)
    listed = make_deliverer()
    listed.members.add(icb)
    make_target(deliverers=[icbs()]), make_target(deliverers=[listed]), make_target()
    own = local_work(period, make_user(SUBMITTER, organisations=(icb,)))

    (found,) = returns_in(region, period)

    assert found.owed == len(own.tasks) == 2


def test_returns_take_as_many_queries_for_many_organisations_as_for_few(query_count):
    region, period, objective = make_region(), make_period(), make_objective()
    counts = []
    for number in (3, 27):
        for _ in range(number):
            make_icb(region)
            make_target(objective=objective, deliverers=[icbs()])
        returns_in(region, period)
        counts.append(query_count(lambda: returns_in(region, period)))

    assert counts[0] == counts[1]
