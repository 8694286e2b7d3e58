"""The result of one series, in plain Python values: what a page, a sentence or a file is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from programmes.spc.arrays import Floats
from programmes.spc.classify import POINT_TYPES, RULES, PointType, Rule
from programmes.spc.icons import ASSURANCES, VARIATIONS, Assurance, Variation, targets_in_force
from programmes.spc.options import Options

if TYPE_CHECKING:
    from programmes.spc.analysis import Analysis

AT_ONCE = 100  # series
FEWEST = 2  # values that can be compared


class Row(NamedTuple):
    """One point with its lines, in the reference's words. None is missing or undefined.

    A named tuple, because a page of thirty charts makes two thousand, and a frozen dataclass takes ten times as long.
    """

    x: date
    y: float | None
    fix_y: float | None
    rebase_group: int
    mean: float | None
    amr: float | None
    lpl: float | None
    upl: float | None
    nlpl: float | None
    nupl: float | None
    moving_range: float | None
    moving_range_screened: float | None
    relative_to_mean: int | None
    outside_limits: bool | None
    close_to_limits: bool | None
    special_cause_type: str
    special_cause_flag: bool
    point_type: PointType
    target: float | None
    short_group_warning: bool
    rule: Rule
    sign: int
    trial: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class PartSummary:
    """One part: its lines, how many points it has, and how many of them are special."""

    rebase_group: int
    start: date
    end: date
    n: int
    present: int
    mean: float | None
    lpl: float | None
    upl: float | None
    common_cause: int
    improvement: int
    concern: int
    variation_point_type: PointType
    assurance: Assurance | None
    trial: bool
    zero_width: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One series. `rows` are sorted by date; `target` is the one in force at the latest of them."""

    name: str
    options: Options
    rows: tuple[Row, ...]
    parts: tuple[PartSummary, ...]
    target: float | None
    variation: Variation
    assurance: Assurance | None

    def __hash__(self) -> int:
        """Of some of its values, so that what is drawn of it can be kept: of all it would take as long as drawing."""
        return hash((self.options, len(self.rows), self.rows[-1], self.parts[-1]))

    @property
    def latest(self) -> Row:
        return self.rows[-1]

    @property
    def latest_part(self) -> PartSummary:
        return self.parts[-1]

    @property
    def trial(self) -> bool:
        """Whether the limits in force are trial limits; where there are none, there is nothing to try."""
        return self.latest_part.trial and self.latest_part.upl is not None

    @property
    def is_too_short(self) -> bool:
        """Whether its latest part has nothing to compare: then neither a sentence nor an icon can judge it."""
        return self.latest_part.present < FEWEST

    def rows_of(self, part: PartSummary) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.rebase_group == part.rebase_group)

    def is_judged(self, row: Row) -> bool:
        """Whether its part has another value to compare it with; if not, that it has no special cause says nothing."""
        part = next(part for part in self.parts if part.rebase_group == row.rebase_group)
        return part.present >= FEWEST


def result_of(analysis: Analysis, number: int) -> Result:
    """Take one series out of an analysis."""
    return next(results_of(analysis, number, number + 1))


def results_of(analysis: Analysis, first: int, end: int) -> Iterator[Result]:
    """Take the series from `first` to before `end` out of an analysis. Many at once, because to begin a column costs as
    much as a hundred of its values.
    """
    for begin in range(first, end, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, end))
        start = int(analysis.series.starts[begin])
        stop = int(analysis.series.starts[numbers[-1]] + analysis.series.lengths[numbers[-1]])
        rows = _rows(analysis, slice(start, stop))
        for number in numbers:
            own = int(analysis.series.starts[number]) - start
            yield _result(analysis, number, rows[own : own + int(analysis.series.lengths[number])])


