"""A step change that a person may want to record; the program never makes one (SPC.md, D12)."""

from dataclasses import dataclass, replace
from datetime import date

from programmes.spc.analysis import analyse
from programmes.spc.options import Frequency
from programmes.spc.result import PartSummary, Result, Row
from programmes.spc.suitability import is_mostly_zero

SMALLEST_RUN = 7


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A run on one side of the mean that goes on to the latest point.

    `start` is its first date, `points` its length without missing points, `sign` +1 above the mean or -1
    below, and `part` what the mean and limits would be if a part started there.
    """

    start: date
    points: int
    sign: int
    part: PartSummary


def suggest_step_change(result: Result) -> Suggestion | None:
    """The step change that the latest part suggests, if it does; a run of zeros among rare events suggests nothing."""
    run = _latest_run([row for row in result.rows_of(result.latest_part) if row.y is not None])
    if len(run) < SMALLEST_RUN or (is_mostly_zero(result) and not any(row.y for row in run)):
        return None
    points = [(row.x, row.y) for row in result.rows if row.x >= run[0].x]
    new = analyse(points, replace(result.options, rebase=(), frequency=Frequency.NONE))
    return Suggestion(start=run[0].x, points=len(run), sign=run[0].relative_to_mean or 0, part=new.latest_part)


def _latest_run(rows: list[Row]) -> list[Row]:
    """The last rows that lie strictly on one side of the mean, without a break."""
    run: list[Row] = []
    for row in reversed(rows):
        if not row.relative_to_mean or (run and row.relative_to_mean != run[0].relative_to_mean):
            break
        run.insert(0, row)
    return run
