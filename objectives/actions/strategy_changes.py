"""What all changes of the strategy share: who, why, which version, from which quarter; and the entry in the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from objectives.models import Milestone, Objective, StrategyVersion, Target
from objectives.strategy_calendar import Calendar, strategy_calendar
from pssdash.accounts.audit import differences, record
from pssdash.accounts.models import User
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused

Item = Objective | Target | Milestone


@dataclass(frozen=True)
class Change:
    """A change as a person asks for it. `quarter` is the first in which it counts."""

    by: User
    version: StrategyVersion
    quarter: Quarter
    reason: str


def begin(change: Change, *, at_once: bool = False) -> Calendar:
    """Hold the quarter's period and refuse what cannot count from `change.quarter`.

    `at_once`: the change has no quarter of its own, so it counts from the first unpublished quarter and from no other.
    """
    calendar = strategy_calendar(lock=True)
    why_not = calendar.refusal(change.quarter)
    if at_once:
        why_not = calendar.refusal_at_once() or why_not
        if not why_not and change.quarter != calendar.live:
            why_not = f"This shows at once, so it counts from {calendar.live.short}, not from {change.quarter.short}"
    why_not = why_not or version_refusal(change.version, change.quarter)
    if not change.reason.strip():
        why_not = "Say why this is changed"
    if why_not:
        raise Refused(why_not)
    return calendar


def version_refusal(version: StrategyVersion, quarter: Quarter) -> str:
    """Why a change in `quarter` cannot belong to `version`, "" where it can."""
    if version.from_quarter > quarter:
        return f"{version.name} begins in {version.from_quarter.short}, which is later than {quarter.short}"
    return ""


def refuse_if_ended(item: Item) -> None:
    if item.ended_quarter:
        raise Refused(f"{name_of(item)} is {item.ended_as} in {item.ended_quarter.short}, so it stays as it is")


def record_change(change: Change, action: str, item: Item, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write the change to the trail, under the item's objective. Refuses a change of nothing."""
    if not differences(before, after):
        raise Refused("Nothing here differs from what is in force")
    context = {"strategy version": change.version.name, "counts from": change.quarter.short}
    record(
        by=change.by, action=action, item=key_of(item), subject=subject_of(item),
        before=before, after={**after, **context}, reason=change.reason,
    )  # fmt: skip


def kind_of(item: Item) -> str:
    """objective, target or milestone."""
    return item._meta.model_name


def name_of(item: Item) -> str:
    """The reference, or of a milestone that of its target and the beginning of its text."""
    if isinstance(item, Milestone):
        return f"{item.target.ref} “{Truncator(item.text).chars(60)}”"
    return item.ref


def key_of(item: Item) -> tuple[str, str]:
    """How the trail names the item. A milestone has no reference, so its number in the database stands for it."""
    if isinstance(item, Milestone):
        return kind_of(item), f"{item.target.ref} no. {item.pk}: {Truncator(item.text).chars(60)}"
    return kind_of(item), item.ref


def objective_of(item: Item) -> Objective:
    if isinstance(item, Milestone):
        return item.target.objective
    return item.objective if isinstance(item, Target) else item


def subject_of(item: Item) -> str:
    return f"objective/{objective_of(item).ref}"
