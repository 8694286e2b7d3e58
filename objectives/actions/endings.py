"""Withdrawing and superseding what the strategy holds, and taking an end back.

What ends is shown as ended in that quarter ("Not rated: withdrawn") and afterwards not at all. Whatever belongs to it
and still runs ends with it, row by row, so that every record says for itself how it stands.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from objectives.actions.strategy_changes import (
    Change,
    Item,
    begin,
    kind_of,
    name_of,
    record_change,
    refuse_if_ended,
)
from objectives.models import Milestone, Objective, StrategyItem, Target
from pssdash.reporting.refusals import Refused

Ended = StrategyItem.Ended
END_FIELDS = ["ended_quarter", "ended_as", "ended_reason", "replaced_by"]


@transaction.atomic
def withdraw(*, item: Item, change: Change) -> Item:
    """End `item` without anything in its place."""
    begin(change)
    return end(item, Ended.WITHDRAWN, change)


@transaction.atomic
def supersede(*, item: Item, replacement: Item, change: Change) -> Item:
    """End `item`; `replacement`, of the same kind and running by then, stands in its place."""
    begin(change)
    if replacement == item or type(replacement) is not type(item):
        raise Refused(f"Another {kind_of(item)} takes the place of this one")
    refuse_if_ended(replacement)
    if replacement.from_quarter > change.quarter:
        raise Refused(f"{name_of(replacement)} counts only from {replacement.from_quarter.short}")
    return end(item, Ended.SUPERSEDED, change, replacement)


@transaction.atomic
def take_back_end(*, item: Item, change: Change) -> Item:
    """Let `item` run on, and what ended with it, while the quarter in which it ended is not published."""
    calendar = begin(change, at_once=True)
    if item.ended_quarter is None:
        raise Refused(f"{name_of(item)} has not ended")
    if calendar.refusal(item.ended_quarter):
        raise Refused(f"{name_of(item)} ended in {item.ended_quarter.short}, which is over. Add it anew")
    parent = parent_of(item)
    if parent is not None and parent.ended_quarter:
        raise Refused(f"{name_of(parent)} has ended too. Take back that end first")
    as_it_was = (item.ended_quarter, item.ended_as, item.ended_reason)
    for part in [item, *parts_of(item)]:
        if (part.ended_quarter, part.ended_as, part.ended_reason) == as_it_was:
            before = end_of(part)
            part.ended_quarter, part.ended_as, part.ended_reason, part.replaced_by = None, "", "", None
            part.save(update_fields=END_FIELDS)
            record_change(change, "took back the end of", part, before, end_of(part))
    return item


def end(item: Item, kind: str, change: Change, replacement: Item | None = None) -> Item:
    """End `item` and what runs under it, inside the caller's transaction, after `begin`."""
    item = type(item).objects.select_for_update().get(pk=item.pk)
    refuse_if_ended(item)
    if item.from_quarter > change.quarter:
        raise Refused(f"{name_of(item)} counts only from {item.from_quarter.short}, so it cannot end before")
    end_one(item, kind, change, replacement)
    for part in parts_of(item):
        if part.is_current:
            end_one(part, kind, change)
    return item


def end_one(item: Item, kind: str, change: Change, replacement: Item | None = None) -> None:
    """End this row alone."""
    before = end_of(item)
    item.ended_quarter, item.ended_as, item.ended_reason = change.quarter, kind, change.reason
    item.replaced_by = replacement
    item.save(update_fields=END_FIELDS)
    record_change(change, str(kind), item, before, end_of(item))


def end_of(item: Item) -> dict[str, Any]:
    """The end of an item as the trail names it."""
    return {
        "end": f"{item.ended_as} in {item.ended_quarter.short}" if item.ended_quarter else "",
        "replaced by": name_of(item.replaced_by) if item.replaced_by else "",
    }


def parent_of(item: Item) -> Objective | Target | None:
    if isinstance(item, Milestone):
        return item.target
    return item.objective if isinstance(item, Target) else None


def parts_of(item: Item) -> Iterator[Target | Milestone]:
    """What belongs to `item`: the milestones of a target; the targets of an objective, each before its milestones."""
    if isinstance(item, Objective):
        for target in item.targets.select_related("objective"):
            yield target
            yield from parts_of(target)
    elif isinstance(item, Target):
        yield from item.milestones.select_related("target__objective")
