"""Everybody's own account, and the places where it is signed in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from pssdash.accounts.audit import record
from pssdash.accounts.sessions import end_sessions, sessions_of
from pssdash.accounts.two_factor.rules import has_second_factor, needs_second_factor
from pssdash.people.own import facts_about


@require_GET
def your_account(request: HttpRequest) -> HttpResponse:
    """Who the person is here, how they sign in, and where they are signed in."""
    context = {
        "facts": facts_about(request.user),
        "sessions": sessions_of(request.user, request.session.session_key),
        "has_second_factor": has_second_factor(request.user),
        "needs_second_factor": needs_second_factor(request.user),
    }
    return render(request, "people/your_account.html", context)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out elsewhere, in one place."""
    if not end_sessions(request.user, keep=request.session.session_key, only=pk):
        raise Http404("There is no such session")
    return said(request, "That session is ended.")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    count = end_sessions(request.user, keep=request.session.session_key)
    return said(request, "You are signed in here alone.") if count else redirect("your_account")


def said(request: HttpRequest, what: str) -> HttpResponse:
    record(by=request.user, action="ended a session", item=("account", request.user.email))
    messages.success(request, what)
    return redirect("your_account")
