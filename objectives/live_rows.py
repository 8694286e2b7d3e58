"""Rows of a quarter that is not published: drawn from the records as they stand now."""

from django.db.models import Prefetch

from objectives.asked import milestones_asked
from objectives.models import Milestone, ProgressUpdate, Target
from objectives.origins import REPLACED_MILESTONES, REPLACED_TARGETS, origins_of
from objectives.rows import TargetRow
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.live import (
    Known,
    build_milestone,
    corrected,
    deliverers_of,
    known_before,
    national_updates,
    said_in,
)


def live_rows(period: ReportingPeriod) -> list[TargetRow]:
    """One row for each target in force in the period's quarter, with the approved national update if there is one.

    The number of queries does not grow with the number of targets.
    """
    quarter = period.quarter
    updates, states = national_updates(ProgressUpdate, period)
    earlier = known_before(ProgressUpdate, quarter)
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


def correct_row(published: TargetRow, update: ProgressUpdate) -> TargetRow:
    """A published row with the words of a corrected update."""
    return corrected(published, update, milestones_asked(update.target, update.period))


def build_row(
    target: Target,
    quarter: Quarter,
    update: ProgressUpdate | None,
    earlier: dict[int, Known],
    organisation: str,
    work_state: str = "",
) -> TargetRow:
    """The row of one target, from prefetched records. `update` may also be a draft, to see what it would come to."""
    lines = {line.milestone_id: line for line in update.said.lines.all()} if update else {}
    ended = target.ended_as_in(quarter) or target.objective.ended_as_in(quarter)
    milestones = tuple(
        build_milestone(
            milestone, quarter, lines.get(milestone.pk), earlier.get(milestone.pk), update is not None,
            ended or milestone.ended_as_in(quarter), why_ended(milestone),
        )
        for milestone in target.milestones.all()
    )  # fmt: skip
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
        deliverers=deliverers_of(target),
        concerns_all_regions=target.concerns_all_regions,
        region_codes=tuple(region.code for region in target.regions.all()),
        milestones=milestones,
        organisation=organisation,
        **said_in(target, update),
        work_state=work_state,
        took_over=origins_of(target, quarter),
    )


def why_ended(milestone: Milestone) -> str:
    """What stands in its place, or in that of its target or objective, and the reason."""
    target = milestone.target
    own = milestone.replaced_by
    if own and own.target == target:
        return f"Replaced by “{own.text}”. {milestone.ended_reason}"
    instead = own.target if own else target.replaced_by or target.objective.replaced_by
    return f"Replaced by {instead.ref}. {milestone.ended_reason}" if instead else milestone.ended_reason
