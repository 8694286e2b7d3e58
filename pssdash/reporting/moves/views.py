"""The pages of a request, alike in both areas."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pssdash.accounts.kept_text import typed_by
from pssdash.accounts.permissions import Permission
from pssdash.reporting.entries.views import kept
from pssdash.reporting.moves import actions
from pssdash.reporting.moves.access import asking_for, may_withdraw
from pssdash.reporting.moves.forms import AskForm, RefuseForm
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.moves.pages import Area, build_ask_page, build_request_page
from pssdash.reporting.refusals import Refused


def ask(request: HttpRequest, area: Area, pk: int) -> HttpResponse:
    """The form that asks for a new deadline, with the last one and its history beside it."""
    milestone = get_object_or_404(area.milestones(), pk=pk)
    items = area.items(request.user).filter(pk=milestone.item.pk)
    organisations = asking_for(request.user, items).get(milestone.item.pk, [])
    if not organisations:
        if request.user.has_perm(Permission.READ_DRAFTS):
            raise PermissionDenied
        raise Http404
    data = request.POST if request.method == "POST" else kept(request)
    form = AskForm(data, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask(milestone=milestone, by=request.user, **form.asked())
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Asked. An approver decides; you can withdraw it until then.")
            return redirect(area.url(asked))
    page = build_ask_page(area, milestone, request.user)
    context = {
        "page": page, "form": form, "typed_by": typed_by(request), "takes_text": form.is_bound or not page.blocked
    }  # fmt: skip
    return render(request, "moves/ask.html", context, status=422 if request.method == "POST" else 200)


def read(request: HttpRequest, area: Area, pk: int) -> HttpResponse:
    """What was asked, how it stands, and what the person may do with it."""
    return show(request, area, found(request, area, pk), RefuseForm(kept(request)))


def approve(request: HttpRequest, area: Area, pk: int) -> HttpResponse:
    """Agree: the deadline moves."""
    asked = found(request, area, pk)
    try:
        actions.approve(request=asked, by=request.user)
    except Refused as why:
        messages.error(request, f"{why}.")
    else:
        messages.success(request, f"Agreed. The deadline of {asked.milestone.item.ref} is moved.")
    return redirect(area.url(asked))


def refuse(request: HttpRequest, area: Area, pk: int) -> HttpResponse:
    """Leave the deadline as it is. The note that was typed stays where it cannot be."""
    asked = found(request, area, pk)
    form = RefuseForm(request.POST if request.method == "POST" else kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse(request=asked, by=request.user, note=form.cleaned_data["note"])
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"Refused. The deadline of {asked.milestone.item.ref} stays.")
            return redirect(area.url(asked))
    return show(request, area, asked, form)


def withdraw(request: HttpRequest, area: Area, pk: int) -> HttpResponse:
    """Take it back before it is decided."""
    asked = found(request, area, pk)
    if not may_withdraw(request.user, asked):
        raise PermissionDenied
    try:
        actions.withdraw(request=asked, by=request.user)
    except Refused as why:
        messages.error(request, f"{why}.")
    else:
        messages.success(request, "Withdrawn. The deadline stays as it is.")
    return redirect(area.url(asked))


def found(request: HttpRequest, area: Area, pk: int) -> AbstractDeadlineRequest:
    """The request, or 404 for who may not read it."""
    readable = area.requests.objects.visible_to(request.user)
    asked = get_object_or_404(readable.select_related("asked_by", "decided_by", "organisation"), pk=pk)
    asked.milestone = area.milestones().get(pk=asked.milestone_id)
    return asked


def show(request: HttpRequest, area: Area, asked: AbstractDeadlineRequest, form: RefuseForm) -> HttpResponse:
    """The request's page; with status 422 where what was sent could not be taken."""
    page = build_request_page(area, asked, request.user)
    context = {"page": page, "form": form, "typed_by": typed_by(request)}
    return render(request, "moves/request.html", context, status=422 if request.method == "POST" else 200)
