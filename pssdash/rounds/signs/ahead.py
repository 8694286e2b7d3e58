"""What lies ahead: the deadlines in force of the next four quarters, who has to meet them, the forecasts beside. Pure.

Only what is neither complete nor ended counts. A forecast is the day on which somebody expects to be done, whatever the
deadline; one that falls in these quarters is listed although its deadline has passed or lies beyond.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.rows import MilestoneRow
from pssdash.rounds.signs.items import FINAL, Item

QUARTERS_AHEAD = 4
NOBODY = ("nobody", "Nobody named")


@dataclass(frozen=True)
class Due:
    """A commitment with a deadline or a forecast in the quarters ahead."""

    item: Item
    milestone: MilestoneRow

    @property
    def deadline(self) -> date | None:
        return self.milestone.deadline.end

    @property
    def forecast(self) -> date | None:
        return self.milestone.forecast

    @property
    def is_forecast_late(self) -> bool:
        return bool(self.deadline and self.forecast and self.forecast > self.deadline)

    @property
    def deliverers(self) -> list[tuple[str, str]]:
        """Slug and name of each."""
        return [(each.slug, each.name) for each in self.item.row.deliverers] or [NOBODY]


@dataclass(frozen=True)
class Cell:
    """How many commitments fall due in a quarter, and how many are forecast to be met in it."""

    quarter: Quarter
    due: int
    forecast: int


@dataclass(frozen=True)
class Load:
    """The quarters of one deliverer; the slug is "" for all together, where a commitment of several counts once."""

    slug: str
    name: str
    cells: tuple[Cell, ...]

    @property
    def due(self) -> int:
        return sum(cell.due for cell in self.cells)


def quarters_after(quarter: Quarter) -> tuple[Quarter, ...]:
    return tuple(quarter + step for step in range(1, QUARTERS_AHEAD + 1))


def is_in(day: date | None, quarters: Sequence[Quarter]) -> bool:
    return day is not None and Quarter.containing(day) in quarters


def dues(items: Iterable[Item], quarters: Sequence[Quarter]) -> list[Due]:
    """The commitments of the quarters, the earliest deadline first; at the end those that have only a forecast."""
    found = [
        Due(item, milestone)
        for item in items
        for milestone in item.row.milestones
        if is_to_do(item, milestone)
        and (is_in(milestone.deadline.end, quarters) or is_in(milestone.forecast, quarters))
    ]
    return sorted(found, key=lambda due: (due.deadline is None, due.deadline or due.forecast))


def is_to_do(item: Item, milestone: MilestoneRow) -> bool:
    status = item.status_of(milestone)
    return status is None or status not in FINAL


def loads(found: Sequence[Due], quarters: Sequence[Quarter]) -> list[Load]:
    """All deliverers together, then each that has something due or forecast, the busiest first."""
    by_deliverer: dict[tuple[str, str], list[Due]] = {}
    for due in found:
        for deliverer in due.deliverers:
            by_deliverer.setdefault(deliverer, []).append(due)
    rows = [load_of(slug, name, theirs, quarters) for (slug, name), theirs in by_deliverer.items()]
    rows.sort(key=lambda load: (-load.due, load.name.lower()))
    return [load_of("", "All deliverers", found, quarters), *rows]


def load_of(slug: str, name: str, found: Iterable[Due], quarters: Sequence[Quarter]) -> Load:
    theirs = list(found)
    cells = (
        Cell(
            quarter,
            sum(is_in(due.deadline, [quarter]) for due in theirs),
            sum(is_in(due.forecast, [quarter]) for due in theirs),
        )
        for quarter in quarters
    )
    return Load(slug, name, tuple(cells))
