"""Texts: plotly's small markup (<br>, entities) as SVG."""

from html import unescape

from programmes.charts.facts import Box
from programmes.charts.markup import escaped
from programmes.charts.svg.elements import element, number
from programmes.charts.svg.frame import Frame
from programmes.charts.text import text_width

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
CAPITALS = 0.36  # of the type size: half the height of a capital, which centres a line
LEADING = 1.2


def text_at(
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    colour: str,
    anchor: str = "left",
    valign: str = "middle",
    weight: str = "",
) -> str:
    """A text of one or more lines; `valign` says what stands at `y`: its top, middle or bottom."""
    lines = text.split("<br>")
    step = size * LEADING
    first = y + {"top": size * 0.8, "middle": size * CAPITALS, "bottom": -size * 0.22}[valign]
    first -= {"top": 0.0, "middle": (len(lines) - 1) / 2, "bottom": len(lines) - 1.0}[valign] * step
    spans = [element("tspan", plain(line), x=x, y=first + row * step) for row, line in enumerate(lines)]
    place = {"x": x, "y": first} if len(lines) == 1 else {}
    return element(
        "text",
        plain(text) if len(lines) == 1 else "".join(spans),
        **place,
        fill=colour,
        font_size=size,
        font_weight=weight,
        text_anchor="" if anchor == "left" else ANCHORS[anchor],
    )


def plain(text: str) -> str:
    """With its entities read, and escaped for SVG."""
    return escaped(unescape(text)) if "&" in text else escaped(text)


def annotation(note: Box, frame: Frame) -> str:
    """An annotation of a plotly layout, with its box if it has one."""
    x = frame.x(note["x"], note["xref"]) + note.get("xshift", 0)
    y = frame.y(note["y"], note["yref"]) - note.get("yshift", 0)
    font = note["font"]
    look = {"colour": font["color"], "anchor": note["xanchor"], "valign": note["yanchor"]}
    words = text_at(x, y, note["text"], size=font["size"], weight=font.get("weight", ""), **look)
    return _box(note, x, y) + words if "bordercolor" in note else words


def _box(note: Box, x: float, y: float) -> str:
    """Around a text of one line that ends at `x` and stands on `y`."""
    pad, size = note["borderpad"], note["font"]["size"]
    width, height = text_width(unescape(note["text"]), size, bold=True) + 2 * pad, size + 2 * pad
    path = f"M{number(x - width + pad)} {number(y - size - pad)}h{number(width)}v{number(height)}h{number(-width)}z"
    return element("path", d=path, fill=note["bgcolor"], stroke=note["bordercolor"])
