"""Inviting people, and accepting an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_tables2 import RequestConfig

from pssdash.accounts.forms import NewPasswordForm
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission, requires
from pssdash.people.filters import InvitationFilterSet
from pssdash.people.forms import InviteForm, InviteSeveralForm
from pssdash.people.inviting import accept, invite, invite_again, withdraw
from pssdash.people.models import Invitation
from pssdash.people.posted import posted
from pssdash.people.refusals import Refused
from pssdash.people.tables import PER_PAGE, InvitationTable


@require_GET
@requires(Permission.ADMINISTER)
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Every invitation: waiting, accepted, expired, withdrawn."""
    rows = Invitation.objects.select_related("invited_by").prefetch_related("roles", "organisations")
    filterset = InvitationFilterSet(request.GET, rows)
    total = Invitation.objects.count()
    table = InvitationTable(filterset.qs, caption=f"{filterset.qs.count()} of {total} invitations")
    table.csrf_token = get_token(request)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "people/invitation_list.html", {"filterset": filterset, "table": table})


@requires(Permission.ADMINISTER)
def invite_one(request: HttpRequest) -> HttpResponse:
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            invite(people=[form.given], by=request.user)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            return say_sent(request, 1)
    return render(request, "people/invite.html", {"form": form})


@requires(Permission.ADMINISTER)
def invite_several(request: HttpRequest) -> HttpResponse:
    form = InviteSeveralForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            invite(people=form.people, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return say_sent(request, len(form.people))
    return render(request, "people/invite_several.html", {"form": form})


@require_POST
@requires(Permission.ADMINISTER)
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.unanswered(), pk=pk)
    try:
        invite_again(invitation=invitation, by=request.user)
    except Invitation.DoesNotExist:
        return say_answered(request, invitation)
    return say_sent(request, 1)


@require_POST
@requires(Permission.ADMINISTER)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.unanswered(), pk=pk)
    try:
        withdraw(invitation=invitation, by=request.user)
    except Invitation.DoesNotExist:
        return say_answered(request, invitation)
    messages.success(request, f"The invitation of {invitation.name} is withdrawn.")
    return redirect("invitation_list")


def say_sent(request: HttpRequest, count: int) -> HttpResponse:
    """To the list, which marks what the mail server did not take."""
    messages.success(request, "The invitation is made." if count == 1 else f"{count} invitations are made.")
    return redirect("invitation_list")


def say_answered(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    messages.error(request, f"The invitation of {invitation.name} was accepted or withdrawn just now.")
    return redirect("invitation_list")


@login_not_required
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the link leads to: choose a password, and the account is there."""
    invitation = Invitation.objects.of_token(token).prefetch_related("roles", "organisations").first()
    if invitation is None or User.objects.filter(email__iexact=invitation.email).exists():
        return render(request, "people/invitation_over.html", status=404)
    form = NewPasswordForm(User(email=invitation.email, name=invitation.name), posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            accept(invitation=invitation, password=form.cleaned_data["new_password1"])
        except (Invitation.DoesNotExist, Refused):
            return render(request, "people/invitation_over.html", status=404)
        return redirect("invitation_accepted")
    return render(request, "people/accept.html", {"form": form, "invitation": invitation})


@login_not_required
@require_GET
def invitation_accepted(request: HttpRequest) -> HttpResponse:
    return render(request, "people/accepted.html")
