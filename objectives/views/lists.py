"""The list of targets of a quarter, and the same list as a file."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from objectives.assignments import sheet_url
from objectives.exports import FORMATS, rows_response
from objectives.filters import ObjectiveFilterSet
from objectives.quarter_rows import rows_for
from objectives.tables import PER_PAGE, TargetTable
from pssdash.accounts.permissions import Permission, requires
from pssdash.organisations.models import Organisation
from pssdash.reporting.chosen_quarter import ChosenQuarter, choose_quarter, periods_of
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.rag import Rag
from pssdash.ui.filters import PAGE


@dataclass(frozen=True)
class RagCount:
    """How many targets have a computed RAG, and the list of just these."""

    rag: Rag
    count: int
    url: str
    is_on: bool


@require_GET
@requires(Permission.READ_PUBLISHED)
def objective_list(request: HttpRequest) -> HttpResponse:
    """The targets of `?quarter=`, filtered and sorted as the URL says."""
    chosen = chosen_by(request)
    if chosen.period is None:
        return render(request, "objectives/list_empty.html")
    rows = rows_for(chosen.period)
    filterset = ObjectiveFilterSet(request.GET, rows)
    found = filterset.qs
    table = TargetTable(found, caption=f"{len(found)} of {len(rows)} targets, {chosen.period.quarter}")
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "chosen": chosen,
        "period": chosen.period,
        "filterset": filterset,
        "table": table,
        "total": len(rows),
        "counts": rag_counts(filterset, request.GET),
        "sheet_url": sheet_for_writers(request, chosen.period),
        "downloads": [("CSV", export_url(request, "csv")), ("Excel", export_url(request, "xlsx"))],
    }
    return render(request, "objectives/list.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def objective_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """All of the list that the page gives for this query string. A mistaken filter leads to the page, which says so."""
    chosen = chosen_by(request)
    if file_format not in FORMATS or chosen.period is None:
        raise Http404("There is no such file")
    filterset = ObjectiveFilterSet(request.GET, rows_for(chosen.period))
    if filterset.errors:
        return redirect(f"{reverse('objective_list')}?{request.GET.urlencode()}")
    table = TargetTable(filterset.qs)
    RequestConfig(request, paginate=False).configure(table)
    return rows_response((row.record for row in table.rows), chosen.period.quarter, file_format)


def sheet_for_writers(request: HttpRequest, period: ReportingPeriod) -> str:
    """The page on which the national team writes all of it, "" for who cannot or while the quarter is not open."""
    may_write = period.is_open and request.user.has_perm(Permission.EDIT_UPDATES)
    return sheet_url(period.quarter, Organisation.england()) if may_write else ""


def chosen_by(request: HttpRequest) -> ChosenQuarter:
    return choose_quarter(periods_of(request.user, Part.OBJECTIVES), request.GET.get("quarter"))


def export_url(request: HttpRequest, file_format: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    return f"{reverse('objective_export', args=[file_format])}?{query.urlencode()}"


def rag_counts(filterset: ObjectiveFilterSet, query: QueryDict) -> list[RagCount]:
    """The computed RAGs that occur, each linked to the list of it alone; the one that is on links back to all."""
    counts = []
    for rag, count in filterset.rag_counts().items():
        is_on = query.getlist("rag") == [rag.value]
        link = query.copy()
        link.pop(PAGE, None)
        link.setlist("rag", [] if is_on else [rag.value])
        if count:
            counts.append(RagCount(rag, count, f"?{link.urlencode()}", is_on))
    return counts
