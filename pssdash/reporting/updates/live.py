"""What rows are drawn from while a quarter is not published: the updates and lines as they stand now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.promises import AbstractMilestone
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag, Standing, Status, rate_milestone
from pssdash.reporting.updates.models import AbstractLine, AbstractUpdate
from pssdash.reporting.updates.rows import DelivererName, MilestoneRow, Move, UpdateRow

FINAL = (Status.COMPLETE, Status.SUPERSEDED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Known:
    """The last status that an approved national update gave a milestone before the quarter."""

    status: Status | None
    quarter: Quarter
    met_on: object
    forecast: object


def national_updates(
    model: type[AbstractUpdate], period: ReportingPeriod
) -> tuple[dict[int, AbstractUpdate], dict[int, str]]:
    """The approved national update of each item in the period (the last version where one was corrected), and where the
    working one of each item stands.
    """
    updates = (
        model.objects.national()
        .filter(period=period)
        .select_related("source", "organisation", "confirms__period")
        .prefetch_related("lines", "confirms__lines")
        .order_by("version")
    )
    approved, states = {}, {}
    for update in updates:
        item = getattr(update, f"{model.IDENTITY[0]}_id")
        if update.state == EntryState.APPROVED:
            approved[item] = update
        else:
            states[item] = update.state
    return approved, states


def known_before(model: type[AbstractUpdate], quarter: Quarter) -> dict[int, Known]:
    """What each milestone's last approved national update before `quarter` said of it."""
    lines = model._meta.get_field("lines").related_model.objects
    said = (
        lines.filter(update_of__in=model.objects.national().approved(), update_of__period__quarter__lt=quarter)
        .order_by("update_of__period__quarter", "update_of__version")
        .values_list("milestone_id", "status", "update_of__period__quarter", "met_on", "forecast")
    )
    return {
        pk: Known(Status(status) if status else None, said_in, met_on, forecast)
        for pk, status, said_in, met_on, forecast in said
    }


def standing_of(line: AbstractLine | None, known: Known | None, has_update: bool) -> Standing:
    """Where it stands: as this quarter's line says, else complete or ended if it was so before, else unknown."""
    if line and line.status:
        return Standing(status=Status(line.status), forecast=line.forecast, met_on=line.met_on, has_update=has_update)
    if known and known.status in FINAL:
        return Standing(status=known.status, met_on=known.met_on, since=known.quarter, has_update=has_update)
    # The status itself is not carried forward, but what has started cannot be rated as though it had not.
    started = known.quarter if known and known.status in (Status.IN_PROGRESS, Status.PAUSED) else None
    return Standing(started=started, has_update=has_update)


def build_milestone(
    milestone: Any,
    quarter: Quarter,
    line: AbstractLine | None,
    known: Known | None,
    has_update: bool,
    ended: str,
    why_ended: str,
) -> MilestoneRow:
    """One commitment with its deadline at the quarter's end. `ended`: how it or what it belongs to has ended, or ""."""
    standing = standing_of(line, known, has_update)
    if ended:
        standing = Standing(status=Status(ended), has_update=has_update)
    deadline = milestone.deadline_at(quarter.end)
    moves = (change for change in milestone.deadline_changes.all() if change.decided_on <= quarter.end)
    return MilestoneRow(
        id=milestone.pk,
        text=milestone.text,
        measure=measure_text(milestone),
        deadline=deadline,
        original_deadline=milestone.own_deadline,
        moves=tuple(
            Move(change.old_text, change.deadline_text, change.reason, change.agreed_by, change.decided_on)
            for change in moves
        ),
        status=standing.status,
        status_reason=why_ended if ended else line.status_reason if line else "",
        forecast=standing.forecast,
        met_on=standing.met_on,
        rating=rate_milestone(deadline, standing, quarter),
    )


def corrected(published: UpdateRow, update: AbstractUpdate, asked: Iterable[AbstractMilestone]) -> UpdateRow:
    """A published row with the words of a corrected update. The promise stays as it was published, deadlines too.

    What ended in the quarter, and so is not `asked`, stays ended, whatever a draft said of it before.
    """
    lines = {line.milestone_id: line for line in update.said.lines.filter(milestone__in=list(asked)).exclude(status="")}
    milestones = tuple(
        correct_milestone(row, lines[row.id], published.quarter) if row.id in lines else row
        for row in published.milestones
    )
    return replace(published, milestones=milestones, **words_of(update, source_of(update.item, update)))


def correct_milestone(row: MilestoneRow, line: AbstractLine, quarter: Quarter) -> MilestoneRow:
    standing = Standing(status=Status(line.status), forecast=line.forecast, met_on=line.met_on, has_update=True)
    return replace(
        row, status=standing.status, status_reason=line.status_reason, forecast=line.forecast, met_on=line.met_on,
        rating=rate_milestone(row.deadline, standing, quarter),
    )  # fmt: skip


def words_of(update: AbstractUpdate, source: str) -> dict:
    """What a row says in the words of its update, or of the one that its update confirms."""
    said = update.said
    return {
        "progress": said.progress,
        "reported_rag": Rag(said.reported_rag) if said.reported_rag else None,
        "rag_reason": said.rag_reason,
        "action": said.action,
        "action_owner": said.action_owner,
        "action_due": said.action_due,
        "links": tuple(said.links),
        "confirmation": update.confirmation,
        "version": update.version,
        "source": source,
        "from_document": bool(update.source_id),
        "correction_reason": update.correction_reason,
        "is_reviewed": update.is_reviewed,
        "reviewer_rag": Rag(update.reviewer_rag) if update.reviewer_rag else None,
        "reviewer_reason": update.reviewer_reason,
    }


NO_WORDS = {
    "progress": "", "reported_rag": None, "rag_reason": "", "action": "", "action_owner": "", "action_due": None,
    "links": (), "version": None, "from_document": False,
}  # fmt: skip


def said_in(item: Any, update: AbstractUpdate | None) -> dict[str, Any]:
    """The fields of a row that come from its update, or those of a row without one."""
    source = source_of(item, update)
    return words_of(update, source) if update else NO_WORDS | {"source": source}


def deliverers_of(item: Any) -> tuple[DelivererName, ...]:
    """Who delivers it, from the prefetched `delivered_by`."""
    return tuple(
        DelivererName(part.deliverer.slug, part.deliverer.name, part.part == part.Part.SUPPORTS)
        for part in item.delivered_by.all()
    )


def measure_text(milestone: AbstractMilestone) -> str:
    """The numeric target in words, for example "87% of patients" or "50% (relative), from 78 in Q2 2019/20"."""
    if milestone.target_value is None:
        return ""
    unit = milestone.target_unit
    text = f"{milestone.target_value.normalize():f}{'' if unit.startswith('%') else ' '}{unit}"
    if milestone.change:
        text += f" ({milestone.get_change_display().lower()})"
    if milestone.baseline is not None:
        text += f", from {milestone.baseline.normalize():f}"
    return f"{text}, base period {milestone.base_period}" if milestone.base_period else text


def source_of(item: Any, update: AbstractUpdate | None) -> str:
    """Where the words of the row come from, document and place."""
    holder = update if update and update.source_id else item
    if holder is item and update:
        return f"Update by {update.organisation.short_name}"
    parts = [holder.source.title if holder.source_id else "", holder.source_place]
    return ", ".join(part for part in parts if part)
