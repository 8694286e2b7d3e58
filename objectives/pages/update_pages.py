"""The page of one update: the form with last time's words beside it, how it would come out, what can be done next."""

from django.forms import Form
from django.http import QueryDict

from objectives.actions.updates import TARGET_UPDATES
from objectives.asked import milestones_asked
from objectives.assignments import Assignment, targets_of, update_url
from objectives.models import ProgressUpdate, Target
from objectives.pages.last_time import last_rows
from objectives.preview import preview_row
from pssdash.reporting.entries.pages import standing_of
from pssdash.reporting.updates.forms import UpdateForm
from pssdash.reporting.updates.pages import UpdatePage, blocks_of, next_up, update_form


def form_for(assignment: Assignment, update: ProgressUpdate | None, data: QueryDict | None = None) -> UpdateForm:
    """The form with what is saved, or bound to what was typed."""
    return update_form(assignment, update, data, milestones_asked(assignment.target, assignment.period))


def build_page(
    assignment: Assignment, update: ProgressUpdate | None, form: UpdateForm, **forms: Form | None
) -> UpdatePage:
    """The page, in a number of queries that does not grow with the strategy."""
    row = preview_row(assignment.target, assignment.period, assignment.organisation, update)
    last = last_rows(assignment.period, assignment.organisation, [assignment.target]).get(assignment.target.pk)
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


def place_of(target: Target) -> tuple[int, ...]:
    """Where a target stands in the strategy's order."""
    objective = target.objective
    return objective.theme.position, objective.position, objective.pk, target.position, target.pk
