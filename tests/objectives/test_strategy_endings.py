"""Withdrawing, superseding and splitting what the strategy holds, and taking an end back."""

from dataclasses import replace
from datetime import date

import pytest

from objectives.actions.endings import supersede, take_back_end, withdraw
from objectives.actions.splitting import (
    replace_milestone,
    replace_objective,
    replace_target,
    split_milestone,
    split_objective,
    split_target,
)
from objectives.actions.strategy_changes import Change
from objectives.models import Milestone, Target
from objectives.quarter_rows import rows_for, to_content
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.moves.changes import change_deadline
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import NotRated, Status
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    NOON,
    make_milestone,
    make_objective,
    make_period,
    make_target,
    make_update,
    make_version,
    publish,
)
from tests.factories.organisations import make_region

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
Q2, Q3, Q4 = Quarter(2020, 2), Quarter(2020, 3), Quarter(2020, 4)
DEADLINE = parse_deadline("by June 2021")


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def change(period):
    return Change(by=make_user(EDITOR), version=make_version(), quarter=Q3, reason="Agreed by the board")


def row_of(period, ref):
    return next((row for row in rows_for(period) if row.ref == ref), None)


def contents(period):
    return [to_content(row) for row in rows_for(period)]


def complete(target, quarter="Q2 2020/21"):
    """An approved national update of `quarter` that says all of `target` is complete."""
    period = ReportingPeriod.objects.filter(quarter=Quarter.parse(quarter)).first() or make_period(quarter)
    make_update(
        target, period, status="complete", state="approved", approved_by=make_user(), submitted_at=NOON,
        submitted_by=make_user(EDITOR),
    )  # fmt: skip
    publish(period)


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


def test_row_of_a_superseded_target_names_what_stands_in_its_place(change, period):
    old, new = make_target(), make_target()
    make_milestone(old)

    supersede(item=old, replacement=new, change=change)

    row = row_of(period, old.ref)
    assert {part.status_reason for part in row.milestones} == {f"Replaced by {new.ref}. {change.reason}"}


def test_row_says_what_it_took_over_from_a_split(change, period):
    target = make_target()
    chosen = make_milestone(target, text="Goes on elsewhere")

    new = split_target(target=target, milestones=[chosen], summary="The other half", change=change)

    assert row_of(period, new.ref).took_over == (target.ref,)
    assert row_of(period, target.ref).took_over == ()


def test_row_names_every_target_that_it_replaces_once(change, period):
    first, second, new = make_target(), make_target(), make_target()
    for old in (first, second):
        supersede(item=old.milestones.get(), replacement=new.milestones.get(), change=change)
    supersede(item=first, replacement=new, change=change)

    assert row_of(period, new.ref).took_over == (first.ref, second.ref)


def test_row_takes_nothing_over_before_the_other_has_ended(change, period):
    old, new = make_target(), make_target()

    supersede(item=old, replacement=new, change=replace(change, quarter=Q4))

    assert row_of(period, new.ref).took_over == ()


def test_milestone_that_replaces_one_of_its_own_target_takes_nothing_over(change, period):
    target = make_target()

    supersede(item=target.milestones.get(), replacement=make_milestone(target), change=change)

    assert row_of(period, target.ref).took_over == ()


def test_row_of_a_superseded_milestone_names_the_one_of_the_same_target_by_its_words(change, period):
    target = make_target()
    old, new = target.milestones.get(), make_milestone(target, text="Have it by summer")

    supersede(item=old, replacement=new, change=change)

    row = row_of(period, target.ref)
    assert row.milestones[0].status_reason == f"Replaced by “Have it by summer”. {change.reason}"


def test_replaced_objective_has_a_new_one_in_its_place(change):
    old = make_target().objective

    new = replace_objective(objective=old, title="The promise anew", change=change)

    old.refresh_from_db()
    assert (old.ended_as, old.replaced_by) == ("superseded", new)
    assert new.position == old.position + 1
    assert not Target.objects.current().filter(objective=old).exists()


def test_replaced_target_keeps_deliverers_and_regions(change, period):
    region = make_region()
    old = make_target(regions=[region], official_wording="As printed")

    new = replace_target(target=old, summary="The promise anew", deadline=DEADLINE, change=change)

    row = row_of(period, new.ref)
    assert [part.name for part in row.deliverers] == [part.name for part in row_of(period, old.ref).deliverers]
    assert row.region_codes == (region.code,)
    assert row.official_wording == ""
    assert [each.deadline.text for each in row.milestones] == ["by June 2021"]
    assert row_of(period, old.ref).status == Status.SUPERSEDED


def test_replaced_milestone_has_its_own_deadline(change):
    old = make_target().milestones.get()

    new = replace_milestone(milestone=old, text="The promise anew", deadline=DEADLINE, change=change)

    old.refresh_from_db()
    assert (old.replaced_by, old.ended_quarter) == (new, Q3)
    assert (new.own_deadline, new.position) == (DEADLINE, old.position + 1)


