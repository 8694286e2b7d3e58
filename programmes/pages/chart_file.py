"""A chart as an SVG file that stands alone: headline, subtitle and source in words, the drawing below them."""

from html import escape

from programmes.charts import Chart
from programmes.charts.look import FONT, INK, PAPER, PURPLE, QUIET
from programmes.charts.sizes import WIDE
from programmes.charts.svg.elements import Svg, element
from programmes.charts.text import wrapped

EDGE = 16
LINE = 1.35  # of the type size
ILLUSTRATIVE = "Illustrative data: made up to show what this service does, and no result of the NHS."


def svg_file(chart: Chart, title: str, source: str = "") -> str:
    """`title` is what is measured and of whom, `source` where the values come from."""
    said = [(title, 20, "bold", INK), (chart.headline, 16, "bold", INK), (chart.subtitle, 14, "normal", QUIET)]
    if chart.is_illustrative:
        said.append((ILLUSTRATIVE, 14, "bold", PURPLE))
    top, words = EDGE, ""
    for text, size, weight, colour in said:
        top, block = _block(text, top, size, weight, colour)
        words += block
    _, _, width, height = chart.svg.split('viewBox="', 1)[1].split('"', 1)[0].split()
    drawing = element("svg", chart.svg, x=EDGE, y=top + 10, width=width, height=height)
    bottom, below = _block(source, top + 10 + float(height), 13, "normal", QUIET)
    full_width, full_height = WIDE.width + 2 * EDGE, round(bottom + EDGE)
    paper = element("path", d=f"M0 0H{full_width}V{full_height}H0z", fill=PAPER)
    return element(
        "svg",
        paper + words + drawing + below,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {full_width} {full_height}",
        width=full_width,
        height=full_height,
    )


def _block(text: str, top: float, size: int, weight: str, colour: str) -> tuple[float, Svg]:
    """The lines of a text from `top` on, and where they end."""
    lines = ""
    for line in wrapped(text, WIDE.width * (0.94 if weight == "bold" else 1), size):
        top += size * LINE
        look = {"font_family": FONT, "font_size": size, "font_weight": weight, "fill": colour}
        lines += element("text", escape(line), x=EDGE, y=float(top), **look)
    return top, Svg(lines)
