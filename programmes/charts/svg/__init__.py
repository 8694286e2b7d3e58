"""Our own drawing of a figure, for readers without JavaScript, print and files: one SVG, readable by itself."""

from programmes.charts.facts import Figure
from programmes.charts.layout import narrowed
from programmes.charts.markup import escaped
from programmes.charts.sizes import NARROW, WIDE
from programmes.charts.svg.axes import axes
from programmes.charts.svg.elements import Svg, element, number
from programmes.charts.svg.frame import Frame, frame_of
from programmes.charts.svg.legend import legend
from programmes.charts.svg.marks import trace_marks
from programmes.charts.svg.texts import annotation

__all__ = ["Svg", "draw", "draw_narrow"]


def draw(figure: Figure, *, prefix: str, title: str, width: int = WIDE.width, css_class: str = "") -> Svg:
    """The figure `width` units wide; it takes the width of its place in the page.

    `prefix` makes its ids unique in the page, `title` is its text alternative. Nothing in it needs a style sheet.
    """
    frame, layout = frame_of(figure, width), figure["layout"]
    return Svg(
        element(
            "svg",
            "".join([element("title", escaped(title), id=f"{prefix}-title"), *_parts(figure, frame)]),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width} {number(layout['height'])}",
            width="100%",
            role="img",
            aria_labelledby=f"{prefix}-title",
            font_family=layout["font"]["family"],
            class_=css_class,
        )
    )


def draw_narrow(figure: Figure, *, prefix: str, title: str, css_class: str = "") -> Svg:
    """The figure for a place as narrow as a phone."""
    return draw(narrowed(figure), prefix=prefix, title=title, width=NARROW.width, css_class=css_class)


def _parts(figure: Figure, frame: Frame) -> list[str]:
    """From the back to the front."""
    layout = figure["layout"]
    paper = f"M0 0H{number(frame.width)}V{number(frame.height)}H0z"
    return [
        element("path", d=paper, fill=layout["paper_bgcolor"]),
        *axes(layout, frame),
        *(trace_marks(trace, frame) for trace in figure["data"]),
        *(annotation(note, frame) for note in layout["annotations"]),
        *legend(figure, frame),
    ]
