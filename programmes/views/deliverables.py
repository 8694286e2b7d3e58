"""The card of a deliverable, what was once published of it, its audit trail, and its update in a quarter."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.assignments import DeliverableAssignment, find_assignment
from programmes.live_deliverables import preview_row
from programmes.models import Deliverable, DeliverableUpdate
from programmes.models.deliverables import subject_of
from programmes.pages.deliverable_cards import build_section, facts_of, periods_with, version_links, versions_of
from programmes.pages.deliverable_updates import build_page, form_for
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.audit_table import AuditTable, trail_of
from pssdash.reporting.chosen_quarter import choose_quarter, periods_of
from pssdash.reporting.entries import views
from pssdash.reporting.entries.evidence.reading import links_of
from pssdash.reporting.models import Part
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.files import with_files
from pssdash.reporting.updates.review_forms import RatingReviewForm


def draw_update(assignment: DeliverableAssignment, update: DeliverableUpdate) -> dict[str, Any]:
    """What the card of the deliverable will show of it."""
    row = preview_row(assignment.deliverable, assignment.period, assignment.organisation, update)
    return {"row": replace(row, files=links_of(update)), "facts": facts_of(row)}


PAGES = views.Pages(
    kind=DELIVERABLE_UPDATES,
    make_form=form_for,
    build_page=build_page,
    template="programmes/deliverable_update.html",
    conflict_template="updates/conflict.html",
    review_form=RatingReviewForm,
    draw=draw_update,
    drawn_template="updates/facts.html",
)


@require_GET
@requires(Permission.READ_PUBLISHED)
def deliverable(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """The card in `?quarter=`. A deliverable in none of the quarters that a reader may see is for them not there."""
    wanted = find_deliverable(programme, ref)
    periods = periods_of(request.user, Part.PROGRAMMES)
    versions = versions_of(wanted, periods)
    chosen = choose_quarter(periods_with(versions, periods), request.GET.get("quarter"))
    if chosen.period is None and not request.user.has_perm(Permission.READ_DRAFTS):
        raise Http404(f"{ref} is in no published quarter")
    context = {"deliverable": wanted, "chosen": chosen, "period": chosen.period}
    if chosen.period:
        context["section"] = build_section(wanted, versions, chosen.period, periods, request.user)
    return render(request, "programmes/deliverable.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def deliverable_version(request: HttpRequest, programme: str, ref: str, quarter: Quarter, version: int) -> HttpResponse:
    """A deliverable exactly as that version of a quarter showed it, and what has replaced it if anything has."""
    wanted = find_deliverable(programme, ref)
    periods = [period for period in periods_of(request.user, Part.PROGRAMMES) if period.is_published]
    rows = versions_of(wanted, [period for period in periods if period.quarter == quarter]).get(quarter, [])
    row = next((row for row in rows if row.published_version == version), None)
    if row is None:
        raise Http404(f"There is no version {version} of {ref} in {quarter}")
    context = {
        "deliverable": wanted,
        "row": with_files(DeliverableUpdate, [row], request.user)[0],
        "last": rows[-1],
        "facts": facts_of(row),
        "others": version_links([each for each in rows if each != row]),
    }
    return render(request, "programmes/deliverable_version.html", context)


@require_GET
@requires(Permission.READ_DRAFTS)
def deliverable_audit(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Every change of a deliverable and its updates, drafts too, so only for those who read drafts."""
    wanted = find_deliverable(programme, ref)
    table = AuditTable(trail_of(subject_of(wanted)))
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "programmes/deliverable_audit.html", {"deliverable": wanted, "table": table})


def asked_for(request: HttpRequest, programme: str, ref: str, quarter: Quarter) -> DeliverableAssignment:
    return find_assignment(request.user, programme, ref, quarter, request.GET.get("organisation", ""))


def find_deliverable(programme: str, ref: str) -> Deliverable:
    deliverables = Deliverable.objects.select_related("workstream__programme")
    return get_object_or_404(deliverables, workstream__programme__slug=programme, ref=ref)
