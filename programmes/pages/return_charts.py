"""The charts of a return: an organisation's own series with what is entered now, as it will be once it is approved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from programmes.charts import Chart, spc_chart
from programmes.models import ValueState
from programmes.observations.values import Value, kept
from programmes.pages.measure_charts import facts_of
from programmes.pages.readings import Reading, readings_of
from programmes.pages.values_table import NOTHING, in_words
from programmes.return_checks import ReturnChecks
from programmes.return_grid import Grid
from programmes.series import Series, SeriesPoint, read_ambitions
from pssdash.organisations.models import Organisation

MOST = 6  # charts on one page; each takes as long to draw as a whole grid of values
SUBTITLE = "As the chart will be once this return is approved. A ring marks each value that is not approved yet."
NEW, OLD = "Not approved yet", "On record"


def charts_of(
    grid: Grid, checks: ReturnChecks, values: Mapping[str, Value], *, is_preview: bool = False
) -> tuple[Chart, ...]:
    """The chart of the only organisation that is asked for; of several, of those with a warning, as far as they fit.
    A preview has the others with a new number after them. `values` are those that are entered, by the key of their row.
    """
    is_one = len(grid.organisations) == 1
    new: dict[int, list[Value]] = {}
    warned = set()
    for row in grid.rows:
        if row.key in values:
            new.setdefault(row.organisation.pk, []).append(values[row.key])
            if is_one or checks.warnings(row, values[row.key]):
                warned.add(row.organisation.pk)
    known = {key for key, each in new.items() if any(value.state == ValueState.VALUE for value in each)}
    wanted = known | warned if is_preview else warned
    first = sorted(grid.organisations, key=lambda each: each.pk not in warned)
    shown = [each for each in first if each.pk in wanted][:MOST]
    readings = readings_of([with_new(grid, each, new[each.pk]) for each in shown], grid.basis)
    return tuple(
        drawn(each, days_of(new[each.series.organisation.pk]), is_one=is_one) for each in readings if each.result
    )


def with_new(grid: Grid, organisation: Organisation, values: Sequence[Value]) -> Series:
    """The series on record with the new values in their places."""
    read_ambitions([grid.measure])
    empty = Series(grid.measure, organisation, (), ambitions=grid.measure.dated_ambitions)
    series = grid.series.get(organisation.pk) or empty
    points = {point.start: point for point in series.points} | {value.start: point_of(value) for value in values}
    return replace(series, points=tuple(points[day] for day in sorted(points)))


def point_of(value: Value) -> SeriesPoint:
    row = kept(value)
    return SeriesPoint(
        row.first_day, row.last_day, row.value, row.state, row.numerator, row.denominator, row.is_final, row.qualifier
    )


def days_of(values: Sequence[Value]) -> frozenset[date]:
    return frozenset(value.start for value in values)


def drawn(reading: Reading, pending: frozenset[date], *, is_one: bool) -> Chart:
    """Without plotly: the drawing alone, with its table. Several charts say in their headlines whose they are."""
    series = reading.series
    whose = "" if is_one else f"{series.organisation.short_name}. "
    rows = reading.result.rows
    standing = [NEW if row.x in pending else NOTHING if row.filled else OLD for row in rows]
    chart = spc_chart(
        reading.result,
        replace(facts_of(series.measure, [reading]), pending=pending),
        id=f"chart-{series.organisation.code}",
        headline=f"{whose}{reading.sentence}",
        subtitle=SUBTITLE,
        extra=[("Standing", standing)],
        interactive=False,
    )
    return replace(chart, table=in_words(chart.table))
