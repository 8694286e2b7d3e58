"""The pages of signs of a quarter, and their lists as files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from pssdash.accounts.permissions import Permission, requires_one_of
from pssdash.reporting.chosen_quarter import choose_quarter
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.signs.filters import AheadFilterSet, DriftFilterSet, SilenceFilterSet
from pssdash.rounds.signs.likeness import NEARLY
from pssdash.rounds.signs.links import linked_loads, sign_tiles
from pssdash.rounds.signs.pages import build_ahead, build_drift, build_silence
from pssdash.rounds.signs.tables import DriftTable, DueTable, ShareTable, SilenceTable, UnansweredTable
from pssdash.ui.exports import TYPES, table_response
from pssdash.ui.filters import PAGE

PER_PAGE = 100
# The national team, and those who answer for a region or an organisation: each is shown what is theirs.
CONCERNED = (Permission.READ_DRAFTS, Permission.READ_REGIONS, Permission.SUBMIT_FOR_ORGANISATION)
for_those_concerned = requires_one_of(*CONCERNED)


@dataclass(frozen=True)
class Listed:
    """The list of a page: all its rows, those that the filters leave, and these as a table."""

    page: Any
    filterset: Any
    table: Any


def silence_listed(request: HttpRequest, period: ReportingPeriod) -> Listed:
    page = build_silence(period, request.user)
    filterset = SilenceFilterSet(request.GET, page.rows)
    return Listed(page, filterset, SilenceTable(filterset.qs))


def drift_listed(request: HttpRequest, period: ReportingPeriod) -> Listed:
    page = build_drift(period, request.user)
    filterset = DriftFilterSet(request.GET, page.rows)
    return Listed(page, filterset, DriftTable(filterset.qs))


def ahead_listed(request: HttpRequest, period: ReportingPeriod) -> Listed:
    page = build_ahead(period, request.user)
    filterset = AheadFilterSet(request.GET, page.rows, page.quarters)
    return Listed(page, filterset, DueTable(filterset.qs))


@require_GET
@for_those_concerned
def quarter_silence(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """What is not spoken about, or has nobody to speak about it."""

    def more(page: Any) -> dict[str, Any]:
        return {
            "tiles": sign_tiles(page.counts),
            "organisations": UnansweredTable(page.organisations, caption="Organisations for which nobody answers"),
            "nearly": round(100 * NEARLY),
        }

    return _page(request, quarter, "silence", silence_listed, more)


@require_GET
@for_those_concerned
def quarter_drift(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """What is reported better than it is computed."""

    def more(page: Any) -> dict[str, Any]:
        chapters = ShareTable(
            page.chapters, parameter="chapter", heading="Theme or programme", caption="By theme and programme"
        )
        deliverers = ShareTable(page.deliverers, parameter="deliverer", heading="Deliverer", caption="By deliverer")
        return {"chapters": chapters, "deliverers": deliverers}

    return _page(request, quarter, "drift", drift_listed, more)


@require_GET
@for_those_concerned
def quarter_ahead(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """What falls due in the four quarters after this one, and who has to meet it."""
    return _page(request, quarter, "ahead", ahead_listed, lambda page: {"loads": linked_loads(page.loads)})


def _page(
    request: HttpRequest,
    quarter: Quarter,
    name: str,
    listed: Callable[[HttpRequest, ReportingPeriod], Listed],
    more: Callable[[Any], dict[str, Any]],
) -> HttpResponse:
    """The page of `quarter`; the switcher's `?quarter=` leads to that one's."""
    periods = tuple(ReportingPeriod.objects.visible_to(request.user))
    if "quarter" in request.GET:
        return redirect(f"quarter_{name}", choose_quarter(periods, request.GET["quarter"]).period.quarter)
    chosen = choose_quarter(periods, quarter.slug)
    found = listed(request, chosen.period)
    found.table.caption = f"{len(found.filterset.qs)} of {len(found.page.rows)} rows, {quarter}"
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(found.table)
    context = {
        "chosen": chosen,
        "period": chosen.period,
        "current": name,
        "page": found.page,
        "filterset": found.filterset,
        "table": found.table,
        "downloads": [(text, _file_url(request, quarter, name, each)) for text, each in FILES],
    }
    return render(request, f"rounds/{name}.html", context | more(found.page))


FILES = [("CSV", "csv"), ("Excel", "xlsx")]


def _file_url(request: HttpRequest, quarter: Quarter, name: str, file_format: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    return f"{reverse(f'quarter_{name}_export', args=[quarter, file_format])}?{query.urlencode()}"


def _file(
    request: HttpRequest,
    quarter: Quarter,
    file_format: str,
    *,
    name: str,
    listed: Callable[[HttpRequest, ReportingPeriod], Listed],
) -> HttpResponse:
    """The list that the page gives for this query string. A mistaken filter leads to the page, which says so."""
    if file_format not in TYPES:
        raise Http404("There is no such file")
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.user), quarter=quarter)
    found = listed(request, period)
    if found.filterset.errors:
        return redirect(f"{reverse(f'quarter_{name}', args=[quarter])}?{request.GET.urlencode()}")
    RequestConfig(request, paginate=False).configure(found.table)
    return table_response(found.table, file_format, f"{name}-{quarter.slug}")


quarter_silence_export = require_GET(for_those_concerned(partial(_file, name="silence", listed=silence_listed)))
quarter_drift_export = require_GET(for_those_concerned(partial(_file, name="drift", listed=drift_listed)))
quarter_ahead_export = require_GET(for_those_concerned(partial(_file, name="ahead", listed=ahead_listed)))