def test_split_milestone_gives_both_parts_its_deadline_with_every_move(change, period):
    old = make_target(deadline="by 31 March 2020").milestones.get()
    make_milestone(old.target, text="The last of them")
    change_deadline(
        milestone=old, deadline=DEADLINE, reason="Pandemic", agreed_by="Board", decided_on=date(2020, 11, 3),
        by=change.by,
    )  # fmt: skip

    split_milestone(milestone=old, parts=[{"text": "First half"}, {"text": "Second half"}], change=change)

    rows = row_of(period, old.target.ref).milestones
    assert [each.text for each in rows] == [old.text, "First half", "Second half", "The last of them"]
    assert [each.status for each in rows[:3]] == [Status.SUPERSEDED, None, None]
    assert {each.deadline.text for each in rows[:3]} == {"by June 2021"}
    assert {each.original_deadline.text for each in rows[:3]} == {"by 31 March 2020"}
    assert {each.moves for each in rows[:3]} == {rows[0].moves}


def test_split_target_carries_the_chosen_milestones_to_a_new_target(change, period):
    target = make_target(deadline="by 31 March 2021")
    chosen = make_milestone(target, "by 31 March 2022", text="Goes on elsewhere")

    new = split_target(target=target, milestones=[chosen], summary="The other half", change=change)

    kept, carried = row_of(period, target.ref), row_of(period, new.ref)
    assert new.ref == f"{target.objective.ref}.2"
    assert [each.status for each in kept.milestones] == [None, Status.SUPERSEDED]
    assert [(each.text, each.deadline.text) for each in carried.milestones] == [
        ("Goes on elsewhere", "by 31 March 2022")
    ]
    chosen.refresh_from_db()
    assert chosen.replaced_by.target == new


def test_split_target_keeps_at_least_one_milestone(change):
    target = make_target()

    with pytest.raises(Refused, match="At least one milestone stays"):
        split_target(target=target, milestones=list(target.milestones.all()), summary="All of it", change=change)


def test_split_leaves_a_complete_milestone_where_its_record_is(change):
    target = make_target()
    complete(target)
    running = make_milestone(target)

    with pytest.raises(Refused, match="is complete"):
        split_target(target=target, milestones=[target.milestones.first()], summary="New", change=change)
    split_target(target=target, milestones=[running], summary="New", change=change)

    assert target.milestones.current().get().text == f"Commitment 1 of {target.ref}"


def test_split_objective_goes_on_with_the_chosen_targets_under_new_references(change, period):
    stays = make_target()
    goes = make_target(objective=stays.objective, deadline="by 31 March 2022")

    new = split_objective(objective=stays.objective, targets=[goes], title="The other half", change=change)

    goes.refresh_from_db()
    assert goes.replaced_by.ref == f"{new.ref}.1"
    assert [row.ref for row in rows_for(period)] == [stays.ref, goes.ref, f"{new.ref}.1"]
    assert row_of(period, goes.ref).status == Status.SUPERSEDED
    assert row_of(period, f"{new.ref}.1").milestones[0].deadline.text == "by 31 March 2022"
    assert row_of(period, stays.ref).status is None


def test_split_objective_refuses_a_target_that_is_complete(change):
    stays = make_target()
    done = make_target(objective=stays.objective)
    complete(done)

    with pytest.raises(Refused, match="complete"):
        split_objective(objective=stays.objective, targets=[done], title="The other half", change=change)

    assert Target.objects.count() == 2


def test_end_is_taken_back_with_what_ended_with_it(change, period):
    target = make_target()
    early = make_milestone(target, ended_quarter=Q3, ended_as="superseded", ended_reason="For itself")
    before = contents(period)
    withdraw(item=target.objective, change=change)
    target.objective.refresh_from_db()

    take_back_end(item=target.objective, change=replace(change, reason="Entered by mistake"))

    early.refresh_from_db()
    assert contents(period) == before
    assert early.ended_reason == "For itself"
    last = AuditEvent.objects.filter(item_key=target.ref).first()
    assert last.changes[0] == {"field": "end", "before": "withdrawn in Q3 2020/21", "after": ""}
    assert last.reason == "Entered by mistake"


def test_end_that_is_published_is_not_taken_back(change, period):
    target = make_target()
    withdraw(item=target, change=change)
    publish(period)
    target.refresh_from_db()

    with pytest.raises(Refused, match="Add it anew"):
        take_back_end(item=target, change=replace(change, quarter=Q4))


def test_end_is_not_taken_back_under_a_parent_that_has_ended(change):
    target = make_target()
    withdraw(item=target.objective, change=change)
    target.refresh_from_db()

    with pytest.raises(Refused, match=f"{target.objective.ref} has ended too"):
        take_back_end(item=target, change=change)


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
