"""A trend the size of a word, for tables: the line, and the latest point as its type."""

from collections.abc import Sequence
from functools import lru_cache

from programmes.charts.look import MARKS, MEAN
from programmes.charts.svg.elements import Svg, element, number
from programmes.charts.svg.marks import symbol
from programmes.charts.svg.scales import Scale
from programmes.spc import PointType, Result

WIDTH, HEIGHT, EDGE = 120, 32, 7
LINE = "#6f6f6f"  # darker than in a chart, because it is thin
MOST_POINTS = 24  # the latest ones; more would be a blur


def sparkline(
    values: Sequence[float | None],
    latest: PointType = PointType.COMMON_CAUSE,
    *,
    mean: float | None = None,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> Svg:
    """The row of the table says in words what it shows, so screen readers pass it over. Gaps stay gaps."""
    shown = list(values)[-MOST_POINTS:]
    known = [value for value in [*shown, mean] if value is not None]
    if not known:
        return Svg("")
    low, high = min(known), max(known)
    across = Scale(0, max(len(shown) - 1, 1), EDGE, width - EDGE)
    up = Scale(low, high, height - EDGE, EDGE) if high > low else Scale(low - 1, low + 1, height - EDGE, EDGE)
    parts = [_line(shown, across, up)]
    if mean is not None:
        path = f"M{EDGE} {number(up.place(mean))}H{width - EDGE}"
        parts.insert(0, element("path", d=path, fill="none", stroke=MEAN, stroke_width=0.75))
    if shown and shown[-1] is not None:
        mark = MARKS[latest]
        path = symbol(mark.symbol, mark.size, across.place(len(shown) - 1), up.place(shown[-1]))
        parts.append(element("path", d=path, fill=mark.colour, stroke=mark.outline))
    return Svg(
        element(
            "svg",
            "".join(parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width} {height}",
            width=width,
            height=height,
            aria_hidden="true",
            focusable="false",
            class_="app-sparkline",
        )
    )


@lru_cache(maxsize=400)
def sparkline_of(result: Result) -> Svg:
    """Of an SPC result, with the mean in force."""
    return sparkline([row.y for row in result.rows], result.latest.point_type, mean=result.latest_part.mean)


def _line(values: Sequence[float | None], across: Scale, up: Scale) -> str:
    """A value between two gaps is a dot, as wide as the line."""
    path, joined = "", False
    for place, value in enumerate(values):
        if value is not None:
            path += f"{'L' if joined else 'M'}{number(across.place(place))} {number(up.place(value))}"
            path += "" if joined else "h0"
        joined = value is not None
    ends = {"stroke_linecap": "round", "stroke_linejoin": "round"}
    return element("path", d=path, fill="none", stroke=LINE, stroke_width=1.75, **ends)
