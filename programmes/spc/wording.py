"""How numbers and dates are written in sentences and notes."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programmes.spc.options import Frequency
from programmes.spc.result import Result
from pssdash.reporting.quarters import MONTH_NAMES, Quarter, QuarterError

MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a measure: its unit ("%", "days"), what its target is called, and how many decimals are
    shown.

    Without `decimals` there are enough to tell the lines apart.
    """

    unit: str = ""
    target_name: str = "target"
    decimals: int | None = None


PLAIN = Wording()


SPANS = (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR)  # a point is called by its span, not by a day


def date_text(day: date, frequency: Frequency) -> str:
    """A point's date as its series calls it: Feb 2024, Q4 2023/24 (Jan–Mar 2024), 2023/24, 5 Feb 2024."""
    month = f"{MONTH_NAMES[day.month - 1][:3]} {day.year}"
    if frequency is Frequency.MONTH:
        return month
    if frequency not in (Frequency.QUARTER, Frequency.YEAR):
        return f"{day.day} {month}"
    if frequency is Frequency.YEAR and (day.month, day.day) in {(1, 1), (12, 31)}:
        return str(day.year)
    try:
        quarter = Quarter.containing(day)
    except QuarterError:  # a slip of the keyboard, far from any real quarter
        return f"{day.day} {month}"
    return str(quarter) if frequency is Frequency.QUARTER else quarter.nhs_year


class Numbers:
    """Writes the numbers of one result, all with the same decimals."""

    def __init__(self, result: Result, wording: Wording) -> None:
        self.currency = "£" if wording.unit.startswith("£") else ""
        unit = wording.unit.removeprefix("£").strip()
        self.unit = f" {unit}" if unit and unit != "%" else unit
        part = result.latest_part
        lines = [part.mean, part.lpl, part.upl, result.latest.y]
        self.decimals = _decimals([line for line in lines if line is not None], result.target)
        if wording.decimals is not None:
            self.decimals = wording.decimals

    def text(self, value: float | None) -> str:
        if value is None:
            return "missing"
        return self._number(value) + self.unit

    def span(self, low: float | None, high: float | None) -> str:
        """`62.0% to 71.0%`, `19.1 to 48.1 cases`: a unit that is a word is said once."""
        first = self._number(low) if low is not None and self.unit.startswith(" ") else self.text(low)
        return f"{first} to {self.text(high)}"

    def _number(self, value: float) -> str:
        return self.currency + _rounded(value, 0 if value == round(value) else self.decimals)

    def exact(self, value: float) -> str:
        """A number as it was entered, such as a target."""
        return f"{self.currency}{Decimal(repr(value)).normalize():,f}{self.unit}"


def _rounded(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text.removeprefix("-") if not text.strip("-0.,") else text


def _decimals(lines: list[float], target: float | None) -> int:
    """Enough decimals for the width of the lines, and to print each pair of numbers in its true order."""
    decimals = _decimals_for_width(max(lines, default=0.0) - min(lines, default=0.0))
    while decimals < MOST_DECIMALS and not _in_true_order(lines, target, decimals):
        decimals += 1
    return decimals


def _decimals_for_width(width: float) -> int:
    if width >= 100:
        return 0
    if width >= 1 or width == 0:
        return 1
    return min(1 - math.floor(math.log10(width)), MOST_DECIMALS)


def _in_true_order(lines: list[float], target: float | None, decimals: int) -> bool:
    shown = [(line, float(f"{line:.{decimals}f}")) for line in lines]
    if target is not None:
        shown.append((target, target))
    return all(
        (a < b) == (shown_a < shown_b) and (a == b) == (shown_a == shown_b)
        for a, shown_a in shown
        for b, shown_b in shown
    )
