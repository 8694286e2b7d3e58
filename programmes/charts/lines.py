"""The lines of an SPC chart as plotly traces: each runs from edge to edge of its part, and breaks at a step change."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from programmes.charts.facts import Box
from programmes.charts.look import Stroke
from programmes.spc import Result, Row

UNNAMED = {"showlegend": False}


class Stretch(NamedTuple):
    """A level that holds from one edge to another."""

    start: date
    end: date
    value: float


def stretches(
    rows: Sequence[Row], edges: Sequence[date], level: Callable[[Row], float | None], across_parts: bool = False
) -> Iterator[Stretch]:
    """Where a level stays the same within a part; a target goes on across parts."""

    def same(item: tuple[int, Row]) -> tuple[float | None, int]:
        return level(item[1]), 0 if across_parts else item[1].rebase_group

    for (value, _), items in groupby(enumerate(rows), key=same):
        places = [place for place, _ in items]
        if value is not None:
            yield Stretch(edges[places[0]], edges[places[-1] + 1], value)


def level_trace(found: Sequence[Stretch], stroke: Stroke, name: str, **more: object) -> Box:
    """One trace for all stretches of a line, with a gap after each."""
    x: list[str | None] = []
    y: list[float | None] = []
    for start, end, value in found:
        x += [start.isoformat(), end.isoformat(), end.isoformat()]
        y += [value, value, None]
    return line_trace(x[:-1], y[:-1], stroke, name) | more


def line_trace(x: Sequence[str | None], y: Sequence[float | None], stroke: Stroke, name: str) -> Box:
    """A plain line without hover text; a missing value is a gap."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "line": stroke.line,
        "name": name,
        "hoverinfo": "skip",
        "connectgaps": False,
    }


def value_line(result: Result, edges: Sequence[date]) -> tuple[list[str], list[float | None]]:
    """The points of the value line; where a part ends there is a gap, dated at the edge between the two."""
    x: list[str] = []
    y: list[float | None] = []
    for place, row in enumerate(result.rows):
        if place and row.rebase_group != result.rows[place - 1].rebase_group:
            x.append(edges[place].isoformat())
            y.append(None)
        x.append(row.x.isoformat())
        y.append(row.y)
    return x, y
