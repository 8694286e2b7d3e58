"""Stacked counts by quarter: how many organisations are in each phase, or have which support."""

from collections.abc import Sequence
from dataclasses import dataclass

from programmes.charts.facts import Box, ChartFacts, Figure
from programmes.charts.labels import FREE, LINE_HEIGHT, LineLabel, bold, broken, spread
from programmes.charts.layout import Panel, Plan, figure_of
from programmes.charts.look import AXIS, INK, PAPER, QUIET, SMALL_SIZE, steps
from programmes.charts.rows import ChartTable, table_of
from programmes.charts.sizes import NARROW
from programmes.charts.text import safe, text_width
from programmes.charts.vertical import Extent, vertical_axis

BAR_GAP = 0.4  # of the place that a bar has
SMALLEST = 15  # pixels; a lower part has its count beside the bar
WIDEST_LABEL = 150
ROOM_FOR_TOTAL = 1.06
MISSING = "not known"


@dataclass(frozen=True, slots=True)
class StackedPart:
    """A part of every bar, from the bottom up: its name and a count for each bar. None is not known, which is not 0."""

    name: str
    counts: tuple[int | None, ...]


def stacked_counts_figure(bars: Sequence[str], parts: Sequence[StackedPart], facts: ChartFacts) -> Figure:
    """`bars` are what stands below them ("Q2 2024/25"). Counts stand in the parts, the total above each bar."""
    totals = [_total(parts, place) for place in range(len(bars))]
    highest = max((total for total, _ in totals), default=0)
    axis = vertical_axis(Extent((0.0, float(highest)), (highest * ROOM_FOR_TOTAL,)), facts)
    top = axis["range"][1]
    traces = [_bar_trace(bars, parts, place) for place in range(len(parts))]
    texts = [text for place in range(len(bars)) for text in _texts(parts, place, top)]
    above = [_above(place, total, whole) for place, (total, whole) in enumerate(totals)]
    plan = Plan(
        facts=facts,
        panels=(Panel(y_axis=axis, labels=_labels(parts) if bars else (), annotations=(*texts, *above)),),
        x_axis=lambda width: _category_axis(bars, width),
        names=tuple(trace["name"] for trace in traces),
    )
    figure = figure_of(traces, plan)
    figure["layout"]["barmode"] = "overlay"  # each bar says itself where it begins
    return figure


def stacked_table(
    bars: Sequence[str], parts: Sequence[StackedPart], facts: ChartFacts, caption: str = ""
) -> ChartTable:
    """A row for each bar, a column for each part, and the total."""
    columns = [("Quarter", list(bars))]
    columns += [(part.name, [MISSING if count is None else str(count) for count in part.counts]) for part in parts]
    totals = [_total_text(*_total(parts, place)) for place in range(len(bars))]
    return table_of(caption or f"{facts.title}: data", [*columns, ("Total", totals)])


def _total(parts: Sequence[StackedPart], place: int) -> tuple[int, bool]:
    """The sum of what is known, and whether everything is."""
    known = [part.counts[place] for part in parts if part.counts[place] is not None]
    return sum(count for count in known if count is not None), len(known) == len(parts)


def _total_text(total: int, whole: bool) -> str:
    if whole:
        return f"{total:,}"
    return f"at least {total:,}" if total else MISSING


def _bar_trace(bars: Sequence[str], parts: Sequence[StackedPart], place: int) -> Box:
    part = parts[place]
    return {
        "type": "bar",
        "x": list(range(len(bars))),
        "y": list(part.counts),
        "base": [sum(below.counts[bar] or 0 for below in parts[:place]) for bar in range(len(bars))],
        "name": safe(part.name),
        "marker": {"color": steps(len(parts))[place], "line": {"color": PAPER, "width": 1}},
        "width": 1 - BAR_GAP,
        "hovertext": [
            f"{safe(bar)}<br>{safe(part.name)}: {MISSING if count is None else count}"
            for bar, count in zip(bars, part.counts, strict=True)
        ],
        "hoverinfo": "text",
    }


def _category_axis(bars: Sequence[str], width: float) -> Box:
    """A place for each bar; labels from the last one backwards, as many as have room."""
    widest = max((text_width(bar, SMALL_SIZE) for bar in bars), default=1) + 8
    every = -(-len(bars) * widest // width) or 1
    shown = [place for place in range(len(bars)) if (len(bars) - 1 - place) % every == 0]
    return {
        "type": "linear",
        "range": [-0.5, max(len(bars), 1) - 0.5],
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [safe(bars[place]) for place in shown],
        "tickfont": {"size": SMALL_SIZE, "color": QUIET},
        "tickangle": 0,
        "ticks": "",
        "showline": True,
        "linecolor": AXIS,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _texts(parts: Sequence[StackedPart], place: int, top: float) -> list[Box]:
    """The counts of one bar: in their part, or right of the bar where a part is too low to hold its number."""
    inside, beside, colours = [], [], steps(len(parts))
    bottom = 0
    for number, part in enumerate(parts):
        count = part.counts[place]
        if not count:
            continue
        middle = bottom + count / 2
        bottom += count
        if count / top * NARROW.plot_height >= SMALLEST:
            inside.append(_count(place, middle, count, _ink_on(colours[number])) | {"xanchor": "center"})
        else:
            beside.append((middle, count))
    heights = [middle / top * NARROW.plot_height for middle, _ in beside]
    placed = spread(heights, [LINE_HEIGHT - 2] * len(beside), NARROW.plot_height)
    edge = place + (1 - BAR_GAP) / 2
    return inside + [
        _count(edge, where / NARROW.plot_height * top, count, INK) | {"xanchor": "left", "xshift": 3}
        for where, (_, count) in zip(placed, beside, strict=True)
    ]


def _count(x: float, y: float, count: int, colour: str) -> Box:
    place = {"x": x, "xref": "x", "y": round(y, 3), "yref": "y", "yanchor": "middle"}
    return FREE | place | {"text": f"{count:,}", "font": {"size": SMALL_SIZE, "color": colour}}


def _ink_on(colour: str) -> str:
    """White on the dark parts, black on the light ones."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK


def _above(place: int, total: int, whole: bool) -> Box:
    """The total; its words stand on two lines, because a bar is narrow."""
    text = _total_text(total, whole).replace("at least ", "at least<br>").replace("not ", "not<br>")
    where = {"x": place, "xref": "x", "xanchor": "center", "y": total, "yref": "y", "yanchor": "bottom", "yshift": 2}
    return FREE | where | {"text": text, "font": bold(SMALL_SIZE + 1, INK)}


def _labels(parts: Sequence[StackedPart]) -> tuple[LineLabel, ...]:
    """The names of the parts beside the last bar, each at its part."""
    labels, bottom = [], 0
    for part in parts:
        count = part.counts[-1]
        if count:
            labels.append(LineLabel(bottom + count / 2, broken(part.name, WIDEST_LABEL), INK))
            bottom += count
    return tuple(labels)
