"""What a reader should know about a result besides the numbers (SPC.md, D5, D6, D7, D10)."""

from collections.abc import Iterator
from itertools import groupby

from programmes.spc.options import Frequency
from programmes.spc.result import PartSummary, Result
from programmes.spc.suitability import UNSUITABLE, is_mostly_zero
from programmes.spc.wording import date_text

MOST_GAPS = 3  # that are told one by one
BROKEN = "the line is broken there, and points on either side are not neighbours"


def notes(result: Result) -> list[str]:
    """Full sentences, none where there is nothing to say."""
    return [
        *_step_changes(result),
        *_gaps(result),
        *(note for part in result.parts for note in _limits(result, part)),
        *([UNSUITABLE] if is_mostly_zero(result) else []),
    ]


def _step_changes(result: Result) -> Iterator[str]:
    """Step-change dates that are not a point of the series."""
    days = [row.x for row in result.rows]
    for rebase in sorted(set(result.options.rebase) - set(days)):
        wanted = date_text(rebase, Frequency.NONE)
        later = next((day for day in days if day > rebase), None)
        if later is None:
            yield f"The step change on {wanted} is after the latest point and starts no part."
        else:
            found = date_text(later, Frequency.NONE)
            yield f"There is no point on {wanted}: the new part starts at the next one, on {found}."


def _gaps(result: Result) -> Iterator[str]:
    """The stretches of periods that the input says nothing of: each, or where there are many, how many."""
    gaps = [list(rows) for filled, rows in groupby(result.rows, key=lambda row: row.filled) if filled]
    days = [[date_text(row.x, result.options.frequency) for row in gap] for gap in gaps]
    if len(gaps) > MOST_GAPS:
        periods = f"{sum(map(len, gaps))} periods, in {len(gaps)} gaps, the last one from {days[-1][0]}"
        yield f"There is no value for {periods}: {BROKEN}."
        return
    for gap in days:
        when = gap[0] if len(gap) == 1 else f"{len(gap)} periods, {gap[0]} to {gap[-1]}"
        yield f"There is no value for {when}: {BROKEN}."


def _limits(result: Result, part: PartSummary) -> Iterator[str]:
    where = "" if len(result.parts) == 1 else f" from {date_text(part.start, result.options.frequency)}"
    if part.zero_width:
        yield f"The limits{where} have no width and count as undefined: no point is outside or close to them."
    elif part.upl is None:
        compared = any(row.moving_range is not None for row in result.rows_of(part))
        reason = "no value differs from the one before it" if compared else "no two neighbouring values are there"
        yield f"There are no limits{where}: {reason}."
    elif part.trial:
        yield f"Trial limits{where}: fewer than 13 values ({part.present})."
