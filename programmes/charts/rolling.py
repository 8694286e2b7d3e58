"""A rolling average with its long-term trend over monthly values."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from statistics import fmean, linear_regression

from programmes.charts.events import Event
from programmes.charts.facts import Box, ChartFacts, Figure
from programmes.charts.horizontal import ends, time_axis
from programmes.charts.labels import LineLabel, broken
from programmes.charts.layout import Panel, Plan, figure_of
from programmes.charts.lines import line_trace
from programmes.charts.look import DEEP_BLUE, FAINT, INK, MONTHLY_LINE, ROLLING_LINE, TREND_LINE
from programmes.charts.rows import NOTHING, ChartTable, table_of
from programmes.charts.spc import WIDEST_LABEL
from programmes.charts.ticks import number_text, tick_text
from programmes.charts.vertical import extent, vertical_axis
from programmes.spc import Frequency
from programmes.spc.series import Point

WINDOW = 6
SPANS = {Frequency.MONTH: "month", Frequency.QUARTER: "quarter", Frequency.YEAR: "year", Frequency.WEEK: "week"}


def rolling_mean(values: Sequence[float | None], window: int = WINDOW) -> list[float | None]:
    """At each place the mean of it and the `window` - 1 values before; None unless all of them are there."""
    found: list[float | None] = [None] * len(values)
    for place in range(window - 1, len(values)):
        inside = [value for value in values[place - window + 1 : place + 1] if value is not None]
        if len(inside) == window:
            found[place] = fmean(inside)
    return found


def linear_trend(values: Sequence[float | None]) -> list[float] | None:
    """The straight line through the values that are there (least squares), at every place; None for fewer than two."""
    there = [(float(place), value) for place, value in enumerate(values) if value is not None]
    if len(there) < 2:
        return None
    places, known = zip(*there, strict=True)
    slope, start = linear_regression(places, known)
    return [start + slope * place for place in range(len(values))]


def rolling_average_figure(
    points: Sequence[Point], facts: ChartFacts, *, frequency: Frequency = Frequency.MONTH, window: int = WINDOW
) -> Figure:
    """Single values faint, their rolling average strong, the trend of the values dashed.

    `points` are sorted by date, one a period; a missing period has None.
    """
    days, values = tuple(day for day, _ in points), [value for _, value in points]
    average, trend = rolling_mean(values, window), linear_trend(values)
    x = [day.isoformat() for day in days]
    names = (f"Each {SPANS.get(frequency, 'value')}", average_name(window, frequency), "Linear trend")
    hover = [
        _hover(day, value, rolled, facts, frequency, names[1])
        for day, value, rolled in zip(days, values, average, strict=True)
    ]
    traces = [
        _single_values(x, values, hover, names[0]),
        line_trace(x, average, ROLLING_LINE, names[1]),
        *([line_trace([x[0], x[-1]], [trend[0], trend[-1]], TREND_LINE, names[2])] if trend else []),
    ]
    plan = Plan(
        facts=facts,
        panels=(
            Panel(
                y_axis=vertical_axis(extent(values, [*average, *(trend or ())]), facts),
                labels=_labels(average, trend, facts, names),
            ),
        ),
        x_axis=partial(time_axis, days, frequency),
        names=names if trend else names[:2],
        days=days,
        events=_events(facts, days, frequency),
    )
    return figure_of(traces, plan)


def average_name(window: int, frequency: Frequency) -> str:
    """6-month rolling average."""
    return f"{window}-{SPANS.get(frequency, 'point')} rolling average"


def rolling_table(
    points: Sequence[Point],
    facts: ChartFacts,
    *,
    frequency: Frequency = Frequency.MONTH,
    window: int = WINDOW,
    caption: str = "",
) -> ChartTable:
    values = [value for _, value in points]
    columns = [
        ("Period", [tick_text(day, frequency) for day, _ in points]),
        ("Value", [written(value, facts, "no value") for value in values]),
        (
            average_name(window, frequency),
            [written(value, facts, NOTHING, average=True) for value in rolling_mean(values, window)],
        ),
    ]
    return table_of(caption or f"{facts.title}: data", columns)


def written(value: float | None, facts: ChartFacts, missing: str, average: bool = False) -> str:
    """A value with the measure's decimals; a mean of whole numbers has one more."""
    if value is None:
        return missing
    decimals = facts.decimals if facts.decimals is not None else 1
    return number_text(value, max(decimals, 1) if average and value != round(value) else decimals, facts.unit)


def _single_values(x: Sequence[str], values: Sequence[float | None], hover: Sequence[str], name: str) -> Box:
    """The single values, and at each of them both numbers of its period."""
    marker = {"symbol": "circle", "size": 5, "color": FAINT, "line": {"width": 0}}
    said = {
        "mode": "lines+markers",
        "marker": marker,
        "hoverinfo": "text",
        "cliponaxis": False,
        "hovertext": list(hover),
    }
    return line_trace(x, values, MONTHLY_LINE, name) | said


def _hover(
    day: date, value: float | None, average: float | None, facts: ChartFacts, frequency: Frequency, name: str
) -> str:
    lines = [f"{tick_text(day, frequency)}: {written(value, facts, 'no value')}"]
    if average is not None:
        lines.append(f"{name}: {written(average, facts, '', average=True)}")
    return "<br>".join(lines)


def _labels(
    average: Sequence[float | None], trend: Sequence[float] | None, facts: ChartFacts, names: Sequence[str]
) -> tuple[LineLabel, ...]:
    if facts.compact:
        return ()
    latest = next((value for value in reversed(average) if value is not None), None)
    labels = []
    if latest is not None:
        text = broken(f"{names[1]} {written(latest, facts, '', average=True)}", WIDEST_LABEL)
        labels.append(LineLabel(latest, text, DEEP_BLUE))
    if trend:
        labels.append(LineLabel(trend[-1], names[2], INK))
    return tuple(labels)


def _events(facts: ChartFacts, days: Sequence[date], frequency: Frequency) -> tuple[Event, ...]:
    if facts.compact:
        return ()
    first, last = ends(days)
    return tuple(Event(day, text, tick_text(day, frequency)) for day, text in facts.annotations if first <= day <= last)
