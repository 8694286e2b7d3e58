"""Names for the arrays the engine works on. One entry a row unless a docstring says otherwise."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
Signs = NDArray[np.int8]
Days = NDArray[np.datetime64]


def starts_of(lengths: Counts) -> Counts:
    """Where each stretch of the given lengths begins, when they lie one after the other."""
    return np.cumsum(lengths) - lengths


def keys(series: Counts, dates: Days) -> Counts:
    """One whole number for each (series, date), in the order of series, then date: something to search in."""
    days: Counts = dates.astype(np.int64)
    return series * 2**32 + days
