"""Where each point lies, and the four rules (SPC.md, sections 5 and 6, D1, D2, D6, D11).

A rule finds the rows at which a window opens (so many consecutive rows of one part that all qualify) and
marks every row that such a window covers. Runs therefore never cross a step change, and a missing value ends
them: it compares as neither above nor below, neither higher nor lower.
"""

from dataclasses import dataclass

import numpy as np

from programmes.spc.arrays import Counts, Flags, Floats, Signs
from programmes.spc.limits import Limits
from programmes.spc.parts import Parts
from programmes.spc.rule_sets import RuleSet


@dataclass(frozen=True)
class Positions:
    """One entry a row. `known` where there is a value and a mean, `limited` where a value and limits."""

    side: Signs  # +1 above the mean, -1 below, 0 on it or unknown
    known: Flags
    limited: Flags
    outside: Flags
    close: Flags


@dataclass(frozen=True)
class Signals:
    """The rows that each rule marks; `trend` is +1 in a rise, -1 in a fall, 0 in neither."""

    outside: Flags
    trend: Signs
    two_of_three: Flags
    shift: Flags


def find_positions(values: Floats, parts: Parts, limits: Limits) -> Positions:
    """Every comparison is strict: on the mean is neither side, on a limit is inside."""
    mean = parts.to_rows(limits.mean)
    side = (values > mean).astype(np.int8) - (values < mean).astype(np.int8)
    outside = (values > parts.to_rows(limits.upper)) | (values < parts.to_rows(limits.lower))
    beyond = (values > parts.to_rows(limits.near_upper)) | (values < parts.to_rows(limits.near_lower))
    present = ~np.isnan(values)
    return Positions(
        side=side,
        known=present & parts.to_rows(~np.isnan(limits.mean)),
        limited=present & parts.to_rows(~np.isnan(limits.upper)),
        outside=outside,
        close=beyond & ~outside,
    )


def find_signals(values: Floats, positions: Positions, parts: Parts, rules: RuleSet) -> Signals:
    room = parts.to_rows(parts.starts + parts.lengths) - np.arange(len(values))
    return Signals(
        outside=positions.outside,
        trend=_trend(values, room, rules.trend),
        two_of_three=_two_of_three(positions, room, rules),
        shift=_shift(positions.side, room, rules.shift),
    )


def _windows(qualifies: Flags, size: int) -> Flags:
    """Rows from which `size` consecutive rows qualify."""
    opens = qualifies.copy()
    for step in range(1, size):
        opens[:-step] &= qualifies[step:]
        opens[-step:] = False
    return opens


def _covered(opens: Flags, size: int) -> Flags:
    """Rows that lie in a window of `size` rows."""
    covered = opens.copy()
    for step in range(1, size):
        covered[step:] |= opens[:-step]
    return covered


def _trend(values: Floats, room: Counts, size: int) -> Signs:
    """`size` consecutive points, each strictly higher (or each strictly lower) than the one before.

    A point of one run has that run's direction. One that two runs share, a peak or a trough, has the later
    run's: the direction of the step after it.
    """
    rises = np.zeros(len(values), dtype=np.bool_)
    falls = rises.copy()
    rises[:-1] = values[1:] > values[:-1]
    falls[:-1] = values[1:] < values[:-1]
    fits = room >= size
    rising = _covered(_windows(rises, size - 1) & fits, size)
    falling = _covered(_windows(falls, size - 1) & fits, size)
    shared = rising & falling
    rising &= ~(shared & falls)
    falling &= ~(shared & rises)
    return rising.astype(np.int8) - falling.astype(np.int8)


def _two_of_three(positions: Positions, room: Counts, rules: RuleSet) -> Flags:
    """Three consecutive points on one side of the mean, two of them close to the limits: the close ones are
    marked.

    A point outside the limits does not count towards the two, unless the rule set says that it does.
    """
    counts = positions.close | positions.outside if rules.beyond_limits_count else positions.close
    one_side = _windows(positions.side > 0, 3) | _windows(positions.side < 0, 3)
    two = np.zeros(len(counts), dtype=np.bool_)
    first, second, third = counts[:-2], counts[1:-1], counts[2:]
    two[:-2] = (first & second) | (first & third) | (second & third)
    return _covered(one_side & two & (room >= 3), 3) & counts


def _shift(side: Signs, room: Counts, size: int) -> Flags:
    """`size` consecutive points strictly on one side of the mean."""
    opens = (_windows(side > 0, size) | _windows(side < 0, size)) & (room >= size)
    return _covered(opens, size)
