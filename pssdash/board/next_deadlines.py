"""What falls due in the four quarters after the one on the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from objectives.rows import TargetRow
from pssdash.board.counts import list_url
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rating
from pssdash.reporting.updates.rows import MilestoneRow

QUARTERS_AHEAD = 4
# The rest is one link away, and the page still prints on two sides.
MOST_SHOWN = 10


@dataclass(frozen=True)
class DueMilestone:
    """A commitment that is neither complete nor ended, with the date it is due."""

    due: date
    row: TargetRow
    milestone: MilestoneRow

    @property
    def rating(self) -> Rating:
        return self.milestone.rating


@dataclass(frozen=True)
class NextDeadlines:
    """`shown` are the first of `total`, the earliest first; `quarters` lead to the list of each quarter's."""

    until: date
    total: int
    shown: tuple[DueMilestone, ...]
    quarters: tuple[tuple[Quarter, str], ...]


def next_deadlines(rows: Iterable[TargetRow], quarter: Quarter) -> NextDeadlines:
    """The deadlines after the end of `quarter`, up to the end of the fourth quarter after it."""
    until = (quarter + QUARTERS_AHEAD).end
    due = [
        DueMilestone(milestone.deadline.end, row, milestone)
        for row in rows
        for milestone in row.open_milestones
        if milestone.deadline.end and quarter.end < milestone.deadline.end <= until
    ]
    due.sort(key=lambda each: (each.due, each.row.order))
    ahead = sorted({Quarter.containing(each.due) for each in due})
    return NextDeadlines(
        until=until,
        total=len(due),
        shown=tuple(due[:MOST_SHOWN]),
        quarters=tuple((each, list_url(quarter, due=each.slug)) for each in ahead),
    )
