"""The page of an update: the form with last time's words beside it, and how it would come out."""

from dataclasses import dataclass

from django.forms.boundfield import BoundField

from pssdash.reporting.entries.pages import EntryPage
from pssdash.reporting.updates.forms import UpdateForm
from pssdash.reporting.updates.history_table import Link
from pssdash.reporting.updates.rows import MilestoneRow, UpdateRow


@dataclass(frozen=True)
class LineBlock:
    """The fields of one milestone, what it promises, and where it stood last time."""

    promise: MilestoneRow
    last: MilestoneRow | None
    status: BoundField
    forecast: BoundField
    met_on: BoundField
    status_reason: BoundField


@dataclass(frozen=True)
class UpdatePage(EntryPage):
    """What templates/updates/ show."""

    blocks: tuple[LineBlock, ...]
    row: UpdateRow
    last: UpdateRow | None
    next_up: Link | None

    @property
    def last_title(self) -> str:
        return f"Last time, {self.last.quarter.short}" if self.last else ""


def blocks_of(form: UpdateForm, row: UpdateRow, last: UpdateRow | None) -> tuple[LineBlock, ...]:
    """One block for each milestone that the form asks about."""
    promises = {milestone.id: milestone for milestone in row.milestones}
    earlier = {milestone.id: milestone for milestone in last.milestones} if last else {}
    return tuple(
        LineBlock(
            promises[milestone.pk],
            earlier.get(milestone.pk),
            *(form[f"line-{milestone.pk}-{part}"] for part in ("status", "forecast", "met_on", "status_reason")),
        )
        for milestone in form.milestones
        if milestone.pk in promises
    )