def _result(analysis: Analysis, number: int, rows: tuple[Row, ...]) -> Result:
    assurance = ASSURANCES[analysis.assurance[number]]
    return Result(
        name=analysis.series.names[number],
        options=analysis.settings[number],
        rows=rows,
        parts=_parts(analysis, number, rows, assurance),
        target=_plain(analysis.target[number : number + 1])[0],
        variation=VARIATIONS[analysis.variation[number]],
        assurance=assurance,
    )


def _plain(values: Floats) -> list[float | None]:
    """Python numbers, None for NaN."""
    return [None if value != value else value for value in values.tolist()]


def _where(known: NDArray[np.bool_], values: NDArray[np.generic]) -> list[object]:
    """Python values, None where they are not known."""
    return [value if is_known else None for is_known, value in zip(known.tolist(), values.tolist(), strict=True)]


def _rows(analysis: Analysis, here: slice) -> tuple[Row, ...]:
    series, limits, positions = analysis.series, analysis.limits, analysis.positions
    part = analysis.parts.of_row[here]
    values, ranges, classes = series.values[here], limits.moving_range[here], analysis.classes
    columns: dict[str, Sequence[object]] = {
        "x": series.dates[here].tolist(),
        "y": _plain(values),
        "fix_y": _plain(np.where(limits.in_baseline[here], values, np.nan)),
        "rebase_group": analysis.parts.number[part].tolist(),
        "mean": _plain(limits.mean[part]),
        "amr": _plain(limits.amr[part]),
        "lpl": _plain(limits.lower[part]),
        "upl": _plain(limits.upper[part]),
        "nlpl": _plain(limits.near_lower[part]),
        "nupl": _plain(limits.near_upper[part]),
        "moving_range": _plain(ranges),
        "moving_range_screened": _plain(np.where(limits.kept[here], ranges, np.nan)),
        "relative_to_mean": _where(positions.known[here], positions.side[here]),
        "outside_limits": _where(positions.limited[here], positions.outside[here]),
        "close_to_limits": _where(positions.limited[here], positions.close[here]),
        "special_cause_type": analysis.labels[here].tolist(),
        "special_cause_flag": (classes.rule[here] > 0).tolist(),
        "point_type": [POINT_TYPES[place] for place in classes.point_type[here].tolist()],
        "target": _plain(targets_in_force(series, np.arange(here.start, here.stop), analysis.settings)),
        "short_group_warning": analysis.short[part].tolist(),
        "rule": [RULES[place] for place in classes.rule[here].tolist()],
        "sign": classes.sign[here].tolist(),
        "trial": analysis.trial[part].tolist(),
        "filled": series.filled[here].tolist(),
    }
    return tuple(map(Row._make, zip(*(columns[name] for name in Row._fields), strict=True)))


def _parts(
    analysis: Analysis, number: int, rows: tuple[Row, ...], assurance: Assurance | None
) -> tuple[PartSummary, ...]:
    last = int(analysis.parts.last[number])
    first = int(np.searchsorted(analysis.parts.series, number))
    summaries = []
    for part in range(first, last + 1):
        start = int(analysis.parts.starts[part] - analysis.series.starts[number])
        own = rows[start : start + int(analysis.parts.lengths[part])]
        zero_width = bool(analysis.limits.zero_width[part])
        summaries.append(_summary(own, assurance if part == last else None, zero_width))
    return tuple(summaries)


def _summary(rows: tuple[Row, ...], assurance: Assurance | None, zero_width: bool) -> PartSummary:
    types = Counter(row.point_type for row in rows)
    return PartSummary(
        rebase_group=rows[0].rebase_group,
        start=rows[0].x,
        end=rows[-1].x,
        n=len(rows),
        present=sum(row.y is not None for row in rows),
        mean=rows[0].mean,
        lpl=rows[0].lpl,
        upl=rows[0].upl,
        common_cause=types[PointType.COMMON_CAUSE],
        improvement=types[PointType.IMPROVEMENT],
        concern=types[PointType.CONCERN],
        variation_point_type=rows[-1].point_type,
        assurance=assurance,
        trial=rows[0].trial,
        zero_width=zero_width,
    )
