"""Entering, reviewing and correcting a measure's values of a quarter."""

from django.http import Http404, HttpRequest

from programmes.actions.returns import MEASURE_RETURNS
from programmes.assignments import ReturnAssignment, find_return
from programmes.pages.return_preview import draw_return
from programmes.pages.returns import build_return, return_form
from pssdash.reporting.entries import views
from pssdash.reporting.quarters import Quarter

PAGES = views.Pages(
    kind=MEASURE_RETURNS,
    make_form=return_form,
    build_page=build_return,
    template="programmes/return.html",
    conflict_template="programmes/return_conflict.html",
    draw=draw_return,
    drawn_template="programmes/return_preview.html",
    drawn_styles=("css/charts.css", "css/return.css"),
)


def asked_for(request: HttpRequest, slug: str, quarter: Quarter) -> ReturnAssignment:
    page = request.GET.get("page", "1")
    if not page.isascii() or not page.isdigit() or len(page) > 6:
        raise Http404(f"There is no page {page[:20]}")
    return find_return(request.user, slug, quarter, request.GET.get("organisation", ""), int(page))
