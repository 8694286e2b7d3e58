"""What a chart is drawn with: direction, targets, step changes, rule set, frequency."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programmes.spc.errors import SpcError
from programmes.spc.rule_sets import RULE_SETS, RuleSet

SMALLEST_BASELINE = 12


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """+1 where higher is better, -1 where lower is, 0 where neither is."""
        return {"increase": 1, "decrease": -1, "neutral": 0}[self.value]


class Frequency(StrEnum):
    """How often the series has a point; with `none` the rows are taken as they come."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """A target in force from a date until the next one; without a date, from the beginning."""

    value: float
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one series, or of many that share them.

    `rebase` holds the first date of each new part. `fix_after_n_points` counts rows and is at least 12.
    `screen_outliers` is the rule set's own choice unless it is given. Raises SpcError for what cannot be.
    """

    direction: Direction = Direction.INCREASE
    targets: tuple[DatedTarget, ...] = ()
    rebase: tuple[date, ...] = ()
    fix_after_n_points: int | None = None
    screen_outliers: bool | None = None
    rules: str = "mdc"
    frequency: Frequency = Frequency.NONE

    def __post_init__(self) -> None:
        if self.rules not in RULE_SETS:
            raise SpcError(f"there is no rule set {self.rules!r}; there are {', '.join(RULE_SETS)}")
        if self.fix_after_n_points is not None and not self.fix_after_n_points >= SMALLEST_BASELINE:
            raise SpcError(
                f"limits can be fixed after {SMALLEST_BASELINE} points or more, not after {self.fix_after_n_points}"
            )
        starts = [target.start for target in self.targets]
        if len(set(starts)) < len(starts):
            raise SpcError("two targets start on the same date")
        if not all(abs(target.value) < float("inf") for target in self.targets):
            raise SpcError("a target is a finite number")

    @property
    def rule_set(self) -> RuleSet:
        return RULE_SETS[self.rules]

    @property
    def screens(self) -> bool:
        """Whether moving ranges are screened."""
        return self.rule_set.screens if self.screen_outliers is None else self.screen_outliers
