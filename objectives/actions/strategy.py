"""Adding to the strategy and changing what it says. Who delivers is in target_parts.py.

Each is one transaction with its entry in the trail. Published rows are copies, so none of this touches them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.text import slugify

from objectives.actions.strategy_changes import (
    Change,
    Item,
    begin,
    kind_of,
    name_of,
    record_change,
    refuse_if_ended,
)
from objectives.actions.target_parts import part_names, region_names, write_parts, write_regions
from objectives.models import Milestone, Objective, StrategyVersion, Target, Theme
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.deadlines import Deadline
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused

# What can be reworded, and how the trail calls it.
WORDS: dict[str, dict[str, str]] = {
    "objective": {"title": "title"},
    "target": {"summary": "summary", "official_wording": "official wording"},
    "milestone": {
        "text": "text", "target_value": "target value", "target_unit": "unit", "baseline": "baseline",
        "base_period": "base period", "change": "kind of change",
    },
}  # fmt: skip


@transaction.atomic
def add_version(*, name: str, from_quarter: Quarter, note: str, by: User) -> StrategyVersion:
    """A new edition of the strategy, to which later changes belong."""
    slug = slugify(name)[:60]
    if not slug:
        raise Refused("Name the version in letters or figures")
    if StrategyVersion.objects.filter(slug=slug).exists():
        raise Refused(f"There is a version called “{name}” already")
    version = StrategyVersion.objects.create(slug=slug, name=name, from_quarter=from_quarter, note=note)
    record(
        by=by, action="added", item=("strategy version", slug), subject="strategy",
        after={"name": name, "from quarter": from_quarter.short, "note": note}, reason=note,
    )  # fmt: skip
    return version


@transaction.atomic
def add_objective(*, theme: Theme, title: str, change: Change, after: Objective | None = None) -> Objective:
    """A new objective, with the next free reference of its theme, last in it or directly `after` another."""
    begin(change)
    Theme.objects.select_for_update().get(pk=theme.pk)
    ref = next_ref(f"{theme.prefix}-", Objective.objects.filter(theme=theme))
    objective = Objective.objects.create(
        theme=theme, ref=ref, title=title, version=change.version, from_quarter=change.quarter,
        position=position_for(theme.objectives, after),
    )  # fmt: skip
    record_change(change, "added", objective, {}, {"title": title})
    return objective


@transaction.atomic
def add_target(
    *,
    objective: Objective,
    summary: str,
    change: Change,
    official_wording: str = "",
    parts: Sequence[tuple[Deliverer, str]] = (),
    regions: Iterable[Organisation] | None = None,
    after: Target | None = None,
) -> Target:
    """A new target of `objective`. `parts` are its deliverers in order with their part; `regions` None means all."""
    begin(change)
    _refuse_parent(objective, change)
    Objective.objects.select_for_update().get(pk=objective.pk)
    target = Target.objects.create(
        objective=objective, ref=next_ref(f"{objective.ref}.", objective.targets), summary=summary,
        official_wording=official_wording, version=change.version, from_quarter=change.quarter,
        position=position_for(objective.targets, after),
    )  # fmt: skip
    write_parts(target, parts)
    write_regions(target, regions)
    added = words_of(target) | {"deliverers": part_names(target), "regions": region_names(target)}
    record_change(change, "added", target, {}, added)
    return target


@transaction.atomic
def add_dated_target(*, objective: Objective, deadline: Deadline, change: Change, summary: str, **more: Any) -> Target:
    """A new target with its first milestone, which says the same until somebody words it."""
    target = add_target(objective=objective, summary=summary, change=change, **more)
    add_milestone(target=target, words={"text": summary}, deadline=deadline, change=change)
    return target


@transaction.atomic
def add_milestone(
    *, target: Target, words: Mapping[str, Any], deadline: Deadline, change: Change, after: Milestone | None = None
) -> Milestone:
    """A new commitment of `target`. `words` has the keys of WORDS["milestone"], those left out being blank."""
    begin(change)
    _refuse_parent(target, change)
    milestone = Milestone.objects.create(
        target=target, version=change.version, from_quarter=change.quarter,
        position=position_for(target.milestones, after), **words, **Milestone.deadline_columns(deadline),
    )  # fmt: skip
    added = words_of(milestone) | {"deadline": deadline.text, "ends": deadline.end}
    record_change(change, "added", milestone, {}, added)
    return milestone


@transaction.atomic
def reword(*, item: Item, words: Mapping[str, Any], change: Change) -> Item:
    """Change what an item says, by the keys of WORDS. It shows at once in whatever is not published."""
    begin(change, at_once=True)
    item = type(item).objects.select_for_update().get(pk=item.pk)
    refuse_if_ended(item)
    before = words_of(item)
    for field in WORDS[kind_of(item)]:
        setattr(item, field, words.get(field, getattr(item, field)))
    item.save()
    record_change(change, "reworded", item, before, words_of(item))
    return item


@transaction.atomic
def reorder(*, siblings: Sequence[Item], order: Sequence[int], change: Change) -> None:
    """Put `siblings` (those of one parent that the page shows) in the order of these ids."""
    begin(change, at_once=True)
    if sorted(order) != sorted(item.pk for item in siblings):
        raise Refused("Somebody added or ended something here meanwhile. Look at the list again")
    by_id = {item.pk: item for item in siblings}
    was = {pk: place for place, pk in enumerate(by_id, 1)}
    if list(order) == list(was):
        raise Refused("The order is as it was")
    for place, pk in enumerate(order, 1):
        type(by_id[pk]).objects.filter(pk=pk).update(position=place)
        if was[pk] != place:
            record_change(change, "moved", by_id[pk], {"place": was[pk]}, {"place": place})


def next_ref(beginning: str, items: QuerySet) -> str:
    """The reference after the highest ever given. Nothing is deleted, so none is given twice."""
    numbers = (int(ref.removeprefix(beginning)) for ref in items.values_list("ref", flat=True))
    return f"{beginning}{max(numbers, default=0) + 1}"


def position_for(siblings: QuerySet, after: Item | None) -> int:
    """The place of a new item: last, or directly `after` another, from where on the others make room."""
    if after is None:
        return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    siblings.filter(position__gt=after.position).update(position=F("position") + 1)
    return after.position + 1


def words_of(item: Item) -> dict[str, Any]:
    """What the item says, as the trail names it."""
    values = {label: getattr(item, field) for field, label in WORDS[kind_of(item)].items()}
    return {label: f"{value.normalize():f}" if isinstance(value, Decimal) else value for label, value in values.items()}


def _refuse_parent(parent: Objective | Target, change: Change) -> None:
    refuse_if_ended(parent)
    if parent.from_quarter > change.quarter:
        raise Refused(f"{name_of(parent)} itself counts only from {parent.from_quarter.short}")
