"""What a return would make of the measure: its new values beside those on record, and the charts with them."""

from dataclasses import dataclass
from typing import Any

from programmes.actions.returns import read_return
from programmes.assignments import ReturnAssignment
from programmes.charts import Chart
from programmes.models import MeasureReturn, ValueState
from programmes.observations.values import Value
from programmes.pages.measure_words import period_in_words, value_in_words
from programmes.pages.return_charts import charts_of, point_of
from programmes.pages.values_table import NOTHING, standing_in_words
from programmes.return_checks import checks_of
from programmes.return_grid import Grid, GridRow, build_grid


@dataclass(frozen=True)
class NewValue:
    """A value as the measure's page will write it, and what stands there now."""

    organisation: str
    period: str
    now: str
    then: str
    standing: str


@dataclass(frozen=True)
class ReturnPreview:
    """`unread` counts the cells that cannot be read yet; `total` the organisations with a new number, of which `charts`
    are those that fit.
    """

    values: tuple[NewValue, ...]
    unread: int
    charts: tuple[Chart, ...]
    total: int

    @property
    def has_more(self) -> bool:
        return len(self.charts) < self.total


def draw_return(assignment: ReturnAssignment, entry: MeasureReturn) -> dict[str, Any]:
    """What the page of the measure will show of it."""
    grid = build_grid(assignment.measure, assignment.period, assignment.organisation, assignment.user)
    read = dict(read_return(entry, grid))
    values = {row.key: answer for row, answer in read.items() if isinstance(answer, Value)}
    checks = checks_of(grid, assignment.period, assignment.organisation)
    rows = [row for row in grid.rows if row.key in values]
    preview = ReturnPreview(
        values=tuple(new_value(grid, row, values[row.key]) for row in rows),
        unread=len(read) - len(values),
        charts=charts_of(grid, checks, values, is_preview=True),
        total=len({row.organisation.pk for row in rows if values[row.key].state == ValueState.VALUE}),
    )
    return {"preview": preview}


def new_value(grid: Grid, row: GridRow, value: Value) -> NewValue:
    old, new = grid.on_record(row), point_of(value)
    return NewValue(
        organisation=row.organisation.short_name,
        period=period_in_words(grid.measure, new, grid.basis),
        now=value_in_words(grid.measure, old) if old else "",
        then=value_in_words(grid.measure, new),
        standing=standing_in_words(new) if new.value is not None else NOTHING,
    )
