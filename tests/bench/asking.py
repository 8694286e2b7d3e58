"""Asks the site for pages as a server does: the WSGI application, in this process, from request to the last byte.

Not Django's test client, which never closes a database connection and so would not notice settings that do.
"""

import sys
import time
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from pssdash.accounts.models import User
from pssdash.accounts.sessions import NOTED_AT
from pssdash.wsgi import application


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    seconds: float


class WrongAnswer(Exception):
    """The page that was to be measured answered with something else than 200."""


class Visitor:
    """Somebody who asks for pages: a person who is signed in, or nobody that the site knows."""

    def __init__(self, user: User | None) -> None:
        self.cookie = cookie_of(user) if user else ""

    def ask(self, address: str) -> Answer:
        statuses: list[str] = []
        began = time.perf_counter()
        response = application(self.environment(address), lambda status, headers, error=None: statuses.append(status))
        body = b"".join(response)
        # Here the server ends the request, and Django its connections if it does not keep them.
        response.close()
        return Answer(int(statuses[0].split()[0]), body, time.perf_counter() - began)

    def get(self, address: str) -> Answer:
        """As `ask`, of a page that has to be there."""
        answer = self.ask(address)
        if answer.status != 200:
            raise WrongAnswer(f"{address} answered {answer.status}")
        return answer

    def environment(self, address: str) -> dict[str, object]:
        path, _, query = address.partition("?")
        return {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT": "text/html", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr,
            "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip


def cookie_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[NOTED_AT] = time.time()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
