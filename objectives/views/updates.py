"""Writing, reviewing and correcting the update of a target in a quarter."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from objectives.actions.updates import TARGET_UPDATES
from objectives.assignments import Assignment, find_assignment
from objectives.models import ProgressUpdate
from objectives.pages.cards import facts_of
from objectives.pages.update_lists import build_list
from objectives.pages.update_pages import build_page, form_for
from objectives.preview import preview_row
from objectives.views.cards import region_names
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries import views
from pssdash.reporting.entries.assignments import find_desk
from pssdash.reporting.entries.evidence.reading import links_of
from pssdash.reporting.models import Part
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.review_forms import RatingReviewForm


def draw_update(assignment: Assignment, update: ProgressUpdate) -> dict[str, Any]:
    """What the card of the objective will show of it."""
    row = preview_row(assignment.target, assignment.period, assignment.organisation, update)
    return {"row": replace(row, files=links_of(update)), "facts": facts_of(row, region_names())}


def draw_standing(assignment: Assignment, update: ProgressUpdate) -> str:
    """What its row on the page of the whole quarter says of it, as it is saved."""
    row = preview_row(assignment.target, assignment.period, assignment.organisation, update)
    row = replace(row, work_state=update.state)
    return render_to_string("objectives/sheet_state.html", {"row": row, "is_written": True})


PAGES = views.Pages(
    kind=TARGET_UPDATES,
    make_form=form_for,
    build_page=build_page,
    template="objectives/update.html",
    conflict_template="updates/conflict.html",
    review_form=RatingReviewForm,
    draw=draw_update,
    drawn_template="updates/facts.html",
    draw_standing=draw_standing,
)


@requires(Permission.TAKE_PART_IN_ROUND)
@require_GET
def objective_updates(request: HttpRequest, objective_ref: str, quarter: Quarter) -> HttpResponse:
    """Where each target of an objective stands in the quarter; straight to the form where there is one target."""
    code = request.GET.get("organisation", "")
    period, organisation = find_desk(request.user, Part.OBJECTIVES, quarter, code)
    page = build_list(request.user, objective_ref, period, organisation)
    if not page.items:
        raise Http404
    if len(page.items) == 1:
        return redirect(page.items[0].url)
    return render(request, "objectives/update_list.html", {"page": page})


def asked_for(request: HttpRequest, target_ref: str, quarter: Quarter) -> Assignment:
    return find_assignment(request.user, target_ref, quarter, request.GET.get("organisation", ""))
