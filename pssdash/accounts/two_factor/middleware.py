"""Leads whoever's role needs two-factor sign-in to the page that sets it up, before any other page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pssdash.accounts.kept_text import keep_text
from pssdash.accounts.two_factor.rules import must_enrol

# What a person needs to set it up, or to leave.
OPEN = {"mfa_activate_totp", "mfa_view_recovery_codes", "account_reauthenticate", "sign_out"}


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *args: Any) -> HttpResponse | None:
        """Pages that are open to everybody stay so. What somebody was writing is kept for afterwards."""
        open_page = request.resolver_match.url_name in OPEN or not getattr(view, "login_required", True)
        if open_page or not request.user.is_authenticated or not must_enrol(request.user):
            return None
        keep_text(request)
        return redirect("mfa_activate_totp")
