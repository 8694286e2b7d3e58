"""What is asked about a value before it is handed in. A warning refuses nothing: the writer says why it is right.

Each rule is a range outside which a number is unusual, worked out from what was known before it was typed. So a page
checks as one types, and the server again, by the same numbers and in the same words.

- Far from the last value: the change is a moving range, and on a chart of moving ranges the upper limit is 3.267 of
  their averages (D4 for two values; Wheeler, Understanding Variation; `programmes/spc` screens by the same constant).
  Where there are too few values for limits the rule is ours: by more than half of the last value; of what is counted
  whole also by more than five, because the step from one to two is no news.
- Outside the limits so far: the chart's own process limits, before the new value moves them. Trial limits ask nothing.
- Not what somebody else returned for the same organisation and period (ours).
- A sum that does not add up (ours): the parts against the whole that was entered as well. Parts that are not there may
  explain a sum that falls short, but none that exceeds.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from programmes.spc.limits import SCREEN

HALF, FEW = 0.5, 5
SAME = 1e-6  # by so much of a number two may differ and be the same, for parts that were rounded

Write = Callable[[float], str]


class Numbers(NamedTuple):
    """The numbers of one value; None where there is none."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


class Limits(NamedTuple):
    """The process limits in force, and the average moving range that they come from."""

    lower: float
    upper: float
    average_range: float


@dataclass(frozen=True)
class Check:
    """A number of a value (`part`, a field of Numbers) is unusual below `low` or above `high`, which `text` says."""

    part: str
    low: float
    high: float
    text: str

    def finds(self, numbers: Numbers) -> bool:
        number = getattr(numbers, self.part)
        return number is not None and not self.low <= number <= self.high


def history_checks(
    last: float | None, limits: Limits | None, write: Write, *, is_count: bool = False
) -> Iterator[Check]:
    """What the values before say of the next one; `write` puts a number into words."""
    if last is not None and limits:
        yield far_by_ranges(last, limits.average_range, write)
    elif last:
        most = max(HALF * abs(last), FEW if is_count else 0)
        yield Check(
            "value", last - most, last + most, f"It differs by more than half from the value before, {write(last)}."
        )
    if limits:
        place = f"{write(limits.lower)} to {write(limits.upper)}"
        yield Check("value", limits.lower, limits.upper, f"It lies outside the limits so far, {place}.")


def far_by_ranges(last: float, average_range: float, write: Write) -> Check:
    most = SCREEN * average_range
    text = f"It differs from the value before, {write(last)}, by more than {write(most)}, the most that is usual."
    return Check("value", last - most, last + most, text)


def same_checks(other: Numbers, text: str) -> Iterator[Check]:
    """The numbers that somebody else gave."""
    for part, number in zip(Numbers._fields, other, strict=True):
        if number is not None:
            yield Check(part, number - SAME * abs(number), number + SAME * abs(number), text)


def found(checks: Sequence[Check], numbers: Numbers) -> list[str]:
    """What is said of the numbers, each text once."""
    return list(dict.fromkeys(check.text for check in checks if check.finds(numbers)))


@dataclass(frozen=True)
class SumCheck:
    """The values of all parts of a span, against the whole that was entered as well; a ratio by both of its parts."""

    whole: Numbers
    is_ratio: bool

    @property
    def compared(self) -> tuple[str, ...]:
        """The numbers that add up, where the whole has them."""
        names = ("numerator", "denominator") if self.is_ratio else ("value",)
        return tuple(name for name in names if getattr(self.whole, name) is not None)

    def adds_up(self, parts: Sequence[Numbers]) -> bool:
        return all(self._adds_up(name, [getattr(part, name) for part in parts]) for name in self.compared)

    def _adds_up(self, name: str, numbers: Sequence[float | None]) -> bool:
        known = [number for number in numbers if number is not None]
        whole: float = getattr(self.whole, name)
        over = sum(known) - whole
        if not known or abs(over) <= SAME * abs(whole):
            return True
        return over < 0 and len(known) < len(numbers)
