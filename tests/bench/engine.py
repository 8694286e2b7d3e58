"""How many series the SPC engine works out in a second, on one core."""

import numpy as np

from programmes.spc import Direction, Options, SeriesSet, analyse_many
from tests.bench.report import Aim, Line
from tests.bench.timing import Sample, repeat

SERIES, POINTS = 40_000, 60


def lines() -> list[Line]:
    months = np.datetime64("2019-10", "M") + np.arange(POINTS)
    values = np.random.default_rng(7).normal(60, 5, (SERIES, POINTS)).round(1)
    table = SeriesSet.of_table(months.astype("datetime64[D]"), values)
    options = Options(direction=Direction.INCREASE)
    seconds = repeat(lambda: analyse_many(table, options), times=7, warm_up=1)
    rates = Sample(tuple(SERIES / each for each in seconds), "series/s")
    return [Line(f"SPC engine, {POINTS} points a series", rates, Aim(40_000))]
