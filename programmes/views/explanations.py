"""Where the figures of a programme come from: stated figures, how an outcome came about, and the phase tracker."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from programmes.models import OutcomeModel, OutcomeTotal
from programmes.outcome_rows import outcome_rows
from programmes.pages.outcome_page import build_outcome
from programmes.pages.phase_page import build_phases, phase_response
from programmes.pages.stated_table import StatedFilterSet, StatedTable, stated_response
from programmes.pages.ways_to_write import ways_of_framework
from programmes.rows import FrameworkRow
from programmes.views.programmes import Chosen, choose
from pssdash.accounts.permissions import Permission, requires

FORMATS = ("csv", "xlsx")


@require_GET
@requires(Permission.READ_PUBLISHED)
def programme_figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every number that the quarter's report states of the programme, filtered and sorted as the URL says."""
    chosen = chosen_or_404(request, slug)
    filterset = StatedFilterSet(request.GET, chosen.page.stated)
    found, total = filterset.qs, len(chosen.page.stated)
    table = StatedTable(chosen.page, found, caption=f"{len(found)} of {total} figures, {chosen.period.quarter}")
    RequestConfig(request, paginate=False).configure(table)
    context = page_context(chosen) | {
        "filterset": filterset,
        "table": table,
        "total": total,
        "downloads": downloads(request, "programme_figures_export", [slug]),
    }
    return render(request, "programmes/figures.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def programme_figures_export(request: HttpRequest, slug: str, file_format: str) -> HttpResponse:
    """All of the list that the page gives for this query string. A mistaken filter leads to the page, which says so."""
    chosen = chosen_or_404(request, slug)
    if file_format not in FORMATS:
        raise Http404("There is no such file")
    filterset = StatedFilterSet(request.GET, chosen.page.stated)
    if filterset.errors:
        return redirect(f"{reverse('programme_figures', args=[slug])}?{request.GET.urlencode()}")
    table = StatedTable(chosen.page, filterset.qs)
    RequestConfig(request, paginate=False).configure(table)
    return stated_response((row.record for row in table.rows), slug, chosen.period.quarter, file_format)


@require_GET
@requires(Permission.READ_PUBLISHED)
def outcome(request: HttpRequest, slug: str, outcome: str) -> HttpResponse:
    """How an estimate or a total came about in `?quarter=`."""
    chosen = chosen_or_404(request, slug)
    models = OutcomeModel.objects.filter(workstream__programme=chosen.programme, slug=outcome)
    related = models.select_related("workstream", "counted", "result", "constant_source", "source")
    page = build_outcome(chosen.page, outcome, outcome_rows(chosen.period.quarter, list(related), illustrative=True))
    if page is None and not (related or OutcomeTotal.objects.filter(
        workstream__programme=chosen.programme, slug=outcome
    )):  # fmt: skip
        raise Http404(f"{slug} has no outcome {outcome}")
    return render(request, "programmes/outcome.html", page_context(chosen) | {"page": page})


@require_GET
@requires(Permission.READ_PUBLISHED)
def phases(request: HttpRequest, slug: str, framework: str) -> HttpResponse:
    """The phase tracker of a framework in `?quarter=`."""
    chosen = chosen_or_404(request, slug)
    row = framework_or_404(chosen, framework)
    context = page_context(chosen) | {
        "page": build_phases(chosen.page, row),
        "ways": ways_of_framework(request.user, chosen.programme, framework, chosen.quarter.periods),
        "downloads": downloads(request, "phases_export", [slug, framework]),
    }
    return render(request, "programmes/phases.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def phases_export(request: HttpRequest, slug: str, framework: str, file_format: str) -> HttpResponse:
    """Every quarter up to the one shown, as a file."""
    chosen = chosen_or_404(request, slug)
    row = framework_or_404(chosen, framework)
    if file_format not in FORMATS:
        raise Http404("There is no such file")
    return phase_response(row, chosen.period.quarter, file_format)


def chosen_or_404(request: HttpRequest, slug: str) -> Chosen:
    """The programme in `?quarter=`. There is nothing to explain where no quarter can be shown."""
    chosen = choose(request.user, slug, request.GET.get("quarter"))
    if chosen.page is None:
        raise Http404(f"{slug} is in no quarter")
    return chosen


def framework_or_404(chosen: Chosen, slug: str) -> FrameworkRow:
    row = chosen.page.framework(slug)
    if row is None:
        raise Http404(f"{chosen.programme.slug} has no framework {slug}")
    return row


def page_context(chosen: Chosen) -> dict:
    return {"programme": chosen.programme, "chosen": chosen.quarter, "period": chosen.period}


def downloads(request: HttpRequest, route: str, args: list[str]) -> list[tuple[str, str]]:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        (name, reverse(route, args=[*args, file_format]) + query)
        for name, file_format in (("CSV", "csv"), ("Excel", "xlsx"))
    ]
