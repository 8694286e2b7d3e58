"""The page of a text that was kept aside, by its address: from a row of a long page, or from an automatic save."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from pssdash.reporting.entries.actions import Saved
from pssdash.reporting.entries.assignments import Assignment, url_with
from pssdash.reporting.entries.checking import as_posted
from pssdash.reporting.entries.forms import EntryForm
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision
from pssdash.reporting.entries.reading import last_revision, last_saved
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.entries.views import Pages, show_conflict, written


def kept_url(assignment: Assignment, kept: AbstractRevision) -> str:
    return url_with(assignment.url("kept"), "save", kept.pk)


def kept_aside(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """The text `?save=` beside what stands now, and the form to go on with it. Only for whoever typed it."""
    if not assignment.may_write:
        raise PermissionDenied
    entry, number = written(pages, assignment), request.GET.get("save", "")
    if entry.state == EntryState.APPROVED or not number.isdecimal():
        raise Http404
    mine = entry.revisions.filter(outcome=AbstractRevision.Outcome.CONFLICT, saved_by=request.user)
    ours = get_object_or_404(mine.select_related("saved_by"), pk=number)
    form = form_of_content(pages, assignment, entry, ours.content)
    return show_conflict(
        request, pages, assignment, form, Saved(entry, last_revision(entry), last_saved(entry), ours), status=200
    )


def form_of_content(
    pages: Pages, assignment: Assignment, entry: AbstractEntry, content: Mapping[str, Any]
) -> EntryForm:
    """The form as though `content` had been typed over what `entry` says now."""
    data = as_posted(form_showing(pages, assignment, content))
    data["base"] = str(last_revision(entry))
    return pages.form_for(assignment, entry, data)


def form_showing(pages: Pages, assignment: Assignment, content: Mapping[str, Any]) -> EntryForm:
    """The form of the entry as it would be if it said `content`. That is written for the answer, and undone at once."""
    with transaction.atomic():
        entry = pages.find(assignment)
        entry.write(content)
        form = pages.form_for(assignment, entry, None)
        transaction.set_rollback(True)
    return form
