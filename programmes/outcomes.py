"""From a count to an estimated outcome, and what estimates add up to: `677 / 37 = 18.29..., rounded down: 18`. Pure.

An estimate keeps what was computed and what was entered, and says whether they agree. A total of which a part is
missing is missing itself, not smaller. A result is illustrative if any input is.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

SHOWN_DECIMALS = 2  # of a quotient, before the dots


class Rounding(StrEnum):
    """What becomes of the quotient."""

    DOWN = "down"
    NEAREST = "nearest"
    NONE = "none"

    @property
    def words(self) -> str:
        return {"down": "rounded down", "nearest": "rounded to the nearest whole number", "none": ""}[self.value]


@dataclass(frozen=True, slots=True)
class Given:
    """A number that was counted or entered, and how it was stated. `added_from`: of whose values it is the sum."""

    value: float
    qualifier: str = ""
    is_illustrative: bool = False
    added_from: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """What a count is divided by and how the quotient is rounded. The constant may be known within a range only."""

    constant: float
    rounding: Rounding = Rounding.DOWN
    range_low: float | None = None
    range_high: float | None = None

    def result(self, count: float, constant: float | None = None) -> float:
        """The rounded quotient. Exact: no fraction is lost to binary numbers before it is rounded."""
        quotient = divided(count, constant or self.constant)
        if self.rounding is Rounding.DOWN:
            return float(math.floor(quotient))
        if self.rounding is Rounding.NEAREST:
            return float(math.floor(quotient + Fraction(1, 2)))
        return float(quotient)


@dataclass(frozen=True, slots=True)
class Computation:
    """A count put through a method."""

    count: Given
    method: Method

    @property
    def value(self) -> float:
        return self.method.result(self.count.value)

    @property
    def range(self) -> tuple[float, float] | None:
        """The lowest and the highest result: the highest constant gives the lowest one."""
        low, high = self.method.range_low, self.method.range_high
        if low is None or high is None:
            return None
        return self.method.result(self.count.value, high), self.method.result(self.count.value, low)

    @property
    def formula(self) -> str:
        """`677 / 37 = 18.29..., rounded down: 18`."""
        quotient = divided(self.count.value, self.method.constant)
        division = f"{number(self.count.value)} / {number(self.method.constant)} = {cut(quotient)}"
        if self.method.rounding is Rounding.NONE or quotient.denominator == 1:
            return division
        return f"{division}, {self.method.rounding.words}: {number(self.value)}"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimated outcome: computed from a count, entered as a source states it, or both."""

    unit: str
    qualifier: str = ""
    computed: Computation | None = None
    entered: Given | None = None

    @property
    def value(self) -> float | None:
        """What is shown: the computed result where there is one, because it says how it came about."""
        if self.computed:
            return self.computed.value
        return self.entered.value if self.entered else None

    @property
    def is_illustrative(self) -> bool:
        inputs = [self.computed.count if self.computed else None, self.entered]
        return any(given.is_illustrative for given in inputs if given)

    @property
    def agrees(self) -> bool | None:
        """Whether what was entered is what comes out; None where there is nothing to compare."""
        if not (self.computed and self.entered):
            return None
        return self.computed.value == self.entered.value

    @property
    def words(self) -> str:
        """`up to 18 cases of cerebral palsy avoided`; "" where there is no value."""
        if self.value is None:
            return ""
        return in_words(self.value, self.unit, self.qualifier or (self.entered.qualifier if self.entered else ""))

    @property
    def origin(self) -> str:
        """Whether it was computed or entered, in one sentence."""
        if self.computed is None:
            if self.entered and self.entered.added_from:
                return f"Added up from the values of {self.entered.added_from}."
            return "Entered as the source states it, not computed." if self.entered else "Not known."
        if self.entered is None:
            return f"Computed: {self.computed.formula}."
        stated = number(self.entered.value)
        also = f"The source states {stated} too." if self.agrees else f"The source states {stated}, which differs."
        return f"Computed: {self.computed.formula}. {also}"


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a total; `estimate` is None where it is not known for the same span of time."""

    name: str
    estimate: Estimate | None

    @property
    def value(self) -> float | None:
        return self.estimate.value if self.estimate else None


@dataclass(frozen=True, slots=True)
class Total:
    """What estimates add up to, what it leaves out, and what a source states as the total."""

    unit: str
    parts: tuple[Part, ...]
    qualifier: str = ""
    leaves_out: str = ""
    stated: tuple[float, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the parts without a value."""
        return tuple(part.name for part in self.parts if part.value is None)

    @property
    def value(self) -> float | None:
        """The sum; None while a part is missing, and for a total of nothing."""
        values = [part.value for part in self.parts if part.value is not None]
        if not values or self.missing:
            return None
        return float(sum(map(exact, values)))

    @property
    def is_illustrative(self) -> bool:
        return any(part.estimate.is_illustrative for part in self.parts if part.estimate)

    @property
    def formula(self) -> str:
        """`13 + 64 + 22 = 99`; "" while a part is missing."""
        if self.value is None:
            return ""
        return (
            f"{' + '.join(number(part.value) for part in self.parts if part.value is not None)} = {number(self.value)}"
        )

    @property
    def agrees(self) -> bool | None:
        """Whether every total that a source states is this sum; None where there is nothing to compare."""
        if self.value is None or not self.stated:
            return None
        return all(stated == self.value for stated in self.stated)

    @property
    def words(self) -> str:
        return "" if self.value is None else in_words(self.value, self.unit, self.qualifier)

    @property
    def origin(self) -> str:
        """The sum, or what is missing from it, and whether the source states the same."""
        if self.value is None:
            return (
                f"Not known: {listed(self.missing) or 'every part'} {'is' if len(self.missing) < 2 else 'are'} missing."
            )
        said = f"Added up: {self.formula}."
        if self.agrees is None:
            return said
        if self.agrees:
            return f"{said} The source states {number(self.value)} too."
        different = [number(stated) for stated in self.stated if stated != self.value]
        return f"{said} The source states {listed(different)}, which differs."


def exact(value: float) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(Decimal(repr(float(value))))


def divided(count: float, constant: float) -> Fraction:
    return exact(count) / exact(constant)


def cut(quotient: Fraction) -> str:
    """Its first decimals, and dots where there are more: `18.29...`."""
    scale = 10**SHOWN_DECIMALS
    whole = math.trunc(quotient * scale)
    return number(whole / scale) + ("" if Fraction(whole, scale) == quotient else "...")


def number(value: float) -> str:
    """`1,431` or `2.5`."""
    return f"{Decimal(repr(float(value))).normalize():,f}"


def amount(value: float, unit: str) -> str:
    """`18 babies`, `69%`, `£18 million`."""
    if unit.startswith("£"):
        return f"£{number(value)}{unit[1:]}"
    return f"{number(value)}%" if unit == "%" else f"{number(value)} {unit}".strip()


def in_words(value: float, unit: str, qualifier: str = "") -> str:
    return f"{qualifier} {amount(value, unit)}".strip()


def listed(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = tuple(names) or ("",)
    return f"{', '.join(first)} and {last}" if first else last
