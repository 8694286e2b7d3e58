"""Rows of a quarter that is not published: drawn from the records as they stand now."""

from dataclasses import dataclass, replace

from django.db.models import Prefetch

from objectives.asked import milestones_asked
from objectives.models import Milestone, MilestoneLine, ProgressUpdate, Target
from objectives.origins import REPLACED_MILESTONES, REPLACED_TARGETS, origins_of
from objectives.rows import DelivererName, MilestoneRow, Move, TargetRow
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag, Standing, Status, rate_milestone

FINAL = (Status.COMPLETE, Status.SUPERSEDED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Known:
    """The last status that an approved national update gave a milestone before the quarter."""

    status: Status | None
    quarter: Quarter
    met_on: object
    forecast: object


def live_rows(period: ReportingPeriod) -> list[TargetRow]:
    """One row for each target in force in the period's quarter, with the approved national update if there is one.

    The number of queries does not grow with the number of targets.
    """
    quarter = period.quarter
    updates = national_updates(period)
    earlier = known_before(quarter)
    states = dict(ProgressUpdate.objects.national().working().filter(period=period).values_list("target_id", "state"))
    england = Organisation.england().short_name
    return [
        build_row(target, quarter, updates.get(target.pk), earlier, england, states.get(target.pk, ""))
        for target in targets_in_force(quarter)
    ]


def targets_in_force(quarter: Quarter):
    milestones = (
        Milestone.objects.in_force(quarter)
        .select_related("replaced_by__target")
        .prefetch_related("deadline_changes", REPLACED_MILESTONES)
    )
    return (
        Target.objects.in_force(quarter)
        .filter(objective__in=Target._meta.get_field("objective").related_model.objects.in_force(quarter))
        .select_related("objective__theme", "objective__replaced_by", "source", "replaced_by")
        .prefetch_related("delivered_by__deliverer", "regions", REPLACED_TARGETS)
        .prefetch_related(Prefetch("milestones", queryset=milestones))
    )


def national_updates(period: ReportingPeriod) -> dict[int, ProgressUpdate]:
    """The approved national update of each target in the period; the last version where one was corrected."""
    approved = (
        ProgressUpdate.objects.national()
        .approved()
        .filter(period=period)
        .select_related("source", "organisation")
        .prefetch_related("lines")
        .order_by("version")
    )
    return {update.target_id: update for update in approved}


def known_before(quarter: Quarter) -> dict[int, Known]:
    """What each milestone's last approved national update before `quarter` said of it."""
    lines = (
        MilestoneLine.objects.filter(
            update_of__in=ProgressUpdate.objects.national().approved(), update_of__period__quarter__lt=quarter
        )
        .order_by("update_of__period__quarter", "update_of__version")
        .values_list("milestone_id", "status", "update_of__period__quarter", "met_on", "forecast")
    )
    return {
        pk: Known(Status(status) if status else None, said_in, met_on, forecast)
        for pk, status, said_in, met_on, forecast in lines
    }


def standing_of(line: MilestoneLine | None, known: Known | None, has_update: bool) -> Standing:
    """Where it stands: as this quarter's line says, else complete or ended if it was so before, else unknown."""
    if line and line.status:
        return Standing(status=Status(line.status), forecast=line.forecast, met_on=line.met_on, has_update=has_update)
    if known and known.status in FINAL:
        return Standing(status=known.status, met_on=known.met_on, since=known.quarter, has_update=has_update)
    # The status itself is not carried forward, but what has started cannot be rated as though it had not.
    started = known.quarter if known and known.status in (Status.IN_PROGRESS, Status.PAUSED) else None
    return Standing(started=started, has_update=has_update)


def correct_row(published: TargetRow, update: ProgressUpdate) -> TargetRow:
    """A published row with the words of a corrected update. The promise stays as it was published, deadlines too.

    What ended in the quarter stays ended, whatever a draft said of it before.
    """
    asked = milestones_asked(update.target, update.period)
    lines = {line.milestone_id: line for line in update.lines.filter(milestone__in=asked).exclude(status="")}
    milestones = tuple(
        _correct_milestone(row, lines[row.id], published.quarter) if row.id in lines else row
        for row in published.milestones
    )
    return replace(published, milestones=milestones, **_words_of(update, source_of(update.target, update)))


def _correct_milestone(row: MilestoneRow, line: MilestoneLine, quarter: Quarter) -> MilestoneRow:
    standing = Standing(status=Status(line.status), forecast=line.forecast, met_on=line.met_on, has_update=True)
    return replace(
        row, status=standing.status, status_reason=line.status_reason, forecast=line.forecast, met_on=line.met_on,
        rating=rate_milestone(row.deadline, standing, quarter),
    )  # fmt: skip


def _words_of(update: ProgressUpdate, source: str) -> dict:
    """What a row says in the words of its update."""
    return {
        "progress": update.progress,
        "reported_rag": Rag(update.reported_rag) if update.reported_rag else None,
        "rag_reason": update.rag_reason,
        "action": update.action,
        "action_owner": update.action_owner,
        "action_due": update.action_due,
        "links": tuple(update.links),
        "version": update.version,
        "source": source,
        "from_document": bool(update.source_id),
        "correction_reason": update.correction_reason,
    }


NO_WORDS = {
    "progress": "", "reported_rag": None, "rag_reason": "", "action": "", "action_owner": "", "action_due": None,
    "links": (), "version": None, "from_document": False,
}  # fmt: skip


def build_row(
    target: Target,
    quarter: Quarter,
    update: ProgressUpdate | None,
    earlier: dict[int, Known],
    organisation: str,
    work_state: str = "",
) -> TargetRow:
    """The row of one target, from prefetched records. `update` may also be a draft, to see what it would come to."""
    lines = {line.milestone_id: line for line in update.lines.all()} if update else {}
    ended = target.ended_as_in(quarter) or target.objective.ended_as_in(quarter)
    source = source_of(target, update)
    milestones = tuple(
        build_milestone(
            milestone, quarter, lines.get(milestone.pk), earlier.get(milestone.pk), update is not None, ended
        )
        for milestone in target.milestones.all()
    )
    return TargetRow(
        target_id=target.pk,
        ref=target.ref,
        objective_ref=target.objective.ref,
        objective=target.objective.title,
        theme_slug=target.objective.theme.slug,
        theme=target.objective.theme.name,
        order=(target.objective.theme.position, target.objective.position, target.position),
        quarter=quarter,
        summary=target.summary,
        official_wording=target.official_wording,
        deliverers=tuple(
            DelivererName(part.deliverer.slug, part.deliverer.name, part.part == part.Part.SUPPORTS)
            for part in target.delivered_by.all()
        ),
        concerns_all_regions=target.concerns_all_regions,
        region_codes=tuple(region.code for region in target.regions.all()),
        milestones=milestones,
        organisation=organisation,
        **(_words_of(update, source) if update else NO_WORDS | {"source": source}),
        work_state=work_state,
        took_over=origins_of(target, quarter),
    )


def build_milestone(
    milestone: Milestone,
    quarter: Quarter,
    line: MilestoneLine | None,
    known: Known | None,
    has_update: bool,
    ended: str,
) -> MilestoneRow:
    """One commitment with its deadline at the quarter's end. `ended`: how its target or objective ended, or ""."""
    standing = standing_of(line, known, has_update)
    ended = ended or milestone.ended_as_in(quarter)
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
        status_reason=why_ended(milestone) if ended else line.status_reason if line else "",
        forecast=standing.forecast,
        met_on=standing.met_on,
        rating=rate_milestone(deadline, standing, quarter),
    )


def why_ended(milestone: Milestone) -> str:
    """What stands in its place, or in that of its target or objective, and the reason."""
    target = milestone.target
    own = milestone.replaced_by
    if own and own.target == target:
        return f"Replaced by “{own.text}”. {milestone.ended_reason}"
    instead = own.target if own else target.replaced_by or target.objective.replaced_by
    return f"Replaced by {instead.ref}. {milestone.ended_reason}" if instead else milestone.ended_reason


def measure_text(milestone: Milestone) -> str:
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


def source_of(target: Target, update: ProgressUpdate | None) -> str:
    """Where the words of the row come from, document and place."""
    holder = update if update and update.source_id else target
    if holder is target and update:
        return f"Update by {update.organisation.short_name}"
    parts = [holder.source.title if holder.source_id else "", holder.source_place]
    return ", ".join(part for part in parts if part)
