"""The page of one update: the form with last time's words beside it, how it would come out, what can be done next."""

from django.forms import Form
from django.http import QueryDict

from objectives.actions.updates import TARGET_UPDATES
from objectives.asked import milestones_asked
from objectives.assignments import Assignment, targets_of, update_url
from objectives.models import ProgressUpdate, PublishedRow, Target
from objectives.preview import preview_row
from objectives.quarter_rows import from_content
from objectives.rows import TargetRow
from pssdash.reporting.entries.pages import standing_of
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.updates.forms import UpdateForm
from pssdash.reporting.updates.pages import UpdatePage, blocks_of, next_up


def form_for(assignment: Assignment, update: ProgressUpdate | None, data: QueryDict | None = None) -> UpdateForm:
    """The form with what is saved, or bound to what was typed."""
    return UpdateForm(
        data,
        quarter=assignment.period.quarter,
        milestones=milestones_asked(assignment.target, assignment.period),
        update=update,
        base=last_revision(update),
        is_national=assignment.is_national,
    )


def build_page(
    assignment: Assignment, update: ProgressUpdate | None, form: UpdateForm, **forms: Form | None
) -> UpdatePage:
    """The page, in a number of queries that does not grow with the strategy."""
    row = preview_row(assignment.target, assignment.period, assignment.organisation, update)
    last = last_row(assignment)
    quarter, organisation = assignment.period.quarter, assignment.organisation
    return UpdatePage(
        **standing_of(TARGET_UPDATES, assignment, update, form, **forms),
        blocks=blocks_of(form, row, last),
        row=row,
        last=last,
        next_up=next_up(
            assignment,
            targets_of(assignment.user, quarter, organisation).select_related("objective__theme"),
            place_of,
            lambda target: update_url(target.ref, quarter, organisation),
        ),
    )


def last_row(assignment: Assignment) -> TargetRow | None:
    """What was published last of the target, with an update; of an organisation, what was approved last."""
    quarter = assignment.period.quarter
    if assignment.is_national:
        published = PublishedRow.objects.filter(
            target=assignment.target, period__quarter__lt=quarter, update_shown__isnull=False
        )
        last = published.latest_versions().order_by("-period__quarter").first()
        return from_content(last) if last else None
    approved = ProgressUpdate.objects.approved().filter(
        target=assignment.target, organisation=assignment.organisation, period__quarter__lt=quarter
    )
    update = approved.select_related("period").order_by("-period__quarter", "-version").first()
    return preview_row(assignment.target, update.period, assignment.organisation, update) if update else None


def place_of(target: Target) -> tuple[int, ...]:
    """Where a target stands in the strategy's order."""
    objective = target.objective
    return objective.theme.position, objective.position, objective.pk, target.position, target.pk
