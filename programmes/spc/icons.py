"""The two icons of each series (SPC.md, section 8, D3, D4, D9)."""

from enum import StrEnum

import numpy as np

from programmes.spc.arrays import Counts, Floats, Signs, keys
from programmes.spc.classify import Classes
from programmes.spc.limits import Limits
from programmes.spc.parts import Parts
from programmes.spc.series import SeriesSet
from programmes.spc.settings import Settings


class Variation(StrEnum):
    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    CONSISTENT_PASS = "consistent_pass"  # noqa: S105 - not a password
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"

    @property
    def icon(self) -> str:
        """pass, fail or inconsistent"""
        return self.value.removeprefix("consistent_")


VARIATIONS = tuple(Variation)
ASSURANCES = (None, Assurance.INCONSISTENT, Assurance.CONSISTENT_PASS, Assurance.CONSISTENT_FAIL)
# Rows: higher is better, neutral, lower is better. Columns: low signal, none, high. Numbers: VARIATIONS.
ICON_OF = np.array([[4, 0, 1], [6, 0, 5], [2, 0, 3]], dtype=np.int8)


def find_variation(series: SeriesSet, classes: Classes, settings: Settings) -> Signs:
    """For each series, the place in VARIATIONS of its icon: that of its latest point, in whichever part."""
    latest = series.starts + series.lengths - 1
    icons: Signs = ICON_OF[1 - settings.direction, classes.sign[latest] + 1]
    return icons


def targets_in_force(series: SeriesSet, rows: Counts, settings: Settings) -> Floats:
    """The target in force at each of the given rows; NaN where there is none."""
    starts, which, targets = settings.targets
    if not len(starts):
        return np.full(len(rows), np.nan)
    found = np.searchsorted(starts, keys(series.of_row[rows], series.dates[rows]), side="right") - 1
    in_force = (found >= 0) & (which[found] == series.of_row[rows])
    return np.where(in_force, targets[found], np.nan)


def find_assurance(series: SeriesSet, parts: Parts, limits: Limits, target: Floats, settings: Settings) -> Signs:
    """For each series, the place in ASSURANCES of what the target in force means for its latest part.

    Where that part has no limits, a constant process is compared with the target itself.
    """
    upper, lower = limits.upper[parts.last], limits.lower[parts.last]
    limited = ~np.isnan(upper)
    count, least, most = _extent(series, parts)
    constant = ~limited & (least == most)
    above = np.where(constant, target > most, target > upper)
    below = np.where(constant, target < least, target < lower)
    meets = np.where(settings.direction > 0, below, above) | (constant & (target == most))
    misses = np.where(settings.direction > 0, above, below)
    place = np.where(meets, 2, np.where(misses, 3, 1)).astype(np.int8)
    place[np.isnan(target) | (settings.direction == 0) | (~limited & (count < 2))] = 0
    return place


def _extent(series: SeriesSet, parts: Parts) -> tuple[Counts, Floats, Floats]:
    """How many values each latest part has, the least of them and the greatest (infinite for none)."""
    count = np.add.reduceat(series.present, parts.starts, dtype=np.int64)
    least = np.minimum.reduceat(np.where(series.present, series.values, np.inf), parts.starts)
    most = np.maximum.reduceat(np.where(series.present, series.values, -np.inf), parts.starts)
    return count[parts.last], least[parts.last], most[parts.last]
