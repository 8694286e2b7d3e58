"""What is written beside and above a plot: names of lines, events, the unit, whose panel it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from programmes.charts.facts import Box, ChartFacts
from programmes.charts.look import INK, PAPER, PURPLE, QUIET, SMALL_SIZE
from programmes.charts.text import safe, text_width, wrapped

LINE_HEIGHT = 16  # pixels
FREE = {"showarrow": False}


@dataclass(frozen=True, slots=True)
class LineLabel:
    """The name of a line, at the height at which it ends. A text of several lines has them parted by <br>."""

    value: float
    text: str
    colour: str

    @property
    def lines(self) -> int:
        return self.text.count("<br>") + 1


def line_labels(labels: Sequence[LineLabel], y_range: tuple[float, float], height: float, yref: str) -> list[Box]:
    """Right of the plot, each as near to its line as the others let it be."""
    low, high = y_range
    ordered = sorted(labels, key=lambda label: label.value)
    wanted = [(label.value - low) / (high - low) * height for label in ordered]
    placed = spread(wanted, [label.lines * LINE_HEIGHT for label in ordered], height)
    return [
        FREE
        | {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": label.value,
            "yref": yref,
            "yanchor": "middle",
            "yshift": round(place - where, 1),
            "align": "left",
            "text": label.text,
            "font": {"size": SMALL_SIZE, "color": label.colour},
        }
        for label, where, place in zip(ordered, wanted, placed, strict=True)
    ]


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Middles near those `wanted` (ascending) that keep the heights from overlapping, and within `room` if they can.

    Where some would overlap they move apart evenly, as a block around the middle of what they wanted.
    """
    blocks: list[tuple[float, float, list[int]]] = []  # middle, height, members
    for place, (middle, height) in enumerate(zip(wanted, heights, strict=True)):
        block = (min(max(middle, height / 2), room - height / 2), height, [place])
        while blocks and blocks[-1][0] + blocks[-1][1] / 2 > block[0] - block[1] / 2:
            block = _joined(blocks.pop(), block, wanted, room)
        blocks.append(block)
    placed = [0.0] * len(wanted)
    for middle, height, members in blocks:
        bottom = middle - height / 2
        for member in members:
            placed[member] = bottom + heights[member] / 2
            bottom += heights[member]
    return placed


def _joined(
    lower: tuple[float, float, list[int]], upper: tuple[float, float, list[int]], wanted: Sequence[float], room: float
) -> tuple[float, float, list[int]]:
    members = lower[2] + upper[2]
    height = lower[1] + upper[1]
    middle = sum(wanted[member] for member in members) / len(members)
    return max(min(middle, room - height / 2), height / 2), height, members


def label_width(labels: Sequence[LineLabel]) -> float:
    """Of the widest line."""
    return max((text_width(line, SMALL_SIZE) for label in labels for line in label.text.split("<br>")), default=0.0)


def broken(text: str, most: float) -> str:
    """`text`, safe for a figure, on as many lines as it takes to be at most `most` pixels wide."""
    return "<br>".join(safe(line) for line in wrapped(text, most, SMALL_SIZE))


def panel_title(text: str, top: float) -> Box:
    """Whose panel it is, above its top left corner (`top`, in parts of the whole height)."""
    return _above(safe(text), 0, "left", top, 6) | {"font": bold(SMALL_SIZE + 1, INK)}


def corner_texts(facts: ChartFacts, left: float, shift: float) -> list[Box]:
    """What the vertical axis counts (left), and that the data are illustrative (right), `shift` pixels above all."""
    texts = []
    if facts.vertical_title and not facts.compact:
        title = _above(safe(facts.vertical_title), 0, "left", 1, shift)
        texts.append(title | {"xshift": -(left - 2), "font": {"size": SMALL_SIZE, "color": QUIET}})
    if facts.is_illustrative:
        tag = _above("Illustrative data", 1, "right", 1, shift)
        boxed = {"font": bold(SMALL_SIZE, PURPLE), "bordercolor": PURPLE, "bgcolor": PAPER}
        texts.append(tag | boxed | {"borderwidth": 1, "borderpad": 5})
    return texts


def bold(size: float, colour: str) -> Box:
    """A bold font, and never the tag <b>: plotly writes that with a style attribute, which the policy blocks."""
    return {"size": size, "color": colour, "weight": "bold"}


def _above(text: str, x: float, anchor: str, y: float, shift: float) -> Box:
    place = {"x": x, "xref": "paper", "xanchor": anchor, "y": y, "yref": "paper", "yanchor": "bottom"}
    return FREE | place | {"yshift": shift, "text": text}
