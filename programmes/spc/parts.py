"""The stretches of a series between step changes (SPC.md, section 2 and D5)."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from programmes.spc.arrays import Counts, Flags, keys, starts_of
from programmes.spc.series import SeriesSet
from programmes.spc.settings import Settings

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True)
class Parts:
    """Parts of all series, one after the other: everything here has one entry a part unless it says
    otherwise.

    `number` counts a series' parts from 0, or from 1 where its first row starts a part. `last` has one entry
    a series: its latest part.
    """

    lengths: Counts
    series: Counts
    number: Counts
    last: Counts

    @cached_property
    def starts(self) -> Counts:
        """The first row of each part."""
        return starts_of(self.lengths)

    @cached_property
    def of_row(self) -> Counts:
        """The part that each row lies in."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    @cached_property
    def row_within(self) -> Counts:
        """The place of each row in its part, counted from 0."""
        return np.arange(len(self.of_row)) - self.to_rows(self.starts)

    def to_rows(self, per_part: NDArray[T]) -> NDArray[T]:
        """Each part's value for every row of the part."""
        return np.repeat(per_part, self.lengths)


def split_into_parts(series: SeriesSet, settings: Settings) -> Parts:
    """A part starts at the first row of a series and at the first row on or after each step-change date."""
    rebased = _rebased_rows(series, settings)
    opens = rebased.copy()
    opens[series.starts] = True
    starts = np.flatnonzero(opens)
    of_part = np.searchsorted(series.starts, starts, side="right") - 1
    first_part = np.searchsorted(of_part, np.arange(len(series)))
    count = np.arange(len(starts)) - first_part[of_part]
    return Parts(
        lengths=np.diff(starts, append=len(opens)),
        series=of_part,
        number=count + rebased[series.starts][of_part],
        last=np.append(first_part[1:], len(starts)) - 1,
    )


def _rebased_rows(series: SeriesSet, settings: Settings) -> Flags:
    """The rows at which a step-change date starts a new part. A date after the latest row starts none."""
    opens = np.zeros(len(series.dates), dtype=np.bool_)
    which, days = settings.per_series(lambda options: options.rebase, "datetime64[D]")
    if len(which):
        rows = np.searchsorted(keys(series.of_row, series.dates), keys(which, days))
        within = rows < (series.starts + series.lengths)[which]
        opens[rows[within]] = True
    return opens
