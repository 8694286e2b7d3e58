"""The board page: one quarter in one view, from its rows and those of the published quarters before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from objectives.quarter_rows import rows_for
from pssdash.board.changes import Changes, changes_since
from pssdash.board.counts import CountRow, count_by_quarter, count_by_theme, headline
from pssdash.board.exceptions import Exceptions, exceptions_in
from pssdash.board.heat_map import HeatMap, heat_map
from pssdash.board.next_deadlines import NextDeadlines, next_deadlines
from pssdash.board.past_quarters import published_before, published_rows
from pssdash.reporting.models import ReportingPeriod


@dataclass(frozen=True)
class BoardPage:
    """Everything on the page. `changes` is None where no quarter before this one is published."""

    period: ReportingPeriod
    headline: str
    counts: CountRow
    exceptions: Exceptions
    changes: Changes | None
    themes: tuple[CountRow, ...]
    quarters: tuple[CountRow, ...]
    heat_map: HeatMap
    deadlines: NextDeadlines


def build_board(period: ReportingPeriod, periods: Sequence[ReportingPeriod]) -> BoardPage:
    """The page of `period`. `periods` are those that the reader may see, newest first."""
    quarter = period.quarter
    rows = rows_for(period)
    past = published_rows(published_before(period, periods))
    by_quarter = {quarter: rows, **past}
    counts = count_by_quarter(by_quarter)
    before = next(iter(past), None)
    return BoardPage(
        period=period,
        headline=headline(counts[0], counts[1] if before else None),
        counts=counts[0],
        exceptions=exceptions_in(rows),
        changes=changes_since(before, past[before], rows) if before else None,
        themes=count_by_theme(rows, quarter),
        quarters=counts,
        heat_map=heat_map(by_quarter),
        deadlines=next_deadlines(rows, quarter),
    )
