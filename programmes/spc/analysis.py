"""The engine: what every part of it finds for one series or thousands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from programmes.spc.arrays import Flags, Floats, Signs
from programmes.spc.classify import POINT_TYPES, Classes, classify, labels
from programmes.spc.icons import ASSURANCES, VARIATIONS, find_assurance, find_variation, targets_in_force
from programmes.spc.limits import Limits, find_limits
from programmes.spc.options import Options
from programmes.spc.parts import Parts, split_into_parts
from programmes.spc.periods import fill_gaps
from programmes.spc.result import Result, result_of, results_of
from programmes.spc.rules import Positions, find_positions, find_signals
from programmes.spc.series import Point, SeriesSet
from programmes.spc.settings import Settings

DEFAULTS = Options()
SHORT = 13  # a part with fewer points has trial limits


@dataclass(frozen=True)
class Analysis:
    """Everything that was found, as arrays; `analysis[3]` and `analysis["RJZ"]` are the results of one
    series.

    Arrays are flat, series after series in the order given, each series sorted by date. `target`, `variation`
    and `assurance` have one entry a series; `trial` and `short` one entry a part.
    """

    series: SeriesSet
    settings: Settings
    parts: Parts
    limits: Limits
    positions: Positions
    classes: Classes
    target: Floats
    variation: Signs
    assurance: Signs

    @cached_property
    def labels(self) -> NDArray[np.object_]:
        """The label of each row, in the reference's words."""
        return labels(self.settings.rules)[self.classes.rule, self.classes.sign + 1]

    @cached_property
    def point_types(self) -> NDArray[np.object_]:
        """The PointType of each row."""
        return np.array(POINT_TYPES, dtype=object)[self.classes.point_type]

    @cached_property
    def variations(self) -> NDArray[np.object_]:
        """The Variation of each series."""
        return np.array(VARIATIONS, dtype=object)[self.variation]

    @cached_property
    def assurances(self) -> NDArray[np.object_]:
        """The Assurance of each series, or None."""
        return np.array(ASSURANCES, dtype=object)[self.assurance]

    @cached_property
    def short(self) -> Flags:
        """Whether a part has fewer than 13 rows, missing values among them."""
        return self.parts.lengths < SHORT

    @cached_property
    def trial(self) -> Flags:
        """Whether a part has fewer than 13 values, so that its limits are trial limits."""
        return np.add.reduceat(self.series.present, self.parts.starts, dtype=np.int64) < SHORT

    def __len__(self) -> int:
        return len(self.series)

    def __getitem__(self, which: int | str) -> Result:
        return result_of(self, self.series.names.index(which) if isinstance(which, str) else which)

    def __iter__(self) -> Iterator[Result]:
        return results_of(self, 0, len(self))


def analyse_many(series: SeriesSet, options: Options | Sequence[Options] = DEFAULTS) -> Analysis:
    """Work out one series or thousands. `options` are shared, or one for each series, with one rule set."""
    settings = Settings.of(options, len(series))
    series = fill_gaps(series, [option.frequency for option in settings.options])
    parts = split_into_parts(series, settings)
    limits = find_limits(series, parts, settings)
    positions = find_positions(series.values, parts, limits)
    signals = find_signals(series.values, positions, parts, settings.rules)
    classes = classify(positions, signals, parts, settings)
    target = targets_in_force(series, series.starts + series.lengths - 1, settings)
    return Analysis(
        series=series,
        settings=settings,
        parts=parts,
        limits=limits,
        positions=positions,
        classes=classes,
        target=target,
        variation=find_variation(series, classes, settings),
        assurance=find_assurance(series, parts, limits, target, settings),
    )


def analyse(points: Sequence[Point], options: Options = DEFAULTS) -> Result:
    """Work out one series of (date, value) points; a missing value is None."""
    return analyse_many(SeriesSet.of_points({"": points}), options)[0]
