"""The page of a deliverable's update: the form with last time's words beside it, and how it would come out."""

from django.forms import Form
from django.http import QueryDict

from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.assignments import DeliverableAssignment, deliverables_of, update_url
from programmes.deliverable_rows import DeliverableRow, from_content
from programmes.live_deliverables import milestones_asked, preview_row
from programmes.models import Deliverable, DeliverableUpdate, PublishedProgramme
from pssdash.reporting.entries.pages import standing_of
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.forms import UpdateForm
from pssdash.reporting.updates.pages import UpdatePage, blocks_of, next_up, update_form


def form_for(
    assignment: DeliverableAssignment, update: DeliverableUpdate | None, data: QueryDict | None = None
) -> UpdateForm:
    """The form with what is saved, or bound to what was typed."""
    return update_form(assignment, update, data, milestones_asked(assignment.deliverable, assignment.period))


def build_page(
    assignment: DeliverableAssignment, update: DeliverableUpdate | None, form: UpdateForm, **forms: Form | None
) -> UpdatePage:
    """The page, in a number of queries that does not grow with the programmes."""
    row = preview_row(assignment.deliverable, assignment.period, assignment.organisation, update)
    last = last_row(assignment)
    quarter, organisation = assignment.period.quarter, assignment.organisation
    return UpdatePage(
        **standing_of(DELIVERABLE_UPDATES, assignment, update, form, **forms),
        blocks=blocks_of(form, row, last),
        row=row,
        last=last,
        next_up=next_up(
            assignment,
            deliverables_of(assignment.user, quarter, organisation),
            place_of,
            lambda deliverable: update_url(deliverable, quarter, organisation),
        ),
    )


def last_row(assignment: DeliverableAssignment) -> DeliverableRow | None:
    """What was published last of it, with an update; of an organisation, what was approved last."""
    deliverable, quarter = assignment.deliverable, assignment.period.quarter
    if assignment.is_national:
        return last_published(deliverable, quarter)
    approved = DeliverableUpdate.objects.approved().filter(
        deliverable=deliverable, organisation=assignment.organisation, period__quarter__lt=quarter
    )
    update = approved.select_related("period").order_by("-period__quarter", "-version").first()
    return preview_row(deliverable, update.period, assignment.organisation, update) if update else None


def last_published(deliverable: Deliverable, quarter: Quarter) -> DeliverableRow | None:
    """The row of the last quarter before `quarter` that was published with an update of it."""
    programme = deliverable.workstream.programme_id
    published = PublishedProgramme.objects.filter(programme=programme, period__quarter__lt=quarter).latest_versions()
    for each in published.order_by("-period__quarter"):
        for row in from_content(each.content, each.version):
            if row.deliverable_id == deliverable.pk and row.has_update:
                return row
    return None


def place_of(deliverable: Deliverable) -> tuple[int, ...]:
    """Where a deliverable stands in the order of the programmes."""
    workstream = deliverable.workstream
    return workstream.programme.position, workstream.position, workstream.pk, deliverable.position, deliverable.pk
