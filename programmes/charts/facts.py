"""What a chart needs to know beyond its numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

# A plotly figure as plain values: {"data": [...], "layout": {...}}.
Figure = dict[str, Any]
Box = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """The words of a chart, and how it is drawn.

    `unit` is "%" or what is counted ("women"); `axis_title` stands above the vertical axis, the unit if not given.
    `annotations` are dated events. `pending` are the days of points that are not approved yet. `y_range` puts several
    charts on one scale, and `x_days`, the days of all of them, over one stretch of time. A `compact` chart is a small
    multiple: no legend, no labels beside the lines.
    """

    title: str = ""
    unit: str = ""
    decimals: int | None = None
    axis_title: str = ""
    annotations: tuple[tuple[date, str], ...] = ()
    pending: frozenset[date] = frozenset()
    ambition_label: str = "Target"
    y_range: tuple[float, float] | None = None
    x_days: tuple[date, ...] = ()
    is_illustrative: bool = False
    compact: bool = False

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"

    @property
    def vertical_title(self) -> str:
        """What stands above the vertical axis; percentages say so at each tick."""
        unit = "" if self.is_percentage else self.unit
        return self.axis_title or unit[:1].upper() + unit[1:]
