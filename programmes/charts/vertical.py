"""The vertical axis: how far it reaches, and where it is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programmes.charts.facts import Box, ChartFacts
from programmes.charts.look import GRID, QUIET, SMALL_SIZE
from programmes.charts.ticks import decimals_of, nice_step, number_text, ticks_within

MARGIN = 0.06  # of the span, left free above and below what is drawn
WHOLE_SCALE = 50  # percentage points; data that span more are shown from 0 to 100
NEAR_ZERO = 0.6  # of the span; an axis that starts nearer to zero than this starts at zero
MOST_TICKS, MOST_TICKS_COMPACT = 6, 4


@dataclass(frozen=True, slots=True)
class Extent:
    """What must be in sight: `values` were measured or set by people, `lines` worked out from them."""

    values: tuple[float, ...]
    lines: tuple[float, ...] = ()

    @property
    def everything(self) -> tuple[float, ...]:
        return self.values + self.lines

    def bounds(self, is_percentage: bool) -> tuple[float, float]:
        """Beyond these no mark makes sense: nothing counted is below 0, no share is above 100%."""
        counted = all(value >= 0 for value in self.values)
        shares = is_percentage and counted and all(value <= 100 for value in self.values)
        return (0.0 if counted else -float("inf")), (100.0 if shares else float("inf"))


def extent(values: Iterable[float | None], lines: Iterable[float | None] = ()) -> Extent:
    """Of what is there; missing values are passed over."""
    return Extent(
        tuple(value for value in values if value is not None), tuple(line for line in lines if line is not None)
    )


def axis_range(extent: Extent, facts: ChartFacts) -> tuple[float, float]:
    """From where to where the axis reaches.

    Narrow data fill the height. A wide spread of percentages is shown from 0 to 100, and an axis that would start near
    zero starts at zero. It passes these natural bounds only where a limit lies beyond them.
    """
    if facts.y_range:
        return facts.y_range
    if not extent.everything:
        return (0.0, 100.0) if facts.is_percentage else (0.0, 1.0)
    least, most = min(extent.everything), max(extent.everything)
    span = most - least
    margin = MARGIN * span
    if not span:  # one value alone stands in the middle
        span = abs(most) * 0.2 or 2.0
        margin = span / 2
    low, high = least - margin, most + margin
    floor, ceiling = extent.bounds(facts.is_percentage)
    if ceiling == 100 and span > WHOLE_SCALE:
        low, high = min(low, 0.0), max(high, 100.0)
    if floor == 0 and 0 < low < NEAR_ZERO * span:
        low = 0.0
    if least >= floor:
        low = max(low, floor)
    if most <= ceiling:
        high = min(high, ceiling)
    return low, high


def shared_range(extents: Sequence[Extent], facts: ChartFacts) -> tuple[float, float]:
    """One range for several charts: hand it to each as `y_range`."""
    together = Extent(
        tuple(value for each in extents for value in each.values),
        tuple(line for each in extents for line in each.lines),
    )
    return axis_range(together, facts)


def vertical_axis(extent: Extent, facts: ChartFacts) -> Box:
    """The plotly axis: labels at round numbers, none where a number would be impossible."""
    low, high = axis_range(extent, facts)
    floor, ceiling = extent.bounds(facts.is_percentage)
    step = nice_step(high - low, MOST_TICKS_COMPACT if facts.compact else MOST_TICKS)
    if decimals_of(step) and not facts.is_percentage and _are_whole(extent.values):
        step = max(step, 1.0)
    marks = [mark for mark in ticks_within(low, high, step) if floor <= mark <= ceiling]
    return {
        "range": [low, high],
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": [number_text(mark, decimals_of(step), facts.unit) for mark in marks],
        "tickfont": {"size": SMALL_SIZE, "color": QUIET},
        "gridcolor": GRID,
        "showline": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _are_whole(values: Sequence[float]) -> bool:
    return all(value == int(value) for value in values)
