"""The horizontal axis of a trend: time, labelled at points of the series."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from programmes.charts.facts import Box
from programmes.charts.look import AXIS, QUIET, SMALL_SIZE
from programmes.charts.text import text_width
from programmes.charts.ticks import DateTick, date_ticks
from programmes.spc import Frequency

BETWEEN_LABELS = 18  # pixels


def edges(days: Sequence[date]) -> list[date]:
    """One more than there are days: where the stretch that each day stands for begins, and where the last one ends.

    A line that is drawn from edge to edge shows also where it holds for a single point, and meets the next half-way.
    """
    if len(days) == 1:
        return [days[0] - timedelta(days=15), days[0] + timedelta(days=15)]
    between = [earlier + (later - earlier) / 2 for earlier, later in pairwise(days)]
    return [days[0] - (days[1] - days[0]) / 2, *between, days[-1] + (days[-1] - days[-2]) / 2]


def ends(days: Sequence[date]) -> tuple[date, date]:
    """The first and the last edge."""
    if len(days) == 1:
        return edges(days)[0], edges(days)[1]
    return days[0] - (days[1] - days[0]) / 2, days[-1] + (days[-1] - days[-2]) / 2


def time_axis(days: Sequence[date], frequency: Frequency, width: float) -> Box:
    """The plotly axis for a plot `width` pixels wide."""
    first, last = ends(days)
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "tickmode": "array",
        **tick_labels(days, frequency, width),
        "tickfont": {"size": SMALL_SIZE, "color": QUIET},
        "tickformat": "%b %Y",
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": AXIS,
        "tickangle": 0,
        "showline": True,
        "linecolor": AXIS,
        "showgrid": False,
        "zeroline": False,
    }


def tick_labels(days: Sequence[date], frequency: Frequency, width: float) -> Box:
    """As many labels as have room in `width` pixels."""
    ticks = _fitting(days, frequency, width)
    return {"tickvals": [tick.day.isoformat() for tick in ticks], "ticktext": [tick.text for tick in ticks]}


def _fitting(days: Sequence[date], frequency: Frequency, width: float) -> list[DateTick]:
    widest = max(text_width(tick.text, SMALL_SIZE) for tick in date_ticks(days, frequency, 2)) + BETWEEN_LABELS
    return date_ticks(days, frequency, max(2, int(width / widest)))
