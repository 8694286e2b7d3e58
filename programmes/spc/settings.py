"""The options of many series, laid out as arrays with one entry a series."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

from programmes.spc.arrays import Counts, Flags, Floats, Signs, keys
from programmes.spc.errors import SpcError
from programmes.spc.options import Direction, Options
from programmes.spc.rule_sets import RuleSet

T = TypeVar("T", bound=np.generic)
V = TypeVar("V")
NOT_FIXED = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Settings:
    """Options for `number` series: one that all share, or one each. All name the same rule set."""

    options: tuple[Options, ...]
    number: int

    def __post_init__(self) -> None:
        if len(self.options) not in (1, self.number):
            raise SpcError(f"{len(self.options)} options were given for {self.number} series")
        if len({option.rules for option in self.options}) > 1:
            raise SpcError("series worked out in one call have one rule set")

    @classmethod
    def of(cls, options: Options | Sequence[Options], number: int) -> "Settings":
        return cls((options,) if isinstance(options, Options) else tuple(options), number)

    def __getitem__(self, series: int) -> Options:
        return self.options[series if len(self.options) > 1 else 0]

    @property
    def rules(self) -> RuleSet:
        return self.options[0].rule_set

    @cached_property
    def direction(self) -> Signs:
        """+1 where higher is better, -1 where lower is, 0 for neutral."""
        signs = {direction: direction.sign for direction in Direction}
        return self._spread(np.array([signs[option.direction] for option in self.options], dtype=np.int8))

    @cached_property
    def fix_after(self) -> Counts:
        """The number of rows in the baseline of a part."""
        fixed = [option.fix_after_n_points or NOT_FIXED for option in self.options]
        return self._spread(np.array(fixed, dtype=np.int64))

    @cached_property
    def screens(self) -> Flags:
        return self._spread(np.array([option.screens for option in self.options], dtype=np.bool_))

    @cached_property
    def targets(self) -> tuple[Counts, Counts, Floats]:
        """Every target of every series, in the order of series, then start: its key, its series, its value."""
        which, targets = self.per_series(
            lambda options: [(target.start or date.min, target.value) for target in options.targets],
            [("start", "datetime64[D]"), ("value", "f8")],
        )
        starts = keys(which, targets["start"])
        order = np.argsort(starts)
        return starts[order], which[order], targets["value"][order]

    def per_series(self, pick: Callable[[Options], Sequence[V]], dtype: DTypeLike) -> tuple[Counts, NDArray[Any]]:
        """What series have several or none of, as two arrays: the numbers of the series, and their things."""
        picked = [pick(option) for option in self.options]
        counts = np.array([len(things) for things in picked], dtype=np.int64)
        which = np.repeat(np.arange(self.number), self._spread(counts))
        things = np.array([thing for things in picked for thing in things], dtype=dtype)
        return which, np.tile(things, self.number // len(self.options))

    def _spread(self, values: NDArray[T]) -> NDArray[T]:
        return np.broadcast_to(values, (self.number,))
