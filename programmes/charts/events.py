"""Dated events over a trend: a thin line at each, its words in rows above the plot, or a letter where it is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from programmes.charts.facts import Box
from programmes.charts.labels import FREE
from programmes.charts.look import EVENT_LINE, INK, SMALL_SIZE
from programmes.charts.text import safe, text_width

ROW = 18  # pixels
GAP = 6  # pixels between the plot and the first row, and between neighbours in a row
SAFE = 0.7  # the part of the width that a chart is sure to have when the window is smaller
LONGEST = 0.6  # of the width; longer texts are cut, and stand whole below the chart


@dataclass(frozen=True, slots=True)
class Event:
    """`day` is where its line stands, `said` the date that is written with it."""

    day: date
    text: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    event: Event
    text: str
    starts_at_line: bool
    row: int


Item = tuple[Event, str, float, float]  # what is written, where its line stands, and how wide it is


def letter(place: int) -> str:
    """A, B, C ... Z, AA, AB ..."""
    name = ""
    place += 1
    while place:
        place, last = divmod(place - 1, 26)
        name = chr(ord("A") + last) + name
    return name


def event_list(events: Sequence[Event]) -> tuple[str, ...]:
    """What stands below the chart: A, Apr 2023: the new pathway began."""
    return tuple(f"{letter(place)}, {event.said}: {event.text}" for place, event in enumerate(events))


def place_events(events: Sequence[Event], axis: tuple[date, date], width: float, has_letters: bool) -> list[Placed]:
    """A row for each event, so that no text meets another or is crossed by another's line.

    A text stands right of its line if it fits there, else left of it. Those on the right are placed from the last to
    the first and those on the left from the first to the last: whoever must go over another goes over its text only.
    """
    width *= 1 if has_letters else SAFE
    first, last = axis
    right: list[Item] = []
    left: list[Item] = []
    for place, event in enumerate(events):
        text = letter(place) if has_letters else cut(event.text, LONGEST * width)
        x = (event.day - first) / (last - first) * width
        wide = text_width(text, SMALL_SIZE, bold=True) + 2 * GAP
        (right if x + wide <= width else left).append((event, text, x, wide))
    taken: list[list[tuple[float, float]]] = []
    placed = [_placed(item, True, taken) for item in reversed(right)] + [_placed(item, False, taken) for item in left]
    return sorted(placed, key=lambda each: each.event.day)


def _placed(item: Item, starts_at_line: bool, taken: list[list[tuple[float, float]]]) -> Placed:
    event, text, x, wide = item
    start, end = (x, x + wide) if starts_at_line else (x - wide, x)
    row = next((row for row, spans in enumerate(taken) if all(end <= a or b <= start for a, b in spans)), len(taken))
    if row == len(taken):
        taken.append([])
    taken[row].append((start, end))
    return Placed(event, text, starts_at_line, row)


def cut(text: str, most: float) -> str:
    """`text`, or as many of its first words as fit, with an ellipsis."""
    if text_width(text, SMALL_SIZE, bold=True) <= most:
        return text
    words = text.split()
    while len(words) > 1 and text_width(" ".join(words) + "…", SMALL_SIZE, bold=True) > most:
        words.pop()
    return " ".join(words) + "…"


def rows_of(placed: Sequence[Placed]) -> int:
    return max((each.row + 1 for each in placed), default=0)


def event_lines(placed: Sequence[Placed], height: float) -> list[Box]:
    """From the foot of the plot, `height` pixels high, up to the words."""
    return [
        {
            "type": "line",
            "xref": "x",
            "x0": each.event.day.isoformat(),
            "x1": each.event.day.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": round(1 + (GAP + each.row * ROW + ROW - 4) / height, 4),
            "line": EVENT_LINE.line,
            "layer": "below",
        }
        for each in placed
    ]


def event_texts(placed: Sequence[Placed]) -> list[Box]:
    return [
        FREE
        | {
            "x": each.event.day.isoformat(),
            "xref": "x",
            "xanchor": "left" if each.starts_at_line else "right",
            "xshift": 4 if each.starts_at_line else -4,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": GAP + each.row * ROW,
            "text": safe(each.text),
            "font": {"size": SMALL_SIZE, "color": INK},
        }
        for each in placed
    ]
