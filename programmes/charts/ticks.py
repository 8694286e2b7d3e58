"""Where the marks of an axis stand, and what is written at them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from programmes.spc import Frequency
from programmes.spc.wording import date_text

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
# How many periods lie between two labels; months and quarters are counted from April, where the NHS year starts.
STEPS = {
    Frequency.MONTH: (1, 2, 3, 6, 12, 24, 60, 120),
    Frequency.QUARTER: (1, 2, 4, 8, 20, 40),
    Frequency.YEAR: (1, 2, 5, 10, 20, 50),
}
LONG = 200  # days; above this a series without months of its own is labelled by months


@dataclass(frozen=True, slots=True)
class DateTick:
    day: date
    text: str


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that parts `span` into at most `most` stretches."""
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(step * power for step in NICE if span <= step * power * most * (1 + 1e-9))


def ticks_within(low: float, high: float, step: float) -> list[float]:
    """The multiples of `step` from `low` to `high`, both included."""
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(place * step, 12) for place in range(first, last + 1)]


def decimals_of(step: float) -> int:
    """How many decimals tell two multiples of `step` apart."""
    return next((places for places in range(12) if abs(round(step, places) - step) < step * 1e-6), 12)


def number_text(value: float, decimals: int, unit: str = "") -> str:
    """1,234.5 or 12.5%; a unit other than % stands elsewhere."""
    text = f"{value:,.{decimals}f}"
    text = text.removeprefix("-") if not text.strip("-0.,") else text.replace("-", "−")
    return text + (unit if unit == "%" else "")


def date_ticks(days: Sequence[date], frequency: Frequency, most: int) -> list[DateTick]:
    """At most `most` labels, each at a point of the series where it has months, quarters or years."""
    if frequency not in STEPS:
        return _calendar_ticks(days, most)
    index = _index(frequency)
    chosen = next(
        (
            found
            for step in STEPS[frequency]
            if 2 <= len(found := [day for day in days if index(day) % step == 0]) <= most
        ),
        [days[0], days[-1]] if len(days) > 1 else list(days),
    )
    return [DateTick(day, tick_text(day, frequency)) for day in chosen]


def tick_text(day: date, frequency: Frequency) -> str:
    """Apr 2023, Q1 2023/24, 2023/24 or 5 Apr 2023."""
    return date_text(day, frequency).partition(" (")[0]


def _index(frequency: Frequency) -> Callable[[date], int]:
    """The number of a day's period, 0 modulo a year's for the one that starts in April."""
    if frequency is Frequency.MONTH:
        return lambda day: day.year * 12 + day.month - 4
    if frequency is Frequency.QUARTER:
        return lambda day: (day.year * 12 + day.month - 4) // 3
    return lambda day: day.year


def _calendar_ticks(days: Sequence[date], most: int) -> list[DateTick]:
    """Of weeks, or of dates as they come: the first days of months, or points where the series is short."""
    first, last = days[0], days[-1]
    if (last - first).days > LONG:
        months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
        return date_ticks([day for day in months if first <= day <= last], Frequency.MONTH, most)
    every = math.ceil(len(days) / most)
    return [DateTick(day, tick_text(day, Frequency.NONE)) for day in days[::every]]
