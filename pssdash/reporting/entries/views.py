"""The pages of an entry. The views of a kind find the assignment (404, 403) and hand it to one of these."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pssdash.accounts.kept_text import take_kept_text, typed_by
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.actions import Saved
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.checking import standing_against, without_mistakes
from pssdash.reporting.entries.choosing import build_conflict, chosen
from pssdash.reporting.entries.forms import EntryForm, ReasonForm, ReviewForm
from pssdash.reporting.entries.histories import build_history
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.pages import EntryPage
from pssdash.reporting.entries.presence import note_opened
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.entries.receipts import last_references
from pssdash.reporting.entries.states import WITH_REVIEWERS
from pssdash.reporting.refusals import Incomplete, Refused

CHECK, PREVIEW = "check", "preview"  # the names of the buttons beside save and submit
ARRIVED = "arrived_window"  # the session key of the opened form that was saved last: its copy can go (autosave.js)
TEXT_IS_BACK = "Your session had ended. Your text is back in the form below; it is not saved yet."
REFUSED = 409  # the table of moves has no such step now, or one of its conditions does not hold
form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Pages:
    """How a kind is drawn.

    `make_form(assignment, entry, data)` gives the form with what is saved, or bound to what was typed;
    `build_page(assignment, entry, form, **forms of the steps)` the page for `template`. The page for two versions that
    met is `conflict_template`. `review_form` is what a reviewer sends with a signature. `draw(assignment, entry)` gives
    what `drawn_template` shows readers of an entry once it is published, for a kind that can be previewed, with the
    style sheets `drawn_styles`. `draw_standing(assignment, entry)` says in markup where an entry stands as it is saved,
    for a page on which it is one of many rows.
    """

    kind: Kind
    make_form: Callable[[Assignment, AbstractEntry | None, QueryDict | None], EntryForm]
    build_page: Callable[..., EntryPage]
    template: str
    conflict_template: str
    review_form: type[ReviewForm] = ReviewForm
    draw: Callable[[Assignment, AbstractEntry], dict[str, Any]] | None = None
    drawn_template: str = ""
    drawn_styles: tuple[str, ...] = ()
    draw_standing: Callable[[Assignment, AbstractEntry], str] | None = None

    def form_for(self, assignment: Assignment, entry: AbstractEntry | None, data: QueryDict | None) -> EntryForm:
        """The kind's form, with the question why it comes late where it does."""
        form = self.make_form(assignment, entry, data)
        if self.kind.asks_why_late(assignment.period, entry):
            form.ask_why_late(entry)
        return form

    def find(self, assignment: Assignment) -> AbstractEntry | None:
        return find(self.kind, **assignment.of)


