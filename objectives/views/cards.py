"""The card of an objective, what was once published of its targets, and its audit trail."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from objectives.models import Objective, ProgressUpdate, PublishedRow, Target
from objectives.moves import TARGET_MOVES
from objectives.pages.cards import build_card, facts_of, periods_with, rows_in, version_links, versions_of
from objectives.pages.update_links import update_links
from objectives.quarter_rows import from_content
from pssdash.accounts.permissions import Permission, requires
from pssdash.organisations.models import Organisation
from pssdash.reporting.audit_table import AuditTable, trail_of
from pssdash.reporting.chosen_quarter import choose_quarter, periods_of
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.moves.pages import moving
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.files import with_files


@require_GET
@requires(Permission.READ_PUBLISHED)
def objective(request: HttpRequest, objective_ref: str) -> HttpResponse:
    """The card in `?quarter=`. An objective in none of the quarters that a reader may see is for them not there."""
    wanted = get_object_or_404(Objective.objects.select_related("theme", "version"), ref=objective_ref)
    periods = periods_of(request.user, Part.OBJECTIVES)
    versions = versions_of(wanted, periods)
    chosen = choose_quarter(periods_with(versions, periods), request.GET.get("quarter"))
    if chosen.period is None:
        if request.user.has_perm(Permission.READ_DRAFTS):
            return render(request, "objectives/card_empty.html", {"objective": wanted})
        raise Http404(f"{objective_ref} is in no published quarter")
    rows = with_files(ProgressUpdate, rows_in(versions, chosen.period.quarter), request.user)
    links = update_links(request.user, wanted, rows)
    requests = moving(TARGET_MOVES, request.user, wanted.targets.all())
    card = build_card(rows, versions, chosen.period, periods, region_names(), links, requests)
    context = {"objective": wanted, "chosen": chosen, "period": chosen.period, "card": card}
    return render(request, "objectives/card.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def target(request: HttpRequest, target_ref: str) -> HttpResponse:
    """A target's own address leads to its place on the card."""
    targets = Target.objects.select_related("objective")
    if not request.user.has_perm(Permission.READ_DRAFTS):
        targets = targets.filter(Exists(PublishedRow.objects.filter(target=OuterRef("pk"))))
    wanted = get_object_or_404(targets, ref=target_ref)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('objective', args=[wanted.objective.ref])}{query}#{wanted.ref}")


@require_GET
@requires(Permission.READ_PUBLISHED)
def published_version(request: HttpRequest, target_ref: str, quarter: Quarter, version: int) -> HttpResponse:
    """A target exactly as that version of a quarter showed it, and what has replaced it if anything has."""
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.user).published(), quarter=quarter)
    published = list(PublishedRow.objects.filter(period=period, target__ref=target_ref).order_by("version"))
    this = next((row for row in published if row.version == version), None)
    if this is None:
        raise Http404(f"There is no version {version} of {target_ref} in {quarter}")
    row, last = from_content(this), from_content(published[-1])
    context = {
        "row": with_files(ProgressUpdate, [row], request.user)[0],
        "published": this,
        "is_corrected": this != published[-1],
        "last": last,
        "last_published": published[-1],
        "facts": facts_of(row, region_names()),
        "others": version_links(from_content(each) for each in published if each != this),
    }
    return render(request, "objectives/published_version.html", context)


@require_GET
@requires(Permission.READ_DRAFTS)
def objective_audit(request: HttpRequest, objective_ref: str) -> HttpResponse:
    """Every change of an objective and of what belongs to it, drafts too, so only for those who read drafts."""
    wanted = get_object_or_404(Objective, ref=objective_ref)
    table = AuditTable(trail_of(f"objective/{wanted.ref}"))
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "objectives/audit.html", {"objective": wanted, "table": table})


def region_names() -> dict[str, str]:
    return dict(Organisation.objects.regions().values_list("code", "short_name"))
