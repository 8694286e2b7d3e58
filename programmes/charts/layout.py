"""The layout of a figure at one size: panels above one another over one time axis, and what is written around them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from programmes.charts.events import GAP, ROW, Event, event_lines, event_texts, place_events, rows_of
from programmes.charts.facts import Box, ChartFacts, Figure
from programmes.charts.horizontal import ends
from programmes.charts.labels import LineLabel, corner_texts, label_width, line_labels, panel_title
from programmes.charts.legend import ABOVE, legend_box, legend_height
from programmes.charts.look import FONT, INK, PAPER, QUIET, SMALL_SIZE, TEXT_SIZE
from programmes.charts.sizes import COMPACT, NARROW, WIDE, Size
from programmes.charts.text import text_width

BETWEEN_PANELS = 44  # pixels, with room for the second panel's title
HOVER_LABEL = {"bgcolor": PAPER, "bordercolor": INK, "font": {"size": SMALL_SIZE, "color": INK}, "align": "left"}
CORNER = 28  # pixels for what stands above all


@dataclass(frozen=True)
class Panel:
    """One plot: its vertical axis, the names of its lines, whose it is, and other annotations in it."""

    y_axis: Box
    labels: tuple[LineLabel, ...] = ()
    title: str = ""
    annotations: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a figure shows, before any size is known. `x_axis` gives the horizontal axis for a plot's width.

    `days` are those of a trend, which events are placed by; `names` are the entries of the legend.
    """

    facts: ChartFacts
    panels: tuple[Panel, ...]
    x_axis: Callable[[float], Box]
    names: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    events: tuple[Event, ...] = ()


def figure_of(traces: Sequence[Box], plan: Plan) -> Figure:
    """The figure for a wide place; `layout.meta.narrow` holds what replaces parts of its layout in a narrow one."""
    if plan.facts.compact:
        return {"data": list(traces), "layout": layout_for(plan, COMPACT)}
    wide, narrow = layout_for(plan, WIDE), layout_for(plan, NARROW)
    differing = {key: value for key, value in narrow.items() if wide[key] != value}
    return {"data": list(traces), "layout": wide | {"meta": {"narrow": differing}}}


def narrowed(figure: Figure) -> Figure:
    """The same figure as it is in a narrow place."""
    layout = figure["layout"]
    return figure | {"layout": layout | layout.get("meta", {}).get("narrow", {})}


def layout_for(plan: Plan, size: Size) -> Box:
    labels = [label for panel in plan.panels for label in panel.labels] if size.has_line_labels else []
    left = _left(plan.panels)
    right = max(size.right, round(label_width(labels)) + 16) if labels else size.right
    plot_width = size.width - left - right
    names = plan.names if size.has_legend else ()
    height = len(plan.panels) * size.plot_height + (len(plan.panels) - 1) * BETWEEN_PANELS
    placed = place_events(plan.events, ends(plan.days), plot_width, size.has_letters) if plan.events else []
    rows_end = GAP + rows_of(placed) * ROW if placed else 0
    titled = CORNER if plan.panels[0].title else 0
    corner = corner_texts(plan.facts, left, rows_end + titled + 9)
    top = 10 + rows_end + titled + (CORNER if corner else 0)
    bottom = round(ABOVE + legend_height(names, plot_width)) if names else ABOVE - 4
    axes, annotations = _panels(plan, size, height)
    return {
        "height": top + height + bottom,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "font": {"family": FONT, "size": TEXT_SIZE, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": bool(names),
        "legend": legend_box(height),
        "hovermode": "closest",
        "hoverlabel": HOVER_LABEL,
        "dragmode": "zoom",
        "modebar": {"color": QUIET, "activecolor": INK, "bgcolor": "rgba(255,255,255,0)"},
        "xaxis": plan.x_axis(plot_width) | {"anchor": f"y{_number(len(plan.panels) - 1)}"},
        **axes,
        "shapes": event_lines(placed, height),
        "annotations": [*annotations, *event_texts(placed), *corner],
    }


def _panels(plan: Plan, size: Size, height: float) -> tuple[Box, list[Box]]:
    axes: Box = {}
    annotations: list[Box] = []
    for place, panel in enumerate(plan.panels):
        top = height - place * (size.plot_height + BETWEEN_PANELS)
        domain = [round((top - size.plot_height) / height, 5), round(top / height, 5)]
        axes[f"yaxis{_number(place)}"] = panel.y_axis | {"domain": domain, "anchor": "x"}
        low, high = panel.y_axis["range"]
        if size.has_line_labels:
            annotations += line_labels(panel.labels, (low, high), size.plot_height, f"y{_number(place)}")
        if panel.title:
            annotations.append(panel_title(panel.title, domain[1]))
        annotations += panel.annotations
    return axes, annotations


def _number(place: int) -> str:
    """plotly's axes are y, y2, y3 ..."""
    return "" if place == 0 else str(place + 1)


def _left(panels: Sequence[Panel]) -> int:
    """Room for the labels of the vertical axes."""
    texts = [text for panel in panels for text in panel.y_axis["ticktext"]]
    return round(max((text_width(text, SMALL_SIZE) for text in texts), default=0)) + 14
