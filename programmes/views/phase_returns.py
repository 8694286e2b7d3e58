"""Entering, reviewing and correcting which organisation is in which phase in a quarter."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from programmes.actions.phases import PHASE_RETURNS
from programmes.assignments import PhaseAssignment, find_phase_return
from programmes.pages.phase_returns import build_phase_return, phase_form
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries import views
from pssdash.reporting.quarters import Quarter

PAGES = views.Pages(
    kind=PHASE_RETURNS,
    make_form=phase_form,
    build_page=build_phase_return,
    template="programmes/phase_return.html",
    conflict_template="programmes/phase_return_conflict.html",
)


@requires(Permission.READ_DRAFTS)
@views.form_page
def phase_return(request: HttpRequest, slug: str, framework: str, quarter: Quarter) -> HttpResponse:
    """The rows of a quarter, or what they hold for those who do not write them."""
    return views.entry(request, PAGES, asked_for(request, slug, framework, quarter))


@requires(Permission.APPROVE_UPDATES)
@require_POST
def phase_return_approve(request: HttpRequest, slug: str, framework: str, quarter: Quarter) -> HttpResponse:
    return views.approve(request, PAGES, asked_for(request, slug, framework, quarter))


@requires(Permission.APPROVE_UPDATES)
@views.form_page
def phase_return_send_back(request: HttpRequest, slug: str, framework: str, quarter: Quarter) -> HttpResponse:
    return views.send_back(request, PAGES, asked_for(request, slug, framework, quarter))


@requires(Permission.READ_DRAFTS)
@views.form_page
def phase_return_correct(request: HttpRequest, slug: str, framework: str, quarter: Quarter) -> HttpResponse:
    return views.correct(request, PAGES, asked_for(request, slug, framework, quarter))


@requires(Permission.READ_DRAFTS)
@require_GET
def phase_return_history(request: HttpRequest, slug: str, framework: str, quarter: Quarter) -> HttpResponse:
    return views.history(request, PAGES, asked_for(request, slug, framework, quarter))


def asked_for(request: HttpRequest, slug: str, framework: str, quarter: Quarter) -> PhaseAssignment:
    """`?fill=last` shows last quarter's phases in the rows that are empty; nothing is saved by that."""
    fills = request.method == "GET" and request.GET.get("fill") == "last"
    return find_phase_return(request.user, slug, framework, quarter, fills=fills)
