"""What is owed in a quarter: the matrix, the single returns, and both as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.country import Country, country_of
from pssdash.rounds.filters import MatrixFilterSet, ReturnFilterSet
from pssdash.rounds.matrix import Heading, item_headings, kind_headings, matrix_rows
from pssdash.rounds.matrix_table import MatrixTable, matrix_response
from pssdash.rounds.quarter_page import completeness_of
from pssdash.rounds.remind_column import can_remind, remind_columns
from pssdash.rounds.return_table import PER_PAGE, ReturnTable, return_rows, returns_response
from pssdash.ui.exports import TYPES
from pssdash.ui.filters import PAGE

ORGANISATIONS_A_PAGE = 50


def matrix_of(request: HttpRequest, period: ReportingPeriod) -> dict[str, Any]:
    """The matrix of an unpublished quarter as `?` narrows it, and the counts above it."""
    country, today = country_of(period), timezone.localdate()
    filterset, headings = narrowed_matrix(request, country)
    found, may_remind = filterset.qs, can_remind(request, period)
    caption = f"{len(found)} of {len(filterset.queryset)} organisations, {period.quarter}"
    table = MatrixTable(found, headings, caption=caption, extra=remind_columns(may_remind, "organisation"))
    RequestConfig(request, paginate={"per_page": ORGANISATIONS_A_PAGE}).configure(table)
    return {
        "country": country,
        "completeness": completeness_of(country, today),
        "filterset": filterset,
        "table": table,
        "may_remind": may_remind,
        "downloads": downloads(request, "matrix_export", period.quarter),
    }


def narrowed_matrix(request: HttpRequest, country: Country) -> tuple[MatrixFilterSet, list[Heading]]:
    """The rows and their headings: kinds, or where one kind is chosen the things of it."""
    item, today = request.GET.get("kind", ""), timezone.localdate()
    kinds = kind_headings(country.period)
    if item not in {heading.name for heading in kinds}:
        # The form says what is wrong with it.
        return MatrixFilterSet(request.GET, matrix_rows(country, today), country, today), kinds
    rows = matrix_rows(country, today, item)
    return MatrixFilterSet(request.GET, rows, country, today), item_headings(item, country.found)


@require_GET
@requires(Permission.READ_DRAFTS)
def matrix_export(request: HttpRequest, quarter: Quarter, file_format: str) -> HttpResponse:
    """All of the matrix that the page gives for this query string. A mistaken filter leads to the page."""
    period = period_or_404(request, quarter, file_format)
    filterset, headings = narrowed_matrix(request, country_of(period))
    if filterset.errors:
        return redirect(f"{reverse('quarter', args=[quarter])}?{request.GET.urlencode()}")
    table = MatrixTable(filterset.qs, headings)
    RequestConfig(request, paginate=False).configure(table)
    rows = (row.record for row in table.rows)
    return matrix_response(rows, headings, file_format, f"completeness-{quarter.slug}")


@require_GET
@requires(Permission.READ_DRAFTS)
def return_list(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Every return of a quarter, filtered and sorted as the URL says."""
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.user), quarter=quarter)
    filterset = narrowed_returns(request, country_of(period))
    found, may_remind = filterset.qs, can_remind(request, period)
    caption = f"{len(found)} of {len(filterset.queryset)} returns, {quarter}"
    table = ReturnTable(found, caption=caption, extra_columns=remind_columns(may_remind, "return"))
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "period": period,
        "filterset": filterset,
        "table": table,
        "may_remind": may_remind,
        "downloads": downloads(request, "return_export", quarter),
    }
    return render(request, "rounds/returns.html", context)


def narrowed_returns(request: HttpRequest, country: Country) -> ReturnFilterSet:
    today = timezone.localdate()
    return ReturnFilterSet(request.GET, return_rows(country, today), country, today)


@require_GET
@requires(Permission.READ_DRAFTS)
def return_export(request: HttpRequest, quarter: Quarter, file_format: str) -> HttpResponse:
    """All of the list that the page gives for this query string. A mistaken filter leads to the page."""
    period = period_or_404(request, quarter, file_format)
    filterset = narrowed_returns(request, country_of(period))
    if filterset.errors:
        return redirect(f"{reverse('return_list', args=[quarter])}?{request.GET.urlencode()}")
    table = ReturnTable(filterset.qs)
    RequestConfig(request, paginate=False).configure(table)
    return returns_response((row.record for row in table.rows), file_format, f"returns-{quarter.slug}")


def period_or_404(request: HttpRequest, quarter: Quarter, file_format: str) -> ReportingPeriod:
    if file_format not in TYPES:
        raise Http404("There is no such file")
    return get_object_or_404(ReportingPeriod.objects.visible_to(request.user), quarter=quarter)


def downloads(request: HttpRequest, name: str, quarter: Quarter) -> list[tuple[str, str]]:
    """(text, address) of the files of what is on the page."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    return [
        (text, f"{reverse(name, args=[quarter, ending])}?{query.urlencode()}")
        for text, ending in (("CSV", "csv"), ("Excel", "xlsx"))
    ]
