"""Objectives by quarter: the worst of their rated targets, and how many are not rated."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from objectives.rows import TargetRow
from pssdash.board.past_quarters import RowsByQuarter
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rating, rate_objective


@dataclass(frozen=True)
class HeatCell:
    """An objective in a quarter; `rating` is None where it was not in force. `about` is read before the rating."""

    rating: Rating | None
    url: str
    about: str


@dataclass(frozen=True)
class HeatRow:
    """An objective, as the last quarter that has it calls it; `not_rated` speaks of that quarter's targets."""

    ref: str
    title: str
    url: str
    cells: tuple[HeatCell, ...]
    not_rated: str


@dataclass(frozen=True)
class HeatTheme:
    """The objectives of one theme."""

    name: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True)
class HeatMap:
    """`quarters` from the oldest to the newest, as the cells are."""

    quarters: tuple[Quarter, ...]
    themes: tuple[HeatTheme, ...]

    @property
    def columns(self) -> int:
        """Those of the quarters, the objective before and the count of what is not rated after them."""
        return len(self.quarters) + 2


def heat_map(rows: RowsByQuarter) -> HeatMap:
    """The map of `rows` (any order of quarters)."""
    quarters = tuple(sorted(rows))
    last: dict[str, Sequence[TargetRow]] = {}
    by_quarter = {quarter: by_objective(rows[quarter]) for quarter in quarters}
    for objectives in by_quarter.values():
        last |= objectives
    themes: dict[str, list[HeatRow]] = {}
    for ref, targets in sorted(last.items(), key=lambda item: item[1][0].order):
        cells = tuple(heat_cell(ref, quarter, by_quarter[quarter].get(ref, ())) for quarter in quarters)
        themes.setdefault(targets[0].theme, []).append(heat_row(targets, cells))
    return HeatMap(quarters, tuple(HeatTheme(name, tuple(found)) for name, found in themes.items()))


def by_objective(rows: Sequence[TargetRow]) -> dict[str, list[TargetRow]]:
    found: dict[str, list[TargetRow]] = {}
    for row in rows:
        found.setdefault(row.objective_ref, []).append(row)
    return found


def heat_row(targets: Sequence[TargetRow], cells: tuple[HeatCell, ...]) -> HeatRow:
    row = targets[0]
    return HeatRow(
        row.objective_ref, row.objective, objective_url(row.objective_ref, row.quarter), cells, unrated(targets)
    )


def heat_cell(ref: str, quarter: Quarter, targets: Sequence[TargetRow]) -> HeatCell:
    if not targets:
        return HeatCell(None, "", f"{ref} in {quarter}:")
    rating, not_rated = rate_objective([row.rating for row in targets])
    besides = f", {unrated(targets)} not rated" if not_rated else ""
    return HeatCell(rating, objective_url(ref, quarter), f"{ref} in {quarter}{besides}:")


def unrated(targets: Sequence[TargetRow]) -> str:
    """`2 of 3`: how many of an objective's targets have no colour."""
    _, not_rated = rate_objective([row.rating for row in targets])
    return f"{not_rated} of {len(targets)}"


def objective_url(ref: str, quarter: Quarter) -> str:
    return reverse("objective", args=[ref], query={"quarter": quarter.slug})
