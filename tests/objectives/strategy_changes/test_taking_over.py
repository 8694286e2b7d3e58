"""Rows name what stands in their place, and what they took over from."""

from dataclasses import replace

import pytest

from objectives.actions.endings import supersede
from objectives.actions.splitting import (
    split_target,
)
from tests.factories.objectives import (
    make_milestone,
    make_target,
)
from tests.objectives.strategy_changes.reading import Q4, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


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
