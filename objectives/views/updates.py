"""Writing, reviewing and correcting the update of a target in a quarter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from objectives.actions.updates import (
    Incomplete,
    Refused,
    Saved,
    approve_update,
    find_update,
    save_update,
    send_back_update,
    start_correction,
    submit_update,
)
from objectives.assignments import Assignment, find_assignment, find_desk
from objectives.forms.updates import ApproveForm, NoteForm, ReasonForm, UpdateForm
from objectives.models import ProgressUpdate
from objectives.pages.update_conflicts import build_conflict
from objectives.pages.update_histories import build_history
from objectives.pages.update_lists import build_list
from objectives.pages.update_pages import build_page, form_for
from pssdash.accounts.kept_text import take_kept_text, typed_by
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates import UpdateState

TEXT_IS_BACK = "Your session had ended. Your text is back in the form below; it is not saved yet."
form_page = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.TAKE_PART_IN_ROUND)
@form_page
def update(request: HttpRequest, target_ref: str, quarter: Quarter) -> HttpResponse:
    """The form of an update, or what it says for those who do not write it."""
    assignment = asked_for(request, target_ref, quarter)
    saved = find_update(assignment.target, assignment.period, assignment.organisation)
    if request.method == "POST":
        return write(request, assignment, form_for(assignment, saved, request.POST))
    return show(request, assignment, form_for(assignment, saved, kept(request)))


def write(request: HttpRequest, assignment: Assignment, form: UpdateForm) -> HttpResponse:
    """Save what was typed, submit it if that was asked, and say what came of it. What was typed stays in the form."""
    if not assignment.may_write:
        raise PermissionDenied
    if not form.is_valid():
        messages.warning(request, "Not saved yet. Correct what is marked below; everything you typed is still there.")
        return show(request, assignment, form)
    submits = "submit" in request.POST
    try:
        saved = save_update(
            target=assignment.target, period=assignment.period, organisation=assignment.organisation,
            by=request.user, words=form.words, lines=form.lines, base=form.cleaned_data["base"],
        )  # fmt: skip
        form.rebase(saved.base)
        if saved.ours:
            return show_conflict(request, assignment, form, saved)
        if submits:
            submit_update(update=saved.update, by=request.user, base=saved.base)
    except Incomplete as error:
        form.add_problems(error.problems)
        messages.warning(request, f"Saved as a draft at {clock()}, but not submitted: something is missing.")
        return show(request, assignment, form)
    except Refused as error:
        form.add_error(None, str(error))
        return show(request, assignment, form)
    messages.success(request, submitted_text(saved.update) if submits else saved_text(saved.update))
    return redirect(assignment.url())


@requires(Permission.APPROVE_UPDATES)
@require_POST
def update_approve(request: HttpRequest, target_ref: str, quarter: Quarter) -> HttpResponse:
    """Approve the version that was on the page."""
    assignment = asked_for(request, target_ref, quarter)
    form = ApproveForm(request.POST)
    base = form.cleaned_data["base"] if form.is_valid() else 0
    try:
        approve_update(update=written(assignment), by=request.user, base=base)
        messages.success(request, f"Approved at {clock()}.")
    except Refused as error:
        messages.error(request, str(error))
    return redirect(assignment.url())


@requires(Permission.APPROVE_UPDATES)
@form_page
def update_send_back(request: HttpRequest, target_ref: str, quarter: Quarter) -> HttpResponse:
    """Send back with a note. A GET shows the note that was kept when the session ended, or an empty one."""
    assignment = asked_for(request, target_ref, quarter)
    form = NoteForm(request.POST if request.method == "POST" else kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            send_back_update(update=written(assignment), by=request.user, note=form.cleaned_data["note"])
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Sent back with your note at {clock()}.")
            return redirect(assignment.url())
    return show(request, assignment, note_form=form)


@requires(Permission.TAKE_PART_IN_ROUND)
@form_page
def update_correct(request: HttpRequest, target_ref: str, quarter: Quarter) -> HttpResponse:
    """Begin the next version of an approved update, with a reason."""
    assignment = asked_for(request, target_ref, quarter)
    if not assignment.may_write:
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_correction(update=written(assignment), by=request.user, reason=form.cleaned_data["reason"])
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, f"Version {draft.version} begins with the words of the one before. Correct and submit it."
            )
            return redirect(assignment.url())
    return show(request, assignment, reason_form=form)


@requires(Permission.TAKE_PART_IN_ROUND)
@require_GET
def update_history(request: HttpRequest, target_ref: str, quarter: Quarter) -> HttpResponse:
    """Every save and every step of an update."""
    assignment = asked_for(request, target_ref, quarter)
    return render(request, "objectives/update_history.html", {"page": build_history(assignment)})


@requires(Permission.TAKE_PART_IN_ROUND)
@require_GET
def objective_updates(request: HttpRequest, objective_ref: str, quarter: Quarter) -> HttpResponse:
    """Where each target of an objective stands in the quarter; straight to the form where there is one target."""
    period, organisation = find_desk(request.user, quarter, request.GET.get("organisation", ""))
    page = build_list(request.user, objective_ref, period, organisation)
    if not page.items:
        raise Http404
    if len(page.items) == 1:
        return redirect(page.items[0].url)
    return render(request, "objectives/update_list.html", {"page": page})


def asked_for(request: HttpRequest, target_ref: str, quarter: Quarter) -> Assignment:
    return find_assignment(request.user, target_ref, quarter, request.GET.get("organisation", ""))


def written(assignment: Assignment) -> ProgressUpdate:
    """The update, or 404 while nothing is written."""
    found = find_update(assignment.target, assignment.period, assignment.organisation)
    if found is None:
        raise Http404
    return found


def kept(request: HttpRequest) -> QueryDict | None:
    """What was typed before the session ended, with a notice that it is back."""
    text = take_kept_text(request)
    if text is not None:
        messages.warning(request, TEXT_IS_BACK)
    return text


def show(request: HttpRequest, assignment: Assignment, form: UpdateForm | None = None, **forms: Form) -> HttpResponse:
    """The page as it stands now, with the forms as they were typed."""
    saved = find_update(assignment.target, assignment.period, assignment.organisation)
    page = build_page(assignment, saved, form or form_for(assignment, saved), **forms)
    return render(request, "objectives/update.html", {"page": page, "typed_by": typed_by(request)})


def show_conflict(request: HttpRequest, assignment: Assignment, form: UpdateForm, saved: Saved) -> HttpResponse:
    """Both versions, and the form to go on with."""
    page = build_page(assignment, saved.update, form)
    context = {"page": page, "conflict": build_conflict(saved), "typed_by": typed_by(request)}
    return render(request, "objectives/update_conflict.html", context, status=409)


def saved_text(update: ProgressUpdate) -> str:
    """What a save came to. One that changed nothing leaves a submitted update with the approvers."""
    if update.state == UpdateState.SUBMITTED:
        return "Nothing has changed, so the update stays submitted."
    return f"Saved as a draft at {clock()}."


def submitted_text(update: ProgressUpdate) -> str:
    """The receipt of a submission."""
    return (
        f"Submitted for approval at {clock()}. Your receipt: {update.target.ref}, {update.period.quarter.short}, "
        f"{update.organisation.short_name}, version {update.version}. The history of this update keeps it."
    )


def clock() -> str:
    """`14:32 on 3 November 2020`."""
    now = timezone.localtime()
    return f"{now:%H:%M} on {now.day} {now:%B %Y}"
