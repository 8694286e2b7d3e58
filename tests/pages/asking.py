"""Every route of the site, and what a person gets when they ask for one."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from pssdash.accounts.models import User


def routes(resolver: URLResolver | None = None, namespace: str = "", path: str = "/") -> Iterator[tuple[str, str]]:
    """The name and the path of every route of the site, `None` for one without a name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        inner = path + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            below = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern, namespace + below, inner)
        else:
            yield f"{namespace}{pattern.name}", inner


def answer_to(user: User | None, method: str, path: str, sent: dict[str, Any]) -> HttpResponse:
    """What `user` gets; whatever it changed is undone."""
    client = Client()
    with transaction.atomic():
        if user:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.generic(method, path) if method == "GET" else client.post(path, sent)
        transaction.set_rollback(True)
    return answer


def in_short(answer: HttpResponse) -> str:
    sign_in_pages = (reverse("sign_in"), reverse("admin:login"))
    to_sign_in = answer.status_code == 302 and answer.url.startswith(sign_in_pages)
    return "in" if to_sign_in else str(answer.status_code)
