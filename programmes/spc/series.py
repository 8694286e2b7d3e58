"""Many series lying one after the other in flat arrays, each sorted by date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np

from programmes.spc.arrays import Counts, Days, Flags, Floats, starts_of
from programmes.spc.errors import PointError, SpcError

Point = tuple[date, float | None]
UNIX_EPOCH = date(1970, 1, 1).toordinal()
LARGEST = 1e300  # above this a moving range or a limit is no longer a number


@dataclass(frozen=True)
class SeriesSet:
    """One series or thousands.

    `dates` and `values` have one entry a row, series after series; a missing value is NaN here and nowhere
    else. `lengths` has the number of rows of each series, `names` what each is called. `filled` marks rows
    that stand for a period that had none. Build one with `of_points`, `of_rows` or `of_table`, which check
    and sort.
    """

    dates: Days
    values: Floats
    lengths: Counts
    names: tuple[str, ...]
    filled: Flags

    @classmethod
    def of_points(cls, named: Mapping[str, Sequence[Point]]) -> Self:
        """From a mapping of names to (date, value) points; a missing value is None."""
        points = [point for series in named.values() for point in series]
        return cls.of_rows(
            dates=_days([day for day, _ in points]),
            values=np.array([np.nan if value is None else value for _, value in points], dtype=np.float64),
            missing=np.array([value is None for _, value in points], dtype=np.bool_),
            lengths=np.array([len(series) for series in named.values()], dtype=np.int64),
            names=tuple(named),
        )

    @classmethod
    def of_table(
        cls, dates: Days, values: Floats, missing: Flags | None = None, names: Sequence[str] | None = None
    ) -> Self:
        """From a table with one series a row (shape: series x dates), all with the same dates."""
        number, length = values.shape
        return cls.of_rows(
            dates=np.tile(dates, number),
            values=values.ravel(),
            missing=None if missing is None else missing.ravel(),
            lengths=np.full(number, length, dtype=np.int64),
            names=names,
        )

    @classmethod
    def of_rows(
        cls,
        dates: Days,
        values: Floats,
        lengths: Counts,
        missing: Flags | None = None,
        names: Sequence[str] | None = None,
    ) -> Self:
        """From flat arrays, series after series. `missing` marks the rows without a value.

        Raises PointError for a value that is not a finite number, a row without a date, or a date given
        twice.
        """
        lengths = np.asarray(lengths, dtype=np.int64)
        labels = tuple(names) if names is not None else _numbered(len(lengths))
        if not len(lengths) or lengths.min() < 1:
            raise SpcError("a series needs at least one point")
        dates = np.asarray(dates, dtype="datetime64[D]")
        values = np.array(values, dtype=np.float64)
        _refuse_first(np.isnat(dates), "has no date", dates, lengths, labels)
        _refuse_unreal(values, missing, dates, lengths, labels)
        if missing is not None:
            values[missing] = np.nan
        dates, values = _sorted_by_date(dates, values, lengths, labels)
        return cls(dates, values, lengths, labels, np.zeros(len(values), dtype=np.bool_))

    @cached_property
    def starts(self) -> Counts:
        """The first row of each series."""
        return starts_of(self.lengths)

    @cached_property
    def of_row(self) -> Counts:
        """The number of the series that each row belongs to."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @cached_property
    def present(self) -> Flags:
        """Whether a row has a value."""
        return ~np.isnan(self.values)

    def __len__(self) -> int:
        return len(self.lengths)


def _days(days: list[date]) -> Days:
    """Several times as fast as NumPy, which looks at each of them for what it might be."""
    try:
        ordinals = np.fromiter((day.toordinal() for day in days), dtype=np.int64, count=len(days))
    except AttributeError:  # something else that NumPy can read as a date
        return np.array(days, dtype="datetime64[D]")
    return (ordinals - UNIX_EPOCH).astype("datetime64[D]")


def _numbered(number: int) -> tuple[str, ...]:
    """Names for series that have none: a single one needs none, others are counted from 0."""
    return ("",) if number == 1 else tuple(str(place) for place in range(number))


def _refuse_unreal(values: Floats, missing: Flags | None, dates: Days, lengths: Counts, names: tuple[str, ...]) -> None:
    unreal = ~(np.abs(values) <= LARGEST)
    if missing is not None:
        unreal &= ~missing
    reason = "has a value that is not a finite number; a missing value is given as missing"
    _refuse_first(unreal, reason, dates, lengths, names)


def _refuse_first(wrong: Flags, reason: str, dates: Days, lengths: Counts, names: tuple[str, ...]) -> None:
    """Raise PointError for the first row that is wrong, if any is."""
    if wrong.any():
        row = int(np.argmax(wrong))
        series = int(np.searchsorted(starts_of(lengths), row, side="right")) - 1
        place = row - int(starts_of(lengths)[series]) + 1
        raise PointError(reason, series=names[series], point=dates[row].item() or place)


def _sorted_by_date(dates: Days, values: Floats, lengths: Counts, names: tuple[str, ...]) -> tuple[Days, Floats]:
    """The rows of each series in the order of their dates; a date given twice is refused."""
    later = dates[1:] > dates[:-1]
    later[starts_of(lengths)[1:] - 1] = True
    if later.all():
        return dates, values
    order = np.lexsort((dates, np.repeat(np.arange(len(lengths)), lengths)))
    again = np.zeros(len(dates), dtype=np.bool_)
    again[order[1:]] = dates[order][1:] == dates[order][:-1]
    again[order[starts_of(lengths)]] = False
    _refuse_first(again, "has a date that another point of the series has", dates, lengths, names)
    return dates[order], values[order]
