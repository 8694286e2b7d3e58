"""Baseline, centre line, moving ranges and limits of each part (SPC.md, sections 3 and 4, D6)."""

from dataclasses import dataclass

import numpy as np

from programmes.spc.arrays import Flags, Floats
from programmes.spc.exact_mean import exact_means
from programmes.spc.parts import Parts
from programmes.spc.series import SeriesSet
from programmes.spc.settings import Settings

LIMIT = 2.66
NEAR_LIMIT = 2 * (2.66 / 3)
SCREEN = 3.267


@dataclass(frozen=True)
class Limits:
    """The lines of each part; NaN where there is none.

    One entry a part: `mean`, `amr` (the average moving range that the limits come from), `lower`, `upper`,
    `near_lower`, `near_upper`, `zero_width`. One entry a row: `in_baseline`, `moving_range`, `kept` (the
    moving range is used). Limits of zero width are no limits: they are NaN, and `zero_width` says so.
    """

    mean: Floats
    amr: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats
    zero_width: Flags
    in_baseline: Flags
    moving_range: Floats
    kept: Flags


def find_limits(series: SeriesSet, parts: Parts, settings: Settings) -> Limits:
    in_baseline = _in_baseline(parts, settings)
    mean = exact_means(series.values, in_baseline & series.present, parts.starts)
    moving_range = _moving_ranges(series.values, in_baseline, parts)
    kept = ~np.isnan(moving_range)
    kept &= _survives_screening(moving_range, kept, parts, settings)
    amr = exact_means(moving_range, kept, parts.starts)
    zero_width = mean + LIMIT * amr == mean - LIMIT * amr
    width = np.where(zero_width, np.nan, amr)
    return Limits(
        mean=mean,
        amr=amr,
        lower=mean - LIMIT * width,
        upper=mean + LIMIT * width,
        near_lower=mean - NEAR_LIMIT * width,
        near_upper=mean + NEAR_LIMIT * width,
        zero_width=zero_width,
        in_baseline=in_baseline,
        moving_range=moving_range,
        kept=kept,
    )


def _in_baseline(parts: Parts, settings: Settings) -> Flags:
    """The first rows of each part, as many as the limits are fixed after; a missing value uses up a place."""
    fix_after = settings.fix_after[parts.series]
    if (fix_after >= parts.lengths).all():
        return np.ones(len(parts.of_row), dtype=np.bool_)
    return parts.row_within < parts.to_rows(fix_after)


def _moving_ranges(values: Floats, in_baseline: Flags, parts: Parts) -> Floats:
    """|value - value before|; none for a first row, beside a missing value, or outside the baseline."""
    ranges = np.full(len(values), np.nan)
    np.abs(values[1:] - values[:-1], out=ranges[1:])
    ranges[parts.starts] = np.nan
    ranges[~in_baseline] = np.nan
    return ranges


def _survives_screening(moving_range: Floats, kept: Flags, parts: Parts, settings: Settings) -> Flags:
    """One pass: a moving range is kept while it is strictly less than 3.267 times their mean."""
    if not settings.screens.any():
        return np.ones(len(moving_range), dtype=np.bool_)
    average = exact_means(moving_range, kept, parts.starts)
    bound = np.where(settings.screens[parts.series], SCREEN * average, np.inf)
    return moving_range < parts.to_rows(bound)
