"""The page of an update: the form with last time's words beside it, and how it would come out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.http import QueryDict

from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.pages import EntryPage
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import HANDED_IN, WITH_REVIEWERS
from pssdash.reporting.updates.forms import UpdateForm
from pssdash.reporting.updates.history_table import Link
from pssdash.reporting.updates.models import AbstractUpdate
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


def update_form(
    assignment: Assignment, update: AbstractUpdate | None, data: QueryDict | None, milestones: Sequence[Any]
) -> UpdateForm:
    """The form with what is saved, or bound to what was typed. It asks about `milestones`."""
    return UpdateForm(
        data,
        quarter=assignment.period.quarter,
        milestones=milestones,
        update=update,
        base=last_revision(update),
        is_national=assignment.is_national,
    )


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


def next_up(
    assignment: Assignment, items: QuerySet, place_of: Callable[[Any], tuple], url_of: Callable[[Any], str]
) -> Link | None:
    """The next of `items` that waits for this person: for a writer one that is not submitted, for an approver one that
    is. `items` are those that the organisation writes about, each with its place in their order and its page.

    In order from this one on, then from the beginning. Nothing waits for a writer once the quarter takes no more.
    """
    updates = items.model._meta.get_field("updates").related_model.objects
    states = updates.filter(period=assignment.period, organisation=assignment.organisation)
    item = assignment.of[updates.model.IDENTITY[0]]
    if assignment.may_write:
        finished = states.filter(state__in=HANDED_IN)
        running = items.running_in(assignment.period.quarter) if assignment.period.is_open else items.none()
        waiting = running.exclude(pk__in=finished.values(updates.model.IDENTITY[0]))
    else:
        submitted = states.filter(state__in=WITH_REVIEWERS)
        waiting = items.filter(pk__in=submitted.values(updates.model.IDENTITY[0]))
    here = place_of(item)
    others = [each for each in waiting if each.pk != item.pk]
    after = [each for each in others if place_of(each) > here]
    found = next(iter(after or others), None)
    return Link(found.ref, url_of(found)) if found else None
