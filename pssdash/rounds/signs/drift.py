"""Drift: reported Green while the rule or a reviewer says Red or Amber, and for how many quarters in a row. Pure.

Reported Complete is the same, only more so. The reasons that people gave stand beside.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.rows import UpdateRow
from pssdash.rounds.signs.items import Item

WELL = (Rag.GREEN, Rag.COMPLETE)
NOT_WELL = (Rag.RED, Rag.AMBER)


@dataclass(frozen=True)
class Drift:
    """An item that is reported better than computed or reviewed, for `quarters` in a row, the first of them `since`."""

    item: Item
    quarters: int
    since: Quarter


@dataclass(frozen=True)
class Share:
    """How many of the items of a deliverer, theme or programme drift. `of` counts those that have a reported rating."""

    slug: str
    name: str
    drifting: int
    of: int


def is_drifting(row: UpdateRow) -> bool:
    return row.reported_rag in WELL and (row.computed_rag in NOT_WELL or row.reviewer_rag in NOT_WELL)


def drifts(items: Iterable[Item]) -> list[Drift]:
    """The items that drift in the quarter, in their order."""
    runs = ((item, list(takewhile(is_drifting, (item.row, *item.earlier)))) for item in items)
    return [Drift(item, len(run), run[-1].quarter) for item, run in runs if run]


def shares(
    items: Iterable[Item], found: Iterable[Drift], groups_of: Callable[[Item], Iterable[tuple[str, str]]]
) -> list[Share]:
    """The groups in which something drifts, the most first. `groups_of` gives slug and name of each that an item is in:
    an item of two deliverers counts for both.
    """
    drifting: Counter[str] = Counter()
    reported: Counter[str] = Counter()
    names: dict[str, str] = {}
    for drift in found:
        drifting.update(slug for slug, _ in groups_of(drift.item))
    for item in items:
        names |= dict(groups_of(item))
        reported.update(slug for slug, _ in groups_of(item) if item.row.reported_rag)
    counted = [Share(slug, names[slug], number, reported[slug]) for slug, number in drifting.items()]
    return sorted(counted, key=lambda share: (-share.drifting, share.name.lower()))


def chapter_of(item: Item) -> list[tuple[str, str]]:
    return [item.chapter]


def deliverers_of(item: Item) -> list[tuple[str, str]]:
    return [(deliverer.slug, deliverer.name) for deliverer in item.row.deliverers]
