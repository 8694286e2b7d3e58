"""Where the plots of a figure lie in the drawing."""

from dataclasses import dataclass

from programmes.charts.facts import Box, Figure
from programmes.charts.svg.scales import Scale, scale_of


@dataclass(frozen=True)
class Frame:
    """The rectangle that holds all plots, and the scales by plotly's names ("x", "y", "y2")."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    scales: dict[str, Scale]

    def paper_x(self, part: float) -> float:
        return self.left + part * (self.right - self.left)

    def paper_y(self, part: float) -> float:
        """plotly counts from the bottom."""
        return self.bottom - part * (self.bottom - self.top)

    def x(self, value: object, ref: str) -> float:
        return self.paper_x(float(value)) if ref == "paper" else self.scales[ref].place(value)  # type: ignore[arg-type]

    def y(self, value: object, ref: str) -> float:
        return self.paper_y(float(value)) if ref == "paper" else self.scales[ref].place(value)  # type: ignore[arg-type]


def frame_of(figure: Figure, width: float) -> Frame:
    layout, margin = figure["layout"], figure["layout"]["margin"]
    left, right = float(margin["l"]), width - margin["r"]
    top, bottom = float(margin["t"]), float(layout["height"] - margin["b"])
    scales = {"x": scale_of(layout["xaxis"], left, right)}
    for name, axis in vertical_axes(layout).items():
        low, high = axis["domain"]
        scales[name] = scale_of(axis, bottom - low * (bottom - top), bottom - high * (bottom - top))
    return Frame(width, layout["height"], left, right, top, bottom, scales)


def vertical_axes(layout: Box) -> dict[str, Box]:
    """By the names that traces call them by."""
    return {f"y{key.removeprefix('yaxis')}": axis for key, axis in layout.items() if key.startswith("yaxis")}
