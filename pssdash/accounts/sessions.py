"""Where a person is signed in: listed, and ended from elsewhere. django-allauth notes each sign-in."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pssdash.accounts.models import User

NOTED_AT = "activity_noted_at"
PAUSE = 300  # seconds between two notes of the same session
BROWSERS = [
    (r"Edg(e|A|iOS)?/", "Edge"), (r"OPR/|Opera", "Opera"), (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"), (r"Chrome/|CriOS/", "Chrome"), (r"Safari/", "Safari"),
]  # fmt: skip
SYSTEMS = [
    (r"iPhone", "iPhone"), (r"iPad", "iPad"), (r"Android", "Android"), (r"Windows", "Windows"), (r"CrOS", "Chromebook"),
    (r"Mac OS X|Macintosh", "Mac"), (r"Linux", "Linux"),
]  # fmt: skip


@dataclass(frozen=True)
class SignedIn:
    """One place where a person is signed in."""

    key: int
    device: str
    ip: str
    since: datetime
    last_used: datetime
    is_this_one: bool


class SessionActivityMiddleware:
    """Notes that a session is in use, every five minutes at most."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time.time() - request.session.get(NOTED_AT, 0) > PAUSE:
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
            request.session[NOTED_AT] = time.time()
        return self.get_response(request)


def note_sign_in(sender: Any, request: HttpRequest, **also: Any) -> None:
    """A session that has just begun need not be noted as in use. Connected to Django's signal (apps.py)."""
    request.session[NOTED_AT] = time.time()


def sessions_of(user: User, present_key: str | None) -> list[SignedIn]:
    """Where the person is signed in, this session first, then the last used."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user=user, session_key__in=running).order_by("-last_seen_at", "-pk")
    found = [
        SignedIn(
            row.pk, device(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.session_key == present_key
        )
        for row in rows
    ]
    return sorted(found, key=lambda session: not session.is_this_one)


def end_sessions(user: User, *, keep: str | None = None, only: int | None = None) -> int:
    """End the person's sessions, but for the one with the key `keep`; or the one with the number `only`. How many."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=keep or "")
    rows = rows if only is None else rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def follow_session(before: str | None, after: str | None) -> None:
    """A session that goes on under another key is listed on."""
    UserSession.objects.filter(session_key=before).update(session_key=after)


def device(user_agent: str) -> str:
    """The browser and the system that it names itself, such as "Edge on Windows"."""
    browser = next((name for pattern, name in BROWSERS if re.search(pattern, user_agent)), "A browser")
    system = next((name for pattern, name in SYSTEMS if re.search(pattern, user_agent)), "")
    return f"{browser} on {system}" if system else browser
