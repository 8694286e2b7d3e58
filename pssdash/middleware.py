"""What every request and every answer of the site passes through, whichever page it is."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

View = Callable[[HttpRequest], HttpResponse]

# Nothing here uses a camera, a place or a payment, so no page may ask for one.
HEADERS = {
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ResponseHeadersMiddleware:
    """No page stays in a browser or a proxy: on a shared computer, Back after signing out shows nothing.

    Static files say themselves how long they keep, and come through unchanged.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class NumbersInRangeMiddleware:
    """400 for a number that the database cannot hold: no form of ours sends one with twenty digits."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, OverflowError):
            raise BadRequest("A number that is too large") from exception


class NoNullCharactersMiddleware:
    """400 for a null character in the address or a cookie: no text of ours has one, and PostgreSQL takes none.

    In what is posted, the forms refuse it at its field.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        in_address = "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path_info
        if in_address or any("\x00" in value for value in request.COOKIES.values()):
            raise BadRequest("A null character in the address or a cookie")
        return self.get_response(request)
