"""Grid lines, axes and their labels, and the thin lines of events."""

from collections.abc import Iterator

from programmes.charts.facts import Box
from programmes.charts.svg.elements import element, number
from programmes.charts.svg.frame import Frame, vertical_axes
from programmes.charts.svg.marks import stroke
from programmes.charts.svg.texts import text_at

BELOW, BESIDE = 9, 6  # pixels between an axis and its labels


def axes(layout: Box, frame: Frame) -> Iterator[str]:
    """In the order in which they are drawn: grid, events, time axis, all labels."""
    for name, axis in vertical_axes(layout).items():
        yield _grid(name, axis, frame)
    for shape in layout["shapes"]:
        yield _line(shape, frame)
    yield _foot(layout["xaxis"], frame)
    for name, axis in vertical_axes(layout).items():
        yield from _labels_beside(name, axis, frame)
    yield from _labels_below(layout["xaxis"], frame)


def _grid(name: str, axis: Box, frame: Frame) -> str:
    lines = (frame.scales[name].place(mark) for mark in axis["tickvals"])
    path = "".join(f"M{number(frame.left)} {number(y)}H{number(frame.right)}" for y in lines)
    return element("path", d=path, fill="none", stroke=axis["gridcolor"]) if path else ""


def _line(shape: Box, frame: Frame) -> str:
    x0, x1 = (frame.x(shape[end], shape["xref"]) for end in ("x0", "x1"))
    y0, y1 = (frame.y(shape[end], shape["yref"]) for end in ("y0", "y1"))
    path = f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}"
    return element("path", d=path, fill="none", **stroke(shape["line"]))


def _foot(axis: Box, frame: Frame) -> str:
    """The line of the time axis, with a short mark at each label if it has them."""
    path = f"M{number(frame.left)} {number(frame.bottom)}H{number(frame.right)}"
    if axis["ticks"] == "outside":
        scale = frame.scales["x"]
        path += "".join(
            f"M{number(scale.place(mark))} {number(frame.bottom)}v{axis['ticklen']}" for mark in axis["tickvals"]
        )
    return element("path", d=path, fill="none", stroke=axis["linecolor"])


def _labels_beside(name: str, axis: Box, frame: Frame) -> Iterator[str]:
    font = axis["tickfont"]
    for mark, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        y = frame.scales[name].place(mark)
        yield text_at(frame.left - BESIDE, y, text, size=font["size"], colour=font["color"], anchor="right")


def _labels_below(axis: Box, frame: Frame) -> Iterator[str]:
    font = axis["tickfont"]
    for mark, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        x = frame.scales["x"].place(mark)
        place = {"anchor": "center", "valign": "top"}
        yield text_at(x, frame.bottom + BELOW, text, size=font["size"], colour=font["color"], **place)
