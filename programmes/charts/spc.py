"""The SPC chart of one series, in the manner of NHS Making Data Count."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from programmes.charts.events import Event
from programmes.charts.facts import Box, ChartFacts, Figure
from programmes.charts.horizontal import edges, time_axis
from programmes.charts.labels import LineLabel, broken
from programmes.charts.layout import Panel, Plan, figure_of
from programmes.charts.look import INK, QUIET, TARGET_TEXT
from programmes.charts.spc_traces import spc_traces
from programmes.charts.ticks import tick_text
from programmes.charts.vertical import Extent, extent, vertical_axis
from programmes.charts.words import numbers_of
from programmes.spc import Result

STEP_CHANGE = "New limits: step change"
WIDEST_LABEL = 128  # pixels


def spc_figure(result: Result, facts: ChartFacts) -> Figure:
    """A plotly figure as plain values. `layout.meta.narrow` holds what replaces its layout in a narrow place."""
    days = tuple(row.x for row in result.rows)
    traces = spc_traces(result, facts, edges(days))
    plan = Plan(
        facts=facts,
        panels=(panel_of(result, facts),),
        x_axis=partial(time_axis, facts.x_days or days, result.options.frequency),
        names=named(traces),
        days=days,
        events=() if facts.compact else events_of(result, facts),
    )
    return figure_of(traces, plan)


def spc_extent(result: Result) -> Extent:
    """What the vertical axis must hold: what people measured or set, and the limits worked out from it."""
    entered = [value for row in result.rows for value in (row.y, row.target)]
    return extent(entered, [line for part in result.parts for line in (part.lpl, part.upl)])


def panel_of(result: Result, facts: ChartFacts, title: str = "") -> Panel:
    labels = () if facts.compact else tuple(_labels(result, facts))
    return Panel(y_axis=vertical_axis(spc_extent(result), facts), labels=labels, title=title)


def named(traces: Sequence[Box]) -> tuple[str, ...]:
    """The entries of the legend."""
    return tuple(trace["name"] for trace in traces if trace.get("showlegend", True))


def events_of(result: Result, facts: ChartFacts) -> tuple[Event, ...]:
    """Step changes, at the edge where the new part begins, and the caller's events; one that falls on a step change
    gives it its words.
    """
    days = [row.x for row in result.rows]
    borders = edges(days)
    said = dict(facts.annotations)
    events = [
        Event(borders[days.index(part.start)], said.pop(part.start, STEP_CHANGE), _day(part.start, result))
        for part in result.parts[1:]
    ]
    events += [Event(day, text, _day(day, result)) for day, text in said.items() if borders[0] <= day <= borders[-1]]
    return tuple(sorted(events, key=lambda event: event.day))


def _day(day: date, result: Result) -> str:
    return tick_text(day, result.options.frequency)


def _labels(result: Result, facts: ChartFacts) -> list[LineLabel]:
    """The lines in force at the end, each with its value."""
    numbers, part = numbers_of(result, facts), result.latest_part
    labels = []
    if part.mean is not None:
        labels.append(LineLabel(part.mean, f"Mean {numbers.text(part.mean)}", INK))
    if part.upl is not None and part.lpl is not None:
        trial = "trial " if part.trial else ""
        labels.append(LineLabel(part.upl, f"Upper {trial}limit {numbers.text(part.upl)}", QUIET))
        labels.append(LineLabel(part.lpl, f"Lower {trial}limit {numbers.text(part.lpl)}", QUIET))
    if result.target is not None:
        text = broken(f"{facts.ambition_label} {numbers.exact(result.target)}", WIDEST_LABEL)
        labels.append(LineLabel(result.target, text, TARGET_TEXT))
    return labels
