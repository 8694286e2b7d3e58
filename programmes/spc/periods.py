"""Time is real: a period without a row is a missing value (SPC.md, D7)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from programmes.spc.arrays import Counts, Days
from programmes.spc.errors import PointError
from programmes.spc.options import Frequency
from programmes.spc.series import SeriesSet

MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}
FIRST_MONDAY = np.datetime64("1970-01-05", "D")


def fill_gaps(series: SeriesSet, frequencies: Sequence[Frequency]) -> SeriesSet:
    """The same series with a missing row for every period that has none.

    `frequencies` has one entry a series, or one for all. A filled row is dated as the row before it is within
    its period. Raises PointError where a period has two rows.
    """
    if all(frequency is Frequency.NONE for frequency in frequencies):
        return series
    steps = _steps(series, frequencies)
    _refuse_shared_periods(series, steps)
    if steps.max() == 1:
        return series
    return _spread(series, steps, frequencies)


def _steps(series: SeriesSet, frequencies: Sequence[Frequency]) -> Counts:
    """How many periods each row is after the row before it; 1 for a first row, and without a frequency."""
    each = np.repeat(_codes(series, frequencies), series.lengths)
    steps = np.ones(len(series.dates), dtype=np.int64)
    for code, frequency in enumerate(Frequency):
        if frequency is not Frequency.NONE and (each == code).any():
            periods = _period_numbers(series.dates, frequency)
            steps[1:] = np.where(each[1:] == code, periods[1:] - periods[:-1], steps[1:])
    steps[series.starts] = 1
    return steps


def _codes(series: SeriesSet, frequencies: Sequence[Frequency]) -> Counts:
    order = list(Frequency)
    codes = np.array([order.index(frequency) for frequency in frequencies], dtype=np.int64)
    return np.broadcast_to(codes, (len(series),))


def _period_numbers(dates: Days, frequency: Frequency) -> Counts:
    """The number of the period that each date lies in; the next period's is one more."""
    if frequency is Frequency.WEEK:
        weeks: Counts = (dates - FIRST_MONDAY).astype(np.int64) // 7
        return weeks
    months: Counts = dates.astype("datetime64[M]").astype(np.int64) // MONTHS[frequency]
    return months


def _refuse_shared_periods(series: SeriesSet, steps: Counts) -> None:
    if steps.min() < 1:
        row = int(np.argmax(steps < 1))
        number = int(np.searchsorted(series.starts, row, side="right")) - 1
        raise PointError(
            "lies in the same period as the point before it",
            series=series.names[number],
            point=series.dates[row].item(),
        )


def _spread(series: SeriesSet, steps: Counts, frequencies: Sequence[Frequency]) -> SeriesSet:
    """Move each row to its place among the periods, and date the rows between."""
    places = np.cumsum(steps) - 1
    filled = np.ones(places[-1] + 1, dtype=np.bool_)
    filled[places] = False
    values = np.full(len(filled), np.nan)
    values[places] = series.values
    dates = np.empty(len(filled), dtype="datetime64[D]")
    dates[places] = series.dates
    gaps = np.flatnonzero(filled)
    before = np.searchsorted(places, gaps) - 1
    lengths = np.add.reduceat(steps, series.starts)
    codes = np.repeat(_codes(series, frequencies), lengths)[gaps]
    for code, frequency in enumerate(Frequency):
        if (chosen := codes == code).any():
            dates[gaps[chosen]] = _later(series.dates[before[chosen]], (gaps - places[before])[chosen], frequency)
    return replace(series, dates=dates, values=values, lengths=lengths, filled=filled)


def _later(dates: Days, periods: Counts, frequency: Frequency) -> Days:
    """Each date so many periods later: the same weekday, or day of the month (the last stays the last)."""
    if frequency is Frequency.WEEK:
        return dates + 7 * periods
    month = dates.astype("datetime64[M]")
    wanted = month + MONTHS[frequency] * periods
    last_day = (wanted + 1).astype("datetime64[D]") - 1
    at_month_end = (dates + 1).astype("datetime64[M]") > month
    day = wanted.astype("datetime64[D]") + (dates - month.astype("datetime64[D]"))
    return np.where(at_month_end, last_day, np.minimum(day, last_day))
