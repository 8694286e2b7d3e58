"""Which organisations belong under which, on a day: the tree that roll-ups go up.

Trusts and practices under their ICBs; these and the ICBs under regions; PSCs from their own links, where a trust's own
link wins over its ICB's; England over all. Every organisation stands where it stood on the last day of the span: one
that opened later (its value was mapped to it) where it stood when it opened, and one that had closed where it was last.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from pssdash.organisations.models import Organisation, OrganisationKind, OrganisationLink, Succession

ICB, REGION = OrganisationLink.Kind.ICB, OrganisationLink.Kind.REGION
COLLABORATIVE = OrganisationLink.Kind.COLLABORATIVE
Dates = tuple[date | None, date | None]


class Level(NamedTuple):
    """Who reports: a kind of organisation, of trusts perhaps some types alone ("" for all)."""

    kind: str
    trust_types: frozenset[str] = frozenset()


LevelAndDay = tuple[Level, date]


class Part(NamedTuple):
    """An organisation of the level that reports, on a day. `is_expected`: it was open, and is not of a type that does
    not report; a trust whose type is not known may be of any. `map` numbers the level and the day, as the statements
    know them.
    """

    map: int
    child_id: int
    is_open: bool
    is_expected: bool


class Place(NamedTuple):
    """One of the organisations that a part is added up under."""

    map: int
    child_id: int
    parent_id: int


class Forerunner(NamedTuple):
    """Whose values were mapped to an organisation before it opened."""

    organisation_id: int
    forerunner_id: int


class Tree:
    """All organisations, links and successions, read once."""

    def __init__(self) -> None:
        self.dates: dict[int, Dates] = {}
        self.trust_types: dict[int, str] = {}
        self.of_kind: dict[str, list[int]] = defaultdict(list)
        columns = ("pk", "kind", "trust_type", "start", "end")
        for pk, kind, trust_type, start, end in Organisation.objects.order_by("pk").values_list(*columns):
            self.dates[pk], self.trust_types[pk] = (start, end), trust_type
            self.of_kind[kind].append(pk)
        self.links: dict[tuple[str, int], list[tuple[int, Dates]]] = defaultdict(list)
        rows = OrganisationLink.objects.order_by("pk").values_list("kind", "child_id", "parent_id", "start", "end")
        for kind, child, parent, start, end in rows:
            self.links[kind, child].append((parent, (start, end)))

    def parts(self, maps: Mapping[LevelAndDay, int]) -> Iterator[Part]:
        for (level, day), number in maps.items():
            for child in self.of_kind[level.kind]:
                is_open, own = _holds(self.dates[child], day), self.trust_types[child]
                reports = not level.trust_types or not own or own in level.trust_types
                yield Part(number, child, is_open, is_open and reports)

    def places(self, maps: Mapping[LevelAndDay, int]) -> Iterator[Place]:
        for (level, day), number in maps.items():
            for child in self.of_kind[level.kind]:
                for parent in self.parents(child, level.kind, day):
                    yield Place(number, child, parent)

    def parents(self, child: int, level: str, day: date) -> set[int]:
        """All that stand above `child`. England stands above every organisation but itself."""
        if level == OrganisationKind.NATION:
            return set()
        icbs = self._linked(ICB, [child], day)
        below = {child} | icbs
        collaboratives = self._linked(COLLABORATIVE, [child], day) or self._linked(COLLABORATIVE, icbs, day)
        return icbs | self._linked(REGION, below, day) | collaboratives | set(self.of_kind[OrganisationKind.NATION])

    def _linked(self, kind: str, children: set[int] | list[int], day: date) -> set[int]:
        return {
            parent
            for child in children
            for parent, dates in self.links.get((kind, child), ())
            if _holds(dates, _nearest(self.dates[child], day))
        }

    @cached_property
    def forerunners(self) -> list[Forerunner]:
        """Of every organisation those that went into it by its opening, and those that had gone into these.

        One that it took in later is none: that had values of its own until then.
        """
        into: dict[int, list[tuple[int, date]]] = defaultdict(list)
        for forerunner, successor, day in Succession.objects.values_list("predecessor_id", "successor_id", "date"):
            into[successor].append((forerunner, day))
        found = []
        for organisation in into:
            opened, behind = self.dates[organisation][0] or date.max, [organisation]
            seen = set(behind)
            while behind:
                new = {each for each, day in into.get(behind.pop(), ()) if day <= opened} - seen
                seen |= new
                behind += sorted(new)
            found += [Forerunner(organisation, each) for each in sorted(seen - {organisation})]
        return found


def _holds(dates: Dates, day: date) -> bool:
    start, end = dates
    return (start is None or start <= day) and (end is None or day <= end)


def _nearest(dates: Dates, day: date) -> date:
    """`day`, or the day nearest to it on which the organisation was open."""
    start, end = dates
    if start is not None and day < start:
        return start
    return end if end is not None and day > end else day
