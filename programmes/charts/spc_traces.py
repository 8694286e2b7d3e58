"""The traces of an SPC chart, from the back to the front: limits, mean, target, value line, points."""

from collections.abc import Sequence
from datetime import date

from programmes.charts.facts import Box, ChartFacts
from programmes.charts.lines import UNNAMED, level_trace, line_trace, stretches, value_line
from programmes.charts.look import INK, LIMIT_LINE, MARKS, MEAN_LINE, PAPER, TARGET_LINE, TRIAL_LINE, VALUE_LINE
from programmes.charts.text import safe
from programmes.charts.words import TOO_FEW, capitalised, hover_text, numbers_of
from programmes.spc import PointType, Result, Row

PENDING, RING = "Not approved yet", 19  # pixels
LIMITS, TRIAL_LIMITS, MEAN = "Process limits", "Trial limits (fewer than 13 values)", "Mean"
COMPACT_POINTS = 0.62  # the size of points in a small multiple


def spc_traces(result: Result, facts: ChartFacts, edges: Sequence[date]) -> list[Box]:
    """Points stand in one trace for each type, because each has its shape and its entry in the legend."""
    return [
        *_limits(result, edges, trial=False),
        *_limits(result, edges, trial=True),
        *_mean(result, edges),
        *_target(result, facts, edges),
        line_trace(*value_line(result, edges), VALUE_LINE, "Value") | UNNAMED,
        *_pending(result, facts),
        *_points(result, facts),
    ]


def _limits(result: Result, edges: Sequence[date], trial: bool) -> list[Box]:
    """Upper and lower, with one entry in the legend."""
    stroke, name = (TRIAL_LINE, TRIAL_LIMITS) if trial else (LIMIT_LINE, LIMITS)
    upper = list(stretches(result.rows, edges, lambda row: row.upl if row.trial is trial else None))
    lower = list(stretches(result.rows, edges, lambda row: row.lpl if row.trial is trial else None))
    if not upper:
        return []
    return [
        level_trace(upper, stroke, name, legendgroup=name),
        level_trace(lower, stroke, name, legendgroup=name, showlegend=False),
    ]


def _mean(result: Result, edges: Sequence[date]) -> list[Box]:
    found = list(stretches(result.rows, edges, lambda row: row.mean))
    return [level_trace(found, MEAN_LINE, MEAN)] if found else []


def _target(result: Result, facts: ChartFacts, edges: Sequence[date]) -> list[Box]:
    found = list(stretches(result.rows, edges, lambda row: row.target, across_parts=True))
    return [level_trace(found, TARGET_LINE, safe(facts.ambition_label))] if found else []


def _pending(result: Result, facts: ChartFacts) -> list[Box]:
    """A ring around each point that is not approved yet."""
    rows = [row for row in result.rows if row.y is not None and row.x in facts.pending]
    if not rows:
        return []
    line = {"color": INK, "width": 1.75}
    marker = {"symbol": "circle", "color": PAPER, "size": RING, "line": line}
    return [_markers(rows, PENDING, marker) | {"hoverinfo": "skip"}]


def _points(result: Result, facts: ChartFacts) -> list[Box]:
    numbers = numbers_of(result, facts)
    traces = []
    for point_type in MARKS:
        rows = [row for row in result.rows if row.y is not None and row.point_type is point_type]
        if rows:
            hover = [hover_text(row, result, facts, numbers) for row in rows]
            name = MARKS[point_type].name if any(map(result.is_judged, rows)) else capitalised(TOO_FEW)
            traces.append(_point_trace(rows, point_type, name, facts, hover))
    return traces


def _point_trace(rows: Sequence[Row], point_type: PointType, name: str, facts: ChartFacts, hover: list[str]) -> Box:
    mark = MARKS[point_type]
    marker = {
        "symbol": mark.symbol,
        "color": mark.colour,
        "size": round(mark.size * COMPACT_POINTS, 1) if facts.compact else mark.size,
        "line": {"color": mark.outline, "width": 1},
    }
    return _markers(rows, name, marker) | {"hovertext": hover, "hoverinfo": "text"}


def _markers(rows: Sequence[Row], name: str, marker: Box) -> Box:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.x.isoformat() for row in rows],
        "y": [row.y for row in rows],
        "name": name,
        "cliponaxis": False,
        "marker": marker,
    }