def entry(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """The form of an entry, or what it says for those who do not write it."""
    saved = pages.find(assignment)
    if request.method == "POST":
        return write(request, pages, assignment, pages.form_for(assignment, saved, chosen(request.POST)))
    if assignment.may_write:
        note_opened(assignment)
    return show(request, pages, assignment, pages.form_for(assignment, saved, kept(request)))


def write(request: HttpRequest, pages: Pages, assignment: Assignment, form: EntryForm) -> HttpResponse:
    """Save what was typed, submit it if that was asked, and say what came of it. What was typed stays in the form."""
    if not assignment.may_write:
        raise PermissionDenied
    if not form.is_valid():
        if CHECK in request.POST:
            form.add_problems(further_problems(pages, assignment, form))
        messages.warning(request, "Not saved yet. Correct what is marked below; everything you typed is still there.")
        return show(request, pages, assignment, form)
    submits = "submit" in request.POST
    try:
        saved = actions.save(
            pages.kind, of=assignment.of, typed=form.all_typed, by=request.user, base=form.cleaned_data["base"],
            window=form.cleaned_data["window"],
        )  # fmt: skip
        form.rebase(saved.base)
        request.session[ARRIVED] = form.cleaned_data["window"]
        if saved.ours:
            return show_conflict(request, pages, assignment, form, saved)
        if submits:
            actions.submit(pages.kind, entry=saved.entry, by=request.user, base=saved.base)
        elif CHECK in request.POST:
            return say_what_stands_against(request, pages, assignment, form, saved.entry)
    except Incomplete as error:
        form.add_problems(error.problems)
        messages.warning(request, f"Saved as a draft at {clock()}, but not submitted: something is missing.")
        return show(request, pages, assignment, form)
    except Refused as error:
        form.add_error(None, str(error))
        return show(request, pages, assignment, form, status=REFUSED)
    messages.success(request, submitted_text(saved.entry) if submits else saved_text(saved.entry))
    return redirect(way_on(request, pages, assignment))


def way_on(request: HttpRequest, pages: Pages, assignment: Assignment) -> str:
    """Where the button leads after a save: to the next task, the preview, or back to the form."""
    if "next" in request.POST:
        return assignment.onward_url
    return assignment.url("preview" if PREVIEW in request.POST and pages.draw else "")


def say_what_stands_against(
    request: HttpRequest, pages: Pages, assignment: Assignment, form: EntryForm, entry: AbstractEntry
) -> HttpResponse:
    """Whether what was just saved would be accepted: every problem at its field, by the rule of the submission."""
    against = standing_against(pages.kind, entry)
    if not against:
        messages.success(request, f"{saved_text(entry)} Nothing stands against it: it would be accepted.")
        return redirect(assignment.url())
    form.add_problems(against)
    messages.warning(request, f"{saved_text(entry)} It would not be accepted yet: see the list.")
    return show(request, pages, assignment, form)


def further_problems(pages: Pages, assignment: Assignment, form: EntryForm) -> dict[str, str]:
    """What would stand against a submission beside what cannot be read. Saved for the answer, and undone at once."""
    data = without_mistakes(form)
    readable = pages.form_for(assignment, pages.find(assignment), data) if data is not None else form
    if not readable.is_valid():
        return {}
    with transaction.atomic():
        base = last_revision(pages.find(assignment))
        try:
            saved = actions.save(pages.kind, of=assignment.of, typed=readable.all_typed, by=assignment.user, base=base)
            found = standing_against(pages.kind, saved.entry)
        except Refused as why:
            found = {"": str(why)}
        transaction.set_rollback(True)
    return {name: text for name, text in found.items() if name not in form.errors}


def correct(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """Begin the next version of an approved entry, with a reason."""
    if not assignment.may_write:
        raise PermissionDenied
    form, status = ReasonForm(request.POST if request.method == "POST" else kept(request)), 200
    if request.method == "POST" and form.is_valid():
        approved, reason = written(pages, assignment), form.cleaned_data["reason"]
        try:
            draft = actions.start_correction(pages.kind, entry=approved, by=request.user, reason=reason)
        except Refused as error:
            form.add_error(None, str(error))
            status = REFUSED
        else:
            messages.success(
                request, f"Version {draft.version} begins with the words of the one before. Correct and submit it."
            )
            return redirect(assignment.url())
    return show(request, pages, assignment, status=status, reason_form=form)


def history(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """Every save and every step of an entry."""
    return render(request, "entries/history.html", {"page": build_history(pages.kind, assignment)})


def written(pages: Pages, assignment: Assignment) -> AbstractEntry:
    """The entry, or 404 while nothing is written."""
    found = pages.find(assignment)
    if found is None:
        raise Http404
    return found


def kept(request: HttpRequest) -> QueryDict | None:
    """What was typed before the session ended, with a notice that it is back."""
    text = take_kept_text(request)
    if text is None:
        return None
    messages.warning(request, TEXT_IS_BACK)
    return chosen(text)


def show(
    request: HttpRequest,
    pages: Pages,
    assignment: Assignment,
    form: EntryForm | None = None,
    *,
    status: int = 200,
    **forms: Form,
) -> HttpResponse:
    """The page as it stands now, with the forms as they were typed."""
    saved = pages.find(assignment)
    forms.setdefault("review_form", pages.review_form(entry=saved, by=request.user))
    page = pages.build_page(assignment, saved, form or pages.form_for(assignment, saved, None), **forms)
    context = {
        "page": page,
        "typed_by": typed_by(request),
        "can_preview": pages.draw is not None,
        "arrived": request.session.pop(ARRIVED, ""),
    }
    return render(request, pages.template, context, status=status)


def show_conflict(
    request: HttpRequest, pages: Pages, assignment: Assignment, form: EntryForm, saved: Saved, status: int = REFUSED
) -> HttpResponse:
    """Both versions, and the form to go on with."""
    page = pages.build_page(assignment, saved.entry, form)
    theirs = pages.form_for(assignment, saved.entry, None)
    context = {"page": page, "conflict": build_conflict(saved, form, theirs), "typed_by": typed_by(request)}
    return render(request, pages.conflict_template, context, status=status)


def saved_text(saved: AbstractEntry) -> str:
    """What a save came to. One that changed nothing leaves the entry with the reviewers who have it."""
    if saved.state in WITH_REVIEWERS:
        return f"Nothing has changed, so the {saved.NOUN} stays {saved.get_state_display().lower()}."
    return f"Saved as a draft at {clock()}."


def submitted_text(saved: AbstractEntry) -> str:
    """The receipt of a submission in a line."""
    reference = last_references([saved]).get(saved.pk)
    if reference is None:  # it came with a source, and waits for its reviewers as it was
        return saved_text(saved)
    return (
        f"Submitted for approval at {clock()}. Your receipt: {reference}, {saved.ref}, {saved.period.quarter.short}, "
        f"{saved.organisation.short_name}, version {saved.version}. The history of this {saved.NOUN} keeps it."
    )


def clock() -> str:
    """`14:32 on 3 November 2020`."""
    now = timezone.localtime()
    return f"{now:%H:%M} on {now.day} {now:%B %Y}"
