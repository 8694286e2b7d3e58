"""Replacing and splitting: what the new ones bring along."""

from datetime import date

import pytest

from objectives.actions.splitting import (
    replace_milestone,
    replace_objective,
    replace_target,
    split_milestone,
    split_objective,
    split_target,
)
from objectives.models import Target
from objectives.quarter_rows import rows_for
from pssdash.reporting.moves.changes import change_deadline
from pssdash.reporting.rag import Status
from pssdash.reporting.refusals import Refused
from tests.factories.objectives import (
    make_milestone,
    make_target,
)
from tests.factories.organisations import make_region
from tests.objectives.strategy_changes.reading import DEADLINE, Q3, complete, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


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
