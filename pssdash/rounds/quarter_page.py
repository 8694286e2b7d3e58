"""How a quarter stands: what is in, what is not, and what publishing it now would show."""

from collections import Counter
from dataclasses import dataclass

from objectives.models import Target
from objectives.quarter_rows import rows_for
from objectives.rows import TargetRow
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod

NOT_STARTED = "not_started"
# In the order of the work.
STATES = [NOT_STARTED, EntryState.DRAFT, EntryState.SENT_BACK, EntryState.SUBMITTED, EntryState.APPROVED]


@dataclass(frozen=True)
class Progress:
    """England's updates of a quarter, by state. `rows` are in the strategy's order."""

    rows: tuple[TargetRow, ...]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def approved(self) -> int:
        return sum(row.has_update for row in self.rows)

    @property
    def without_update(self) -> tuple[TargetRow, ...]:
        """The targets that would read "No update this quarter"."""
        return tuple(row for row in self.rows if not row.has_update)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(state, number) for each state in the order of the work, zeros too."""
        found = Counter(state_of(row) for row in self.rows)
        return [(state, found[state]) for state in STATES]


def state_of(row: TargetRow) -> str:
    """Where England's update of a target stands: its working version first, else approved, else not started."""
    return row.work_state or (EntryState.APPROVED if row.has_update else NOT_STARTED)


def progress_of(period: ReportingPeriod) -> Progress:
    """Of the targets that run, and of those that ended in the quarter with an update already written."""
    ended = set(Target.objects.filter(ended_quarter=period.quarter).values_list("pk", flat=True))
    rows = (row for row in rows_for(period) if row.target_id not in ended or state_of(row) != NOT_STARTED)
    return Progress(tuple(rows))
