"""Deliverables of a quarter that is not published, and what an update of one would come to if it were approved."""

from django.db.models import Prefetch, QuerySet

from programmes.deliverable_rows import DeliverableRow, from_content
from programmes.models import Deliverable, DeliverableMilestone, DeliverableUpdate, PublishedProgramme
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.completeness import problems
from pssdash.reporting.updates.live import (
    Known,
    build_milestone,
    corrected,
    deliverers_of,
    known_before,
    national_updates,
    said_in,
)


def live_rows(period: ReportingPeriod, deliverables: QuerySet | None = None) -> list[DeliverableRow]:
    """One row for each deliverable in force in the quarter (or each of `deliverables`), with its approved national
    update if there is one, in order. The number of queries does not grow with the number of deliverables.
    """
    quarter = period.quarter
    promised = list(in_force(quarter) if deliverables is None else deliverables)
    if not promised:
        return []
    updates, states = national_updates(DeliverableUpdate, period)
    earlier = known_before(DeliverableUpdate, quarter)
    england = Organisation.england().short_name
    return [
        build_row(each, quarter, updates.get(each.pk), earlier, england, states.get(each.pk, "")) for each in promised
    ]


def in_force(quarter: Quarter) -> QuerySet:
    """The deliverables of a quarter with all that a row needs, in the order of the programmes."""
    milestones = DeliverableMilestone.objects.in_force(quarter).prefetch_related("deadline_changes")
    return (
        Deliverable.objects.in_force(quarter)
        .select_related("workstream__programme", "source")
        .prefetch_related("delivered_by__deliverer", Prefetch("milestones", queryset=milestones))
    )


def build_row(
    deliverable: Deliverable,
    quarter: Quarter,
    update: DeliverableUpdate | None,
    earlier: dict[int, Known],
    organisation: str,
    work_state: str = "",
) -> DeliverableRow:
    """The row of one deliverable, from prefetched records. `update` may also be a draft."""
    lines = {line.milestone_id: line for line in update.said.lines.all()} if update else {}
    workstream, programme = deliverable.workstream, deliverable.workstream.programme
    return DeliverableRow(
        deliverable_id=deliverable.pk,
        ref=deliverable.ref,
        programme_slug=programme.slug,
        programme=programme.name,
        workstream_slug=workstream.slug,
        workstream=workstream.name,
        order=(programme.position, workstream.position, deliverable.position),
        quarter=quarter,
        summary=deliverable.summary,
        official_wording=deliverable.official_wording,
        deliverers=deliverers_of(deliverable),
        milestones=tuple(
            build_milestone(
                each, quarter, lines.get(each.pk), earlier.get(each.pk), update is not None,
                deliverable.ended_as_in(quarter) or each.ended_as_in(quarter),
                each.ended_reason or deliverable.ended_reason,
            )
            for each in deliverable.milestones.all()
        ),
        organisation=organisation,
        work_state=work_state,
        **said_in(deliverable, update),
    )  # fmt: skip


def milestones_asked(deliverable: Deliverable, period: ReportingPeriod) -> list[DeliverableMilestone]:
    """Those that an update must speak of: in force in the quarter, and not ended in it."""
    if deliverable.ended_as_in(period.quarter):
        return []
    return list(deliverable.milestones.running_in(period.quarter))


def preview_row(
    deliverable: Deliverable, period: ReportingPeriod, organisation: Organisation, update: DeliverableUpdate | None
) -> DeliverableRow:
    """The row that `update` would make. In a published quarter the promise stays as it was published, deadlines too.

    What earlier quarters said of a milestone counts for the national view only: an organisation speaks for itself.
    """
    is_national = organisation.kind == OrganisationKind.NATION
    if update and period.is_published and is_national:
        published = published_row(deliverable, period)
        if published:
            return corrected(published, update, milestones_asked(deliverable, period))
    whole = in_force(period.quarter).get(pk=deliverable.pk)
    earlier = known_before(DeliverableUpdate, period.quarter) if is_national else {}
    return build_row(whole, period.quarter, update, earlier, organisation.short_name)


def published_row(deliverable: Deliverable, period: ReportingPeriod) -> DeliverableRow | None:
    """The deliverable as the last version of its programme was published in the period, if it was."""
    published = PublishedProgramme.objects.filter(programme=deliverable.workstream.programme_id, period=period)
    last = published.order_by("-version").first()
    rows = from_content(last.content, last.version) if last else []
    return next((row for row in rows if row.deliverable_id == deliverable.pk), None)


def problems_of(update: DeliverableUpdate) -> dict[str, str]:
    """What `update` still needs before it can be submitted, by field."""
    asked = [milestone.pk for milestone in milestones_asked(update.deliverable, update.period)]
    row = preview_row(update.deliverable, update.period, update.organisation, update)
    return problems(update.said.content(), row.rating.rag, asked)
