"""Whom django-axes locks out. It counts wrong passwords and wrong codes alike, in the database, so that several servers
count together; django-allauth's own limits, which each server keeps for itself, are off.
"""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessBase
from django.http import HttpRequest

from pssdash.accounts.models import User

CODE_OF = "code of "


def lockout_parameters(attempt: HttpRequest | AccessBase, credentials: dict[str, Any] | None = None) -> list:
    """What is counted together: passwords by account and place, so that a stranger cannot lock the owner out; codes by
    account alone, since who guesses them knows the password, and could guess from many places.
    """
    name = attempt.username if isinstance(attempt, AccessBase) else get_client_username(attempt, credentials)
    return ["username"] if (name or "").startswith(CODE_OF) else [["username", "ip_address"]]


def may_try_code(request: HttpRequest, user: User) -> bool:
    """False after too many wrong codes: the answer is then the page that says so, whatever the view makes."""
    allowed = AxesProxyHandler.is_allowed(request, _credentials(user))
    if not allowed:
        request.axes_locked_out, request.axes_credentials = True, _credentials(user)
    return allowed


def count_wrong_code(request: HttpRequest, user: User) -> None:
    AxesProxyHandler.user_login_failed(User, _credentials(user), request)


def forget_wrong_codes(user: User) -> None:
    AxesProxyHandler.reset_attempts(username=_credentials(user)["username"])


def _credentials(user: User) -> dict[str, str]:
    return {"username": f"{CODE_OF}{user.email.lower()}"}
