"""Withdrawing and superseding: from which quarter, with what below it, and when it is refused."""

from dataclasses import replace

import pytest

from objectives.actions.endings import supersede, withdraw
from objectives.actions.splitting import (
    replace_target,
    split_milestone,
    split_objective,
)
from objectives.models import Milestone, Target
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.rag import NotRated, Status
from pssdash.reporting.refusals import Refused
from tests.factories.objectives import (
    make_milestone,
    make_objective,
    make_period,
    make_target,
    publish,
)
from tests.objectives.strategy_changes.reading import DEADLINE, Q2, Q3, Q4, complete, contents, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_withdrawn_target_is_not_rated_in_that_quarter_and_gone_in_the_next(change, period):
    target = make_target(deadline="by 31 March 2020")
    assert row_of(period, target.ref).computed_rag == "red"

    withdraw(item=target, change=change)

    row = row_of(period, target.ref)
    assert (row.rating.not_rated, row.status) == (NotRated.WITHDRAWN, Status.WITHDRAWN)
    assert row.milestones[0].status_reason == "Agreed by the board"
    assert row_of(make_period("Q4 2020/21"), target.ref) is None


def test_end_in_a_later_quarter_leaves_the_open_one_as_it_was(change, period):
    target = make_target(deadline="by 31 March 2020")
    before = contents(period)

    withdraw(item=target, change=replace(change, quarter=Q4))

    assert contents(period) == before
    assert row_of(make_period("Q4 2020/21"), target.ref).rating.not_rated == NotRated.WITHDRAWN


def test_withdrawn_objective_ends_its_targets_and_milestones_each_with_its_entry(change):
    target = make_target()
    other = make_target(objective=target.objective)

    withdraw(item=target.objective, change=change)

    ended = {*Target.objects.values_list("ended_quarter", "ended_as", "ended_reason")}
    assert ended == {(Q3, "withdrawn", "Agreed by the board")}
    assert {*Milestone.objects.values_list("ended_quarter", "ended_as", "ended_reason")} == ended
    events = AuditEvent.objects.filter(subject=f"objective/{target.objective.ref}", reason="Agreed by the board")
    assert {event.item_key for event in events} >= {target.objective.ref, target.ref, other.ref}
    assert events.count() == 5
    assert {event.changes[0]["after"] for event in events} == {"withdrawn in Q3 2020/21"}


def test_withdrawing_leaves_what_ended_before_as_it_was(change):
    target = make_target()
    early = make_milestone(target, ended_quarter=Q2, ended_as="superseded", ended_reason="Earlier")

    withdraw(item=target, change=change)

    early.refresh_from_db()
    assert (early.ended_quarter, early.ended_as, early.ended_reason) == (Q2, "superseded", "Earlier")


def test_what_has_ended_cannot_end_again(change):
    target = make_target()
    withdraw(item=target, change=change)

    with pytest.raises(Refused, match="withdrawn in Q3 2020/21"):
        withdraw(item=target, change=change)


def test_end_before_the_item_counts_is_refused(change):
    with pytest.raises(Refused, match="only from Q4 2020/21"):
        withdraw(item=make_objective(from_quarter=Q4), change=change)


def test_end_in_a_published_quarter_is_refused_and_changes_nothing(change):
    target = make_target()
    published = publish(make_period("Q2 2020/21"))
    before = contents(published)

    with pytest.raises(Refused, match="Q2 2020/21 is published"):
        withdraw(item=target, change=replace(change, quarter=Q2))

    target.refresh_from_db()
    assert target.is_current
    assert contents(published) == before


def test_superseded_milestone_names_its_replacement(change, period):
    old = make_target(deadline="by 31 March 2020").milestones.get()
    new = make_milestone(old.target, "by 31 March 2022", text="The newer promise")

    supersede(item=old, replacement=new, change=change)

    old.refresh_from_db()
    row = row_of(period, old.target.ref)
    assert old.replaced_by == new
    assert [each.status for each in row.milestones] == [Status.SUPERSEDED, None]
    assert row.milestones[1].rating == row.rating
    assert "“The newer promise”" in AuditEvent.objects.get().changes[1]["after"]


@pytest.mark.parametrize(
    "fields", [{"ended_quarter": Q3, "ended_as": "withdrawn", "ended_reason": "Over"}, {"from_quarter": Q4}]
)
def test_replacement_that_does_not_run_is_refused(change, fields):
    with pytest.raises(Refused):
        supersede(item=make_objective(), replacement=make_objective(**fields), change=change)


def test_item_cannot_replace_itself(change):
    objective = make_objective()

    with pytest.raises(Refused, match="Another objective"):
        supersede(item=objective, replacement=objective, change=change)


def test_ends_and_splits_leave_a_published_quarter_as_it_was(change):
    first, second, third = make_target(), make_target(), make_target()
    make_target(objective=first.objective)
    complete(third)
    published = ReportingPeriod.objects.get(quarter=Q2)
    before = contents(published)

    split_objective(objective=first.objective, targets=[first], title="New", change=change)
    split_milestone(milestone=second.milestones.get(), parts=[{"text": "A"}, {"text": "B"}], change=change)
    replace_target(target=third, summary="New", deadline=DEADLINE, change=change)
    withdraw(item=second.objective, change=change)

    assert contents(published) == before
