"""The site with a page that breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from pssdash.urls import urlpatterns as site_routes


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [path("broken/", broken), *site_routes]
