"""The legend below the plots, in the same rows and columns as plotly's."""

from collections.abc import Iterator

from programmes.charts.facts import Box, Figure
from programmes.charts.legend import ABOVE, ROW, SYMBOL, columns
from programmes.charts.svg.elements import element, number
from programmes.charts.svg.frame import Frame
from programmes.charts.svg.marks import stroke, symbol
from programmes.charts.svg.texts import plain, text_at

LINE = 28  # pixels of line that stand for it
SWATCH = 11


def legend(figure: Figure, frame: Frame) -> Iterator[str]:
    entries = [trace for trace in figure["data"] if trace.get("showlegend", True)]
    if not figure["layout"]["showlegend"] or not entries:
        return
    font = figure["layout"]["legend"]["font"]
    widths = columns([plain(trace["name"]) for trace in entries], frame.right - frame.left)
    for place, trace in enumerate(entries):
        row, column = divmod(place, len(widths))
        x = frame.left + sum(widths[:column])
        y = frame.bottom + ABOVE + (row + 0.5) * ROW
        yield _sample(trace, x, y)
        yield text_at(x + SYMBOL - 4, y, trace["name"], size=font["size"], colour=font["color"])


def _sample(trace: Box, x: float, y: float) -> str:
    """A little of what the trace looks like."""
    if trace["type"] == "bar":
        square = symbol("square", SWATCH, x + LINE / 2, y)
        return element("path", d=square, fill=trace["marker"]["color"], stroke="#768692")
    drawn = ""
    if "lines" in trace["mode"]:
        path = f"M{number(x + 2)} {number(y)}h{LINE}"
        drawn = element("path", d=path, fill="none", **stroke(trace["line"]))
    if "markers" in trace["mode"]:
        marker = trace["marker"]
        outline = stroke(marker["line"]) if marker["line"].get("width") else {}
        path = symbol(marker["symbol"], marker["size"], x + LINE / 2 + 2, y)
        drawn += element("path", d=path, fill=marker["color"], **outline)
    return drawn
