"""The list of measures, one measure, and both as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from programmes.exports import FORMATS, list_response, series_response
from programmes.filters import MeasureFilterSet
from programmes.models import Measure
from programmes.pages.icon_table import IconRow, icon_rows
from programmes.pages.measure_charts import file_name
from programmes.pages.measure_files import chart_file, readings_in_file
from programmes.pages.measure_level import build_level_page
from programmes.pages.measure_page import build_measure_page
from programmes.pages.measure_query import read_query
from programmes.pages.ways_to_write import ways_of_measure
from programmes.tables import IconTable
from pssdash.accounts.permissions import Permission, requires
from pssdash.organisations.models import Organisation
from pssdash.ui.filters import PAGE

SVG = "image/svg+xml; charset=utf-8"


@require_GET
@requires(Permission.READ_PUBLISHED)
def measure_list(request: HttpRequest) -> HttpResponse:
    """Every measure with its latest value for England, filtered and sorted as the URL says."""
    rows = rows_for(request)
    if not rows:
        return render(request, "measures/list_empty.html")
    filterset = MeasureFilterSet(request.GET, rows)
    found = filterset.qs
    table = IconTable(found, caption=f"{len(found)} of {len(rows)} measures, England")
    RequestConfig(request, paginate=False).configure(table)
    context = {
        "filterset": filterset,
        "table": table,
        "total": len(rows),
        "has_illustrative": any(row.is_illustrative for row in found),
        "downloads": [("CSV", list_export_url(request, "csv")), ("Excel", list_export_url(request, "xlsx"))],
    }
    return render(request, "measures/list.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def measure_list_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The list that the page gives for this query string. A mistaken filter leads to the page, which says so."""
    if file_format not in FORMATS:
        raise Http404("There is no such file")
    filterset = MeasureFilterSet(request.GET, rows_for(request))
    if filterset.errors:
        return redirect(f"{reverse('measure_list')}?{request.GET.urlencode()}")
    table = IconTable(filterset.qs)
    RequestConfig(request, paginate=False).configure(table)
    return list_response((row.record for row in table.rows), file_format)


@require_GET
@requires(Permission.READ_PUBLISHED)
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """One measure: the chart of England or of `?organisation=`, or small multiples of a `?level=`."""
    wanted = measure_named(slug)
    asked = read_query(request.user, wanted, request.GET)
    build = build_level_page if asked.level else build_measure_page
    page = build(request.user, wanted, asked, request.GET)
    ways = ways_of_measure(request.user, wanted, asked, has_values=page.has_values)
    context = {"measure": wanted, "page": page, "ways": ways}
    if asked.level:
        context["table"] = IconTable(page.rows, without=("workstream", "measure", "ambition", "trend"), orderable=False)
    return render(request, "measures/level.html" if asked.level else "measures/measure.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def measure_export(request: HttpRequest, slug: str, file_format: str) -> HttpResponse:
    """The values behind the page of this query string: of its organisation, or of all of its level."""
    if file_format not in FORMATS:
        raise Http404("There is no such file")
    wanted = measure_named(slug)
    asked = read_query(request.user, wanted, request.GET)
    readings = readings_in_file(request.user, wanted, asked)
    name = f"{wanted.slug}-{asked.level.name if asked.level else asked.organisation.code.lower()}"
    return series_response(readings, file_format, name)


@require_GET
@requires(Permission.READ_PUBLISHED)
def measure_chart(request: HttpRequest, slug: str) -> HttpResponse:
    """The chart of this query string as an SVG file."""
    wanted = measure_named(slug)
    asked = read_query(request.user, wanted, request.GET)
    drawing, reading = chart_file(request.user, wanted, asked, request.GET)
    if not drawing:
        raise Http404("There is no chart to download")
    headers = {"Content-Disposition": content_disposition_header(True, f"{file_name(reading.series)}.svg")}
    return HttpResponse(drawing, content_type=SVG, headers=headers)


def measure_named(slug: str) -> Measure:
    return get_object_or_404(Measure.objects.select_related("workstream__programme", "source"), slug=slug)


def rows_for(request: HttpRequest) -> list[IconRow]:
    measures = list(Measure.objects.select_related("workstream__programme"))
    return icon_rows(request.user, measures, Organisation.england()) if measures else []


def list_export_url(request: HttpRequest, file_format: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    return f"{reverse('measure_list_export', args=[file_format])}?{query.urlencode()}"
