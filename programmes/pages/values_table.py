"""What stands beside each value in the table of a chart: parts of a ratio, state, standing, coverage, as published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from programmes.charts import ChartTable
from programmes.models import Measure, ValueState
from programmes.pages.measure_words import number_in_words, value_in_words
from programmes.series import Series, SeriesPoint

Column = tuple[str, list[str]]
NOTHING = "–"
WORDS = frozenset({"State", "Standing", "Organisations", "As published"})  # columns that are no numbers
NO_ROW = "Nothing received"


def value_columns(series: Series, days: Sequence[date], as_published: Mapping[date, str]) -> list[Column]:
    """Columns for a table with a row for each of `days`; those that would be empty are left out.

    `as_published` has, by first day, what was published where it has changed since.
    """
    points = {point.start: point for point in series.points}
    rows = [points.get(day) for day in days]
    measure = series.measure
    columns: list[Column] = []
    if any(point.numerator is not None for point in series.points):
        columns.append(("Numerator", [part(measure, row and row.numerator) for row in rows]))
    if any(point.denominator is not None for point in series.points):
        columns.append(("Denominator", [part(measure, row and row.denominator) for row in rows]))
    if any(point is None or state_in_words(point) != ValueState.VALUE.label for point in rows):
        columns.append(("State", written(rows, state_in_words, NO_ROW)))
    if any(not point.is_final for point in series.points):
        columns.append(("Standing", written(rows, standing_in_words)))
    if any(point.expected is not None for point in series.points):
        columns.append(("Organisations", written(rows, lambda point: f"{point.reported} of {point.expected}")))
    if as_published:
        columns.append(("As published", [as_published.get(day, "as now") for day in days]))
    return columns


def plain_columns(series: Series, periods: Sequence[str], as_published: Mapping[date, str]) -> list[Column]:
    """The columns of a table of values without a chart."""
    days = [point.start for point in series.points]
    values = [value_in_words(series.measure, point) for point in series.points]
    return [("Period", list(periods)), *value_columns(series, days, as_published), ("Value", values)]


def in_words(table: ChartTable) -> ChartTable:
    """The same table with its columns of words set as words."""
    words = {place for place, heading in enumerate(table.columns) if heading in WORDS}
    return replace(table, text_columns=table.text_columns | words)


def written(
    rows: Sequence[SeriesPoint | None], write: Callable[[SeriesPoint], str], otherwise: str = NOTHING
) -> list[str]:
    return [otherwise if row is None else write(row) for row in rows]


def part(measure: Measure, value: float | None) -> str:
    return NOTHING if value is None else number_in_words(measure, value, with_unit=False)


def state_in_words(point: SeriesPoint) -> str:
    label = ValueState(point.state).label
    return f"{label}, “{point.qualifier}”" if point.qualifier else label


def standing_in_words(point: SeriesPoint) -> str:
    return "Final" if point.is_final else "Provisional"
