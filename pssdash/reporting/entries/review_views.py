"""A reviewer's decisions on the page of an entry: checked, approved, sent back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pssdash.reporting.entries import actions
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.forms import NoteForm
from pssdash.reporting.entries.moves import Move
from pssdash.reporting.entries.views import REFUSED, Pages, clock, kept, show, written
from pssdash.reporting.refusals import Incomplete, Refused


def sign(request: HttpRequest, pages: Pages, assignment: Assignment, move: Move) -> HttpResponse:
    """Check or approve the version that was on the page. A GET shows what was typed when the session ended."""
    step, done = {Move.CHECK: (actions.check, "Checked"), Move.APPROVE: (actions.approve, "Approved")}[move]
    entry = written(pages, assignment)
    form, status = pages.review_form(request.POST if request.method == "POST" else kept(request), entry=entry), 200
    if request.method == "POST" and (form.is_valid() or set(form.errors) == {"base"}):
        base = form.cleaned_data.get("base", 0)
        try:
            step(pages.kind, entry=entry, by=request.user, base=base, review=form.said)
        except Incomplete as error:
            form.add_problems(error.problems)
        except Refused as error:
            messages.error(request, str(error))
            status = REFUSED
        else:
            messages.success(request, f"{done} at {clock()}.")
            return redirect(assignment.url())
    return show(request, pages, assignment, status=status, review_form=form)


def check(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """Sign that it is in order."""
    return sign(request, pages, assignment, Move.CHECK)


def approve(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """Approve it."""
    return sign(request, pages, assignment, Move.APPROVE)


def send_back(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """Send back with a note. A GET shows the note that was kept when the session ended, or an empty one."""
    form, status = NoteForm(request.POST if request.method == "POST" else kept(request)), 200
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        try:
            actions.send_back(pages.kind, entry=written(pages, assignment), by=request.user, note=note)
        except Refused as error:
            form.add_error(None, str(error))
            status = REFUSED
        else:
            messages.success(request, f"Sent back with your note at {clock()}.")
            return redirect(assignment.url())
    return show(request, pages, assignment, status=status, note_form=form)
