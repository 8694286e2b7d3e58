"""The legend below a plot: how many rows it takes. plotly and our own drawing lay it out alike."""

import math
from collections.abc import Sequence

from programmes.charts.facts import Box
from programmes.charts.look import INK, SMALL_SIZE
from programmes.charts.text import text_width

ROW = 19  # pixels
SYMBOL = 40  # pixels that the line or symbol of an entry takes
BETWEEN = 6
ABOVE = 34  # pixels between the plot and the legend, where the labels of the axis stand


def columns(names: Sequence[str], width: float) -> list[float]:
    """The widths of the columns: of the entries themselves where all fit in one row, else all as the widest."""
    wide = [SYMBOL + text_width(name, SMALL_SIZE) + BETWEEN for name in names]
    if sum(wide) <= width:
        return wide
    widest = max(wide)
    return [widest] * max(1, math.floor(width / widest))


def legend_height(names: Sequence[str], width: float) -> float:
    if not names:
        return 0
    return math.ceil(len(names) / len(columns(names, width))) * ROW + BETWEEN


def legend_box(height: float) -> Box:
    """plotly's legend below a plot `height` pixels high. A click hides nothing: a chart without its limits misleads."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": round(-ABOVE / height, 4),
        "yanchor": "top",
        "font": {"size": SMALL_SIZE, "color": INK},
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
    }
