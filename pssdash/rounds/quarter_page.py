"""How a quarter stands: what is in, what is not, and what publishing it now would show."""

from collections import Counter
from dataclasses import dataclass

from objectives import quarter_rows
from objectives.models import Target
from programmes import quarter_deliverables
from programmes.models import Deliverable
from pssdash.reporting.entries.states import NOT_STARTED, EntryState
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.promises import Promise
from pssdash.reporting.updates.rows import UpdateRow

# In the order of the work.
STATES = [
    NOT_STARTED,
    EntryState.DRAFT,
    EntryState.SENT_BACK,
    EntryState.SUBMITTED,
    EntryState.CHECKED,
    EntryState.APPROVED,
]
THINGS = {Part.OBJECTIVES: "targets", Part.PROGRAMMES: "deliverables"}


@dataclass(frozen=True)
class Progress:
    """England's updates of a quarter, by state. `rows` are in order; `things` is what they are: `targets`."""

    rows: tuple[UpdateRow, ...]
    things: str

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def approved(self) -> int:
        return sum(row.has_update for row in self.rows)

    @property
    def without_update(self) -> tuple[UpdateRow, ...]:
        """What would read "No update this quarter"."""
        return tuple(row for row in self.rows if not row.has_update)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(state, number) for each state in the order of the work, zeros too."""
        found = Counter(state_of(row) for row in self.rows)
        return [(state, found[state]) for state in STATES]


def state_of(row: UpdateRow) -> str:
    """Where England's update stands: its working version first, else approved, else not started."""
    return row.work_state or (EntryState.APPROVED if row.has_update else NOT_STARTED)


def progress_of(period: ReportingPeriod) -> Progress:
    """Of what runs, and of what ended in the quarter with an update already written."""
    rows: list[UpdateRow] = []
    if period.covers_objectives:
        ended = ended_refs(Target, period)
        rows += (row for row in quarter_rows.rows_for(period) if is_counted(row, ended))
    if period.covers_programmes:
        ended = ended_refs(Deliverable, period)
        rows += (row for row in quarter_deliverables.rows_for(period) if is_counted(row, ended))
    return Progress(tuple(rows), " and ".join(THINGS[part] for part in period.parts))


def ended_refs(model: type[Promise], period: ReportingPeriod) -> set[str]:
    """What ended in the quarter."""
    return set(model.objects.filter(ended_quarter=period.quarter).values_list("ref", flat=True))


def is_counted(row: UpdateRow, ended: set[str]) -> bool:
    return row.ref not in ended or state_of(row) != NOT_STARTED
