"""Entering, reviewing and correcting which organisation is in which phase in a quarter."""

from django.http import HttpRequest

from programmes.actions.phases import PHASE_RETURNS
from programmes.assignments import PhaseAssignment, find_phase_return
from programmes.pages.phase_preview import draw_phases
from programmes.pages.phase_returns import build_phase_return, phase_form
from pssdash.reporting.entries import views
from pssdash.reporting.quarters import Quarter

PAGES = views.Pages(
    kind=PHASE_RETURNS,
    make_form=phase_form,
    build_page=build_phase_return,
    template="programmes/phase_return.html",
    conflict_template="programmes/phase_return_conflict.html",
    draw=draw_phases,
    drawn_template="programmes/phase_preview.html",
    drawn_styles=("css/programmes_phases.css",),
)


def asked_for(request: HttpRequest, slug: str, framework: str, quarter: Quarter) -> PhaseAssignment:
    """`?fill=last` shows last quarter's phases in the rows that are empty; nothing is saved by that."""
    fills = request.method == "GET" and request.GET.get("fill") == "last"
    return find_phase_return(request.user, slug, framework, quarter, fills=fills)
