"""The arithmetic mean to the last bit, of many stretches at once.

A point exactly on the mean is neither above nor below it, so a mean that is off by its last bit turns ties
into false shifts (SPC.md, "Numbers"). The result here is the exact mean rounded once, as `statistics.mean`
gives it.

The sum is exact because each number is cut into two pieces on fixed grids, wide enough that pieces add up
without rounding in any order (the extraction step of Rump, Ogita and Oishi's accurate summation). What this
cannot settle (numbers of wildly different sizes, a quotient too close to the middle between two doubles) is
left to fractions.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from programmes.spc.arrays import Counts, Flags, Floats

SPLITTER = 2.0**27 + 1  # cuts a double into two halves of 26 bits (Veltkamp)
DOUBT = 2.0**-45  # more than the relative error of the correction, far less than matters


def exact_means(values: Floats, kept: Flags, starts: Counts) -> Floats:
    """The mean of the kept values of each stretch, exact and rounded once; NaN where none is kept.

    `starts` has the first row of each stretch; a stretch ends where the next begins, and none is empty.
    """
    with np.errstate(all="ignore"):  # what overflows or underflows here is worked out again with fractions
        return _means(np.where(kept, values, 0.0), kept, starts)


def _means(numbers: Floats, kept: Flags, starts: Counts) -> Floats:
    count = np.add.reduceat(kept, starts, dtype=np.int64)
    sizes = np.maximum.reduceat(np.abs(numbers), starts)
    lengths = np.diff(starts, append=len(numbers))
    coarse, fine, rest = _exact_sums(numbers, sizes, starts, lengths)
    means, settled = _divide(coarse, fine, np.maximum(count, 1).astype(np.float64))
    whole = ~rest & ((sizes == 0) | ((sizes > 1e-200) & (sizes < 1e200)))
    for stretch in np.flatnonzero(~(settled & whole)):
        rows = slice(starts[stretch], starts[stretch] + lengths[stretch])
        total = (
            Fraction(coarse[stretch]) + Fraction(fine[stretch])
            if whole[stretch]
            else sum(map(Fraction, numbers[rows].tolist()))
        )
        means[stretch] = float(total / int(count[stretch] or 1))
    means[count == 0] = np.nan
    return means


def _exact_sums(numbers: Floats, sizes: Floats, starts: Counts, lengths: Counts) -> tuple[Floats, Floats, Flags]:
    """Two sums that together are the exact sum of each stretch, and whether something is left out of them."""
    room = np.frexp(lengths + 2.0)[1]
    top = np.frexp(sizes)[1] + room
    grid = np.repeat(np.ldexp(1.0, np.clip(top, -1000, 1000)), lengths)
    upper = (grid + numbers) - grid
    lower = numbers - upper
    finer = np.repeat(np.ldexp(1.0, np.clip(top - 53 + room, -1000, 1000)), lengths)
    middle = (finer + lower) - finer
    rest = lower != middle
    left_out = np.logical_or.reduceat(rest, starts) if rest.any() else np.zeros(len(starts), dtype=np.bool_)
    return np.add.reduceat(upper, starts), np.add.reduceat(middle, starts), left_out


def _divide(coarse: Floats, fine: Floats, count: Floats) -> tuple[Floats, Flags]:
    """(coarse + fine) / count rounded once, and whether that is certain."""
    total = coarse + fine
    shadow = total - coarse
    error = (coarse - (total - shadow)) + (fine - shadow)  # total + error is the exact sum (Knuth)
    first = total / count
    product, product_error = _exact_product(first, count)
    correction = (((total - product) - product_error) + error) / count
    means: Floats = first + correction
    least = first + correction * (1 - DOUBT)
    most = first + correction * (1 + DOUBT)
    settled: NDArray[np.bool_] = least == most
    return means, settled


def _exact_product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """A product and its rounding error (Dekker)."""
    product = a * b
    a_high = a * SPLITTER - (a * SPLITTER - a)
    b_high = b * SPLITTER - (b * SPLITTER - b)
    a_low, b_low = a - a_high, b - b_high
    error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, error
