"""Lines, points and bars of a trace. Each trace is one path, so that a chart stays small."""

from collections.abc import Iterator

from programmes.charts.facts import Box
from programmes.charts.svg.elements import element, number
from programmes.charts.svg.frame import Frame

# Outlines around (0, 0) with "diameter" 1, as plotly draws its symbols.
SHAPES = {
    "square": ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)),
    "diamond": ((0.0, -0.65), (0.65, 0.0), (0.0, 0.65), (-0.65, 0.0)),
    "triangle-up": ((0.0, -0.5), (0.577, 0.25), (-0.577, 0.25)),
    "triangle-down": ((0.0, 0.5), (0.577, -0.25), (-0.577, -0.25)),
}
DASHES = {"solid": "", "dot": "2 4", "dash": "6 4", "dashdot": "6 4 2 4"}


def trace_marks(trace: Box, frame: Frame) -> str:
    if trace["type"] == "bar":
        return bars(trace, frame)
    mode = trace["mode"]
    return (line(trace, frame) if "lines" in mode else "") + (markers(trace, frame) if "markers" in mode else "")


def line(trace: Box, frame: Frame) -> str:
    """The line of a trace; a missing value parts it."""
    path = "".join(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in run) for run in _runs(trace, frame) if len(run) > 1
    )
    return element("path", d=path, fill="none", **stroke(trace["line"])) if path else ""


def stroke(style: Box) -> Box:
    """A plotly line style as presentation attributes."""
    dash = style.get("dash", "solid")
    dashes = DASHES.get(dash, dash.replace("px", "").replace(",", " "))
    return {"stroke": style["color"], "stroke_width": style["width"], "stroke_dasharray": dashes}


def markers(trace: Box, frame: Frame) -> str:
    """All points of a trace."""
    marker = trace["marker"]
    path = "".join(symbol(marker["symbol"], marker["size"], x, y) for run in _runs(trace, frame) for x, y in run)
    outline = marker.get("line", {})
    drawn = stroke(outline) if outline.get("width") else {}
    return element("path", d=path, fill=marker["color"], **drawn) if path else ""


def symbol(name: str, size: float, x: float, y: float) -> str:
    """The outline of one point."""
    if name == "circle":
        r = number(size / 2)
        return f"M{number(x - size / 2)} {number(y)}a{r} {r} 0 1 0 {number(size)} 0a{r} {r} 0 1 0 {number(-size)} 0z"
    corners = [f"{number(x + dx * size)} {number(y + dy * size)}" for dx, dy in SHAPES[name]]
    return f"M{'L'.join(corners)}z"


def bars(trace: Box, frame: Frame) -> str:
    """The bars of a trace, each from its base to its top."""
    scale_x, scale_y = frame.scales["x"], frame.scales[trace.get("yaxis", "y")]
    half, marker = trace["width"] / 2, trace["marker"]
    path = ""
    for x, y, base in zip(trace["x"], trace["y"], trace["base"], strict=True):
        if y:
            left, right = scale_x.place(x - half), scale_x.place(x + half)
            bottom, top = scale_y.place(base), scale_y.place(base + y)
            path += f"M{number(left)} {number(bottom)}V{number(top)}H{number(right)}V{number(bottom)}z"
    return element("path", d=path, fill=marker["color"], **stroke(marker["line"])) if path else ""


def _runs(trace: Box, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """The stretches of points without a missing value between them."""
    scale_x, scale_y = frame.scales["x"], frame.scales[trace.get("yaxis", "y")]
    run: list[tuple[float, float]] = []
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if y is not None:
            run.append((scale_x.place(x), scale_y.place(y)))
        elif run:
            yield run
            run = []
    if run:
        yield run
