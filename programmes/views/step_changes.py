"""Deciding whether a chart's limits start again at a date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from programmes.actions.step_changes import STEP_CHANGES
from programmes.assignments import StepChangeAssignment, find_step_change, step_change_url
from programmes.forms.step_changes import WhereForm
from programmes.models import Measure
from programmes.pages.step_change_preview import draw_step_change
from programmes.pages.step_changes import build_step_change, step_change_form, with_values
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.chosen_quarter import periods_of
from pssdash.reporting.entries import views
from pssdash.reporting.models import Part

PAGES = views.Pages(
    kind=STEP_CHANGES,
    make_form=step_change_form,
    build_page=build_step_change,
    template="programmes/step_change.html",
    conflict_template="programmes/step_change_conflict.html",
    draw=draw_step_change,
    drawn_template="programmes/step_change_preview.html",
    drawn_styles=("css/charts.css",),
)


@requires(Permission.EDIT_UPDATES)
@require_GET
def step_change_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose chart and from when; leads to the page of that decision. A suggestion's link says both."""
    measure = get_object_or_404(Measure, slug=slug)
    organisations = with_values(request.user, measure)
    form = WhereForm(
        request.GET if "starts_on" in request.GET else None,
        organisations=organisations,
        initial={"organisation": request.GET.get("organisation")},
    )
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        return redirect(step_change_url(measure, chosen["organisation"], chosen["starts_on"]))
    context = {
        "measure": measure,
        "form": form,
        "organisations": organisations,
        "has_quarter": bool(periods_of(request.user, Part.PROGRAMMES)),
    }
    return render(request, "programmes/step_change_new.html", context, status=422 if form.errors else 200)


def asked_for(request: HttpRequest, slug: str, code: str, day: str) -> StepChangeAssignment:
    return find_step_change(request.user, slug, code, day)
