"""The page on which an organisation writes all its targets of a quarter, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict

from objectives.assignments import Desk
from objectives.pages.sheet_parts import parts_of, titles_of
from objectives.pages.sheet_reading import Found, read_beside, read_targets
from objectives.pages.sheet_rows import Kept, SheetRow, build_row
from objectives.sheet_filters import SheetFilterSet
from pssdash.reporting.entries.states import HANDED_IN
from pssdash.ui.filters import PAGE


@dataclass(frozen=True)
class SheetGroup:
    """The rows of one objective."""

    ref: str
    title: str
    theme: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class PartLink:
    """One page of the sheet."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Sheet:
    """`total` counts the targets whatever the filters say, `finished` those that are handed in."""

    desk: Desk
    filterset: SheetFilterSet
    groups: tuple[SheetGroup, ...]
    parts: tuple[PartLink, ...]
    total: int
    fitting: int
    finished: int

    @property
    def rows(self) -> list[SheetRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [error for row in self.rows for error in row.errors]

    @property
    def takes_text(self) -> bool:
        return any(row.form for row in self.rows)

    @property
    def next_part(self) -> PartLink | None:
        place = next((n for n, part in enumerate(self.parts) if part.is_current), len(self.parts))
        return self.parts[place + 1] if place + 1 < len(self.parts) else None


def build_sheet(desk: Desk, query: QueryDict, typed: Mapping[str, Kept] | None = None) -> Sheet:
    """The page that `query` asks for. Rows that were `typed` in, by reference, are on it whatever the filters say."""
    typed = typed or {}
    targets = read_targets(desk)
    filterset = SheetFilterSet(query, [each.row for each in targets])
    refs = {row.ref for row in filterset.qs}
    fitting = [each for each in targets if each.row.ref in refs]
    parts = parts_of(fitting)
    place = place_in(parts, query.get(PAGE, ""))
    here = {each.row.ref for each in parts[place]} | set(typed)
    shown = [each for each in targets if each.row.ref in here]
    beside = read_beside(desk, shown)
    rows = [build_row(desk, each, beside[each.target.pk], typed.get(each.row.ref)) for each in shown]
    return Sheet(
        desk=desk,
        filterset=filterset,
        groups=grouped(rows),
        parts=links_to(parts, place, query),
        total=len(targets),
        fitting=len(fitting),
        finished=sum(each.row.work_state in HANDED_IN for each in targets),
    )


def grouped(rows: Sequence[SheetRow]) -> tuple[SheetGroup, ...]:
    """The rows by objective, in their order."""
    together = groupby(rows, lambda row: (row.found.row.objective_ref, row.found.row.objective, row.found.row.theme))
    return tuple(SheetGroup(*words, tuple(group)) for words, group in together)


def place_in(parts: Sequence[Sequence[Found]], page: str) -> int:
    """Which page is asked for by its number; the first where there is none such."""
    return int(page) - 1 if page.isdecimal() and 1 <= int(page) <= len(parts) else 0


def links_to(parts: Sequence[list[Found]], place: int, query: QueryDict) -> tuple[PartLink, ...]:
    """A link to each page, none where one page holds all."""
    if len(parts) < 2:
        return ()
    links = []
    for number, title in enumerate(titles_of(parts), 1):
        address = query.copy()
        address[PAGE] = str(number)
        links.append(PartLink(title, f"?{address.urlencode()}", number - 1 == place))
    return tuple(links)
