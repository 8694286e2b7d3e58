"""Entering, reviewing and correcting a measure's values of a quarter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from programmes.actions.returns import MEASURE_RETURNS
from programmes.assignments import ReturnAssignment, find_return
from programmes.pages.returns import build_return, return_form
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries import views
from pssdash.reporting.quarters import Quarter

PAGES = views.Pages(
    kind=MEASURE_RETURNS,
    make_form=return_form,
    build_page=build_return,
    template="programmes/return.html",
    conflict_template="programmes/return_conflict.html",
)


@requires(Permission.TAKE_PART_IN_ROUND)
@views.form_page
def measure_return(request: HttpRequest, slug: str, quarter: Quarter) -> HttpResponse:
    """The grid of a return, or what it holds for those who do not write it."""
    return views.entry(request, PAGES, asked_for(request, slug, quarter))


@requires(Permission.APPROVE_UPDATES)
@require_POST
def measure_return_approve(request: HttpRequest, slug: str, quarter: Quarter) -> HttpResponse:
    return views.approve(request, PAGES, asked_for(request, slug, quarter))


@requires(Permission.APPROVE_UPDATES)
@views.form_page
def measure_return_send_back(request: HttpRequest, slug: str, quarter: Quarter) -> HttpResponse:
    return views.send_back(request, PAGES, asked_for(request, slug, quarter))


@requires(Permission.TAKE_PART_IN_ROUND)
@views.form_page
def measure_return_correct(request: HttpRequest, slug: str, quarter: Quarter) -> HttpResponse:
    return views.correct(request, PAGES, asked_for(request, slug, quarter))


@requires(Permission.TAKE_PART_IN_ROUND)
@require_GET
def measure_return_history(request: HttpRequest, slug: str, quarter: Quarter) -> HttpResponse:
    return views.history(request, PAGES, asked_for(request, slug, quarter))


def asked_for(request: HttpRequest, slug: str, quarter: Quarter) -> ReturnAssignment:
    page = request.GET.get("page", "1")
    if not page.isascii() or not page.isdigit() or len(page) > 6:
        raise Http404(f"There is no page {page[:20]}")
    return find_return(request.user, slug, quarter, request.GET.get("organisation", ""), int(page))
