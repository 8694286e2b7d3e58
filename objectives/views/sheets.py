"""A whole quarter of targets on one page, to be written row by row."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from objectives.assignments import Desk, find_sheet
from objectives.pages.sheet_rows import form_of_row
from objectives.pages.sheets import build_sheet
from objectives.views.sheet_saving import ROW, Outcome, Result, bound_rows, refs_with, save_rows
from objectives.views.updates import PAGES
from pssdash.accounts.kept_text import typed_by
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import clock, form_page, kept
from pssdash.reporting.quarters import Quarter

ROW_PAGES = replace(PAGES, make_form=form_of_row)


@requires(Permission.TAKE_PART_IN_ROUND)
@form_page
def update_sheet(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """All updates of one organisation. A POST saves the rows that were changed; what could not be saved comes back."""
    desk = find_sheet(request.user, quarter, request.GET.get("organisation", ""))
    if request.method == "POST":
        return save_sheet(request, desk)
    text = kept(request)
    return show(request, desk, bound_rows(desk, text) if text is not None and desk.may_write else None)


def save_sheet(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not desk.may_write:
        raise PermissionDenied
    outcomes = save_rows(ROW_PAGES, desk, request.POST)
    tell(request, outcomes)
    typed = {each.ref: each.kept for each in outcomes if each.kept}
    return show(request, desk, typed) if typed else redirect(request.get_full_path())


def show(request: HttpRequest, desk: Desk, typed=None) -> HttpResponse:
    context = {"sheet": build_sheet(desk, request.GET, typed), "typed_by": typed_by(request)}
    return render(request, "objectives/sheet.html", context)


def tell(request: HttpRequest, outcomes: list[Outcome]) -> None:
    """What came of the rows, by reference."""
    submitted, saved = refs_with(outcomes, Result.SUBMITTED), refs_with(outcomes, Result.SAVED, Result.NOT_SUBMITTED)
    missing, failed = refs_with(outcomes, Result.NOT_SUBMITTED), refs_with(outcomes, Result.NOT_SAVED)
    if submitted:
        messages.success(request, f"Submitted for approval at {clock()}: {in_a_line(submitted)}.")
    if saved:
        messages.success(request, f"Saved as drafts at {clock()}: {in_a_line(saved)}.")
    if missing:
        messages.warning(request, f"Not submitted, because something is missing: {in_a_line(missing)}.")
    if failed:
        text = "Correct what is marked below; everything you typed is still there."
        messages.warning(request, f"Not saved yet: {in_a_line(failed)}. {text}")
    if left_out := len(set(request.POST.getlist(ROW)) - {each.ref for each in outcomes}):
        are = "is" if left_out == 1 else "are"
        messages.warning(request, f"{left_out} of the rows {are} not yours to write now, and left out.")
    if not (submitted or saved or failed):
        messages.info(request, "Nothing was changed, so nothing was saved.")


def in_a_line(refs: list[str]) -> str:
    """`SC-1.1, SC-1.2 and SC-1.3`."""
    return f"{', '.join(refs[:-1])} and {refs[-1]}" if len(refs) > 1 else "".join(refs)
