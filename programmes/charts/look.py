"""Every colour, symbol and line style of the charts, in one table (SPC.md, section 7). None of them is a RAG colour."""

from dataclasses import dataclass

from programmes.spc import PointType

INK, QUIET, GRID, AXIS, PAPER = "#212b32", "#4c6272", "#e3e8ea", "#768692", "#ffffff"
FONT = "Arial, sans-serif"
TEXT_SIZE, SMALL_SIZE = 14, 13

GREY, BLUE, ORANGE, PURPLE = "#a6a6a6", "#00b0f0", "#e46c0a", "#490092"
MEAN, TARGET = "#000000", "#de1b1b"
TARGET_TEXT = "#b5161a"
FAINT = "#bdbdbd"
DEEP_BLUE = "#005eb8"

# From dark to light, each lighter than the one before, for stacked parts that have an order.
STEPS = ("#0b2a5b", "#184a8e", "#2f6cb5", "#5a93d0", "#8ab5e1", "#b4d0ee", "#d6e6f6")


def steps(number: int) -> list[str]:
    """So many of the colours, as far apart as can be; from the start again where there are more parts than colours."""
    if number <= 1:
        return list(STEPS[:number])
    last = len(STEPS) - 1
    return [
        STEPS[round(place * last / (number - 1)) if number <= len(STEPS) else place % len(STEPS)]
        for place in range(number)
    ]


@dataclass(frozen=True, slots=True)
class Mark:
    """How points of one type look: each type has a shape of its own, so that no reader needs the colours."""

    name: str
    colour: str
    outline: str
    symbol: str
    size: float


MARKS = {
    PointType.COMMON_CAUSE: Mark("Common cause", GREY, "#6f6f6f", "circle", 7),
    PointType.IMPROVEMENT: Mark("Special cause: improvement", BLUE, "#00506e", "square", 9),
    PointType.CONCERN: Mark("Special cause: concern", ORANGE, "#7a3600", "diamond", 11),
    PointType.NEUTRAL_HIGH: Mark("Special cause: higher", PURPLE, "#2a0055", "triangle-up", 11),
    PointType.NEUTRAL_LOW: Mark("Special cause: lower", PURPLE, "#2a0055", "triangle-down", 11),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's colour, width in pixels and plotly dash (a name, or lengths such as "6px,4px")."""

    colour: str
    width: float
    dash: str = "solid"

    @property
    def line(self) -> dict[str, object]:
        """As plotly writes it."""
        return {"color": self.colour, "width": self.width, "dash": self.dash}


VALUE_LINE = Stroke(GREY, 2)
MEAN_LINE = Stroke(MEAN, 1.75)
LIMIT_LINE = Stroke(GREY, 1.75, "6px,4px")
TRIAL_LINE = Stroke(FAINT, 1.5, "2px,4px")
TARGET_LINE = Stroke(TARGET, 1.75, "9px,4px")
ROLLING_LINE = Stroke(DEEP_BLUE, 3.5)
MONTHLY_LINE = Stroke(FAINT, 1.25)
TREND_LINE = Stroke(INK, 1.75, "3px,4px")
EVENT_LINE = Stroke(QUIET, 1, "1px,3px")
