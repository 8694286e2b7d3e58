"""Saving by itself while somebody types: the answer to static/js/autosave.js.

Every automatic save is a revision as any other: revisions are written once, so an earlier one is never replaced. The
script sends one at most every few seconds, and the history shows those of one sitting as one (histories.py).
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from pssdash.reporting.entries import actions
from pssdash.reporting.entries.actions import Saved
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.checking import standing_against, without_mistakes
from pssdash.reporting.entries.conflict_views import kept_url
from pssdash.reporting.entries.forms import EntryForm
from pssdash.reporting.entries.views import Pages
from pssdash.reporting.refusals import Refused

CONFLICT, UNREADABLE = 409, 422
MISSING, STANDING = "missing", "standing"


def autosave(request: HttpRequest, pages: Pages, assignment: Assignment) -> JsonResponse:
    """Save what is typed so far, without what cannot be read. `said` is for the person, `base` for the next save.

    `is_whole` says whether all of it is saved or kept aside; otherwise the browser keeps its copy, and `problems` say
    why, each with its field. Where two versions met, `both` leads to them. A form that asks for `missing` is told what
    the saved entry still needs, as it would be by the submission, and how it stands now.
    """
    if not assignment.may_write:
        raise PermissionDenied
    entry = pages.find(assignment)
    form = pages.form_for(assignment, entry, request.POST)
    data = request.POST if form.is_valid() else without_mistakes(form)
    readable = pages.form_for(assignment, entry, data) if data is not None else form
    if not readable.is_valid():
        said = "Not saved yet. Press Save draft to see what cannot be read."
        return answer(said, status=UNREADABLE, **problems_of(form))
    try:
        saved = save_of(pages, assignment, readable, request)
    except Refused as why:
        return answer(str(why), status=CONFLICT)
    if saved.ours:
        both = kept_url(assignment, saved.ours)
        return answer(met_another(saved), status=CONFLICT, both=both, is_whole=form.is_valid())
    told = problems_of(form)
    if MISSING in request.POST:
        told |= {MISSING: as_problems(standing_against(pages.kind, saved.entry))}
        told |= {STANDING: pages.draw_standing(assignment, saved.entry)} if pages.draw_standing else {}
    return answer(words_of(form), base=saved.base, is_whole=form.is_valid(), **told)


def save_of(pages: Pages, assignment: Assignment, form: EntryForm, request: HttpRequest) -> Saved:
    return actions.save(
        pages.kind, of=assignment.of, typed=form.all_typed, by=request.user, base=form.cleaned_data["base"],
        window=form.cleaned_data["window"], is_automatic=True,
    )  # fmt: skip


def answer(said: str, status: int = 200, **more: Any) -> JsonResponse:
    return JsonResponse({"said": said, **more}, status=status)


def problems_of(form: EntryForm) -> dict[str, Any]:
    """What cannot be read, if anything."""
    texts = {name: " ".join(str(each) for each in errors) for name, errors in form.errors.items()}
    return {"problems": as_problems(texts)} if texts else {}


def as_problems(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"field": name, "text": text} for name, text in texts.items()]


def words_of(form: EntryForm) -> str:
    """`Saved at 14:32`, and what was left out because it cannot be read."""
    now = f"Saved at {timezone.localtime():%H:%M}"
    left_out = [form.label_of(name) for name in form.errors if name in form.fields]
    return f"{now}, all but what cannot be read: {', '.join(left_out)}." if left_out else f"{now}."


def met_another(saved: Saved) -> str:
    """Who saved in between. The writer's text is kept aside already."""
    theirs = saved.theirs
    is_own = theirs.saved_by_id == saved.ours.saved_by_id
    who = "You saved this in another window" if is_own else f"{theirs.saved_by.name} saved this"
    at = f"{timezone.localtime(theirs.saved_at):%H:%M}"
    return f"{who} at {at}, while you were writing. Your text is kept."
