"""Keeps what somebody typed when their session ends before they press Save.

A form posted without a signed-in person, or with a security token that no longer fits, is put aside in the session
and the person is led back to the form, by way of the sign-in page if need be. The view that shows the form asks
`take_kept_text` for it. It is given back only to the person who typed it: such a form carries a signed account
number, `typed_by`. Without one of ours, or from another site's page, nothing is kept: a stranger can neither fill the
session table nor end somebody's session by giving their browser another one.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

SESSION_KEY = "kept_text"
LARGEST_KEPT = 100_000  # characters; the longest update form is a twentieth of this
SALT = "pssdash.kept_text"
LONGEST_OPEN = timedelta(days=14)  # a form left open over a holiday


def typed_by(request: HttpRequest) -> str:
    """The value of the hidden field `typed_by` of a form whose text must not be lost."""
    return signing.dumps(request.user.pk, salt=SALT)


def keep_text(request: HttpRequest) -> bool:
    """Put the posted form aside for its own page. False where there is nothing to keep."""
    if request.method != "POST" or not is_from_our_page(request):
        return False
    owner = owner_of(request.POST)
    if owner is None or (request.user.is_authenticated and owner != request.user.pk):
        return False
    text = request.POST.urlencode()
    if len(text) > LARGEST_KEPT:
        return False
    request.session[SESSION_KEY] = {"path": request.get_full_path(), "form": text}
    return True


def take_kept_text(request: HttpRequest) -> QueryDict | None:
    """The form that was put aside for this page and this person, once; or None."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[SESSION_KEY]
    form = QueryDict(kept["form"])
    return form if owner_of(form) == request.user.pk else None


def owner_of(form: QueryDict) -> int | None:
    """The number of the account that was given the form; None without a signature of ours, or with an old one."""
    try:
        return signing.loads(form.get("typed_by", ""), salt=SALT, max_age=LONGEST_OPEN)
    except signing.BadSignature:
        return None


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form. One that says nothing is believed."""
    ours = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", ours) in (ours, *settings.CSRF_TRUSTED_ORIGINS)


def is_from_script(request: HttpRequest) -> bool:
    """Whether a script of ours sent it: that keeps the text in the browser itself, and cannot show a page."""
    return request.headers.get("Accept") == "application/json"


def signed_out(status: int = 401) -> JsonResponse:
    """The answer to a script where a person would be led to the sign-in page."""
    return JsonResponse({"said": "You are signed out."}, status=status)


class KeptTextMiddleware:
    """Leads whoever sends a form without being signed in to the sign-in page and back, with the text if it is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated and is_from_script(request):
            return signed_out()
        if request.method == "POST" and not request.user.is_authenticated and keep_text(request):
            return redirect_to_login(request.get_full_path())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *args: Any) -> HttpResponse | None:
        """A form that is not kept, such as a button: back to the page that it stood on, not to where it was sent."""
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        page = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
        return redirect_to_login(page if ours else reverse("home"))
