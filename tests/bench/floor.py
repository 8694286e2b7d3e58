"""The site's routes, and the page that all others are compared with: signed in, the site's layout, one row."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from pssdash.organisations.models import Organisation
from pssdash.urls import urlpatterns as site

FLOOR = "/bench/floor/"
BARE = "/bench/bare/"
PAGE = """{% extends "base.html" %}
{% block title %}{{ row }}{% endblock %}
{% block content %}<h1>{{ row }}</h1>{% endblock %}
"""


def floor(request: HttpRequest) -> HttpResponse:
    """What no page of the site can do without."""
    return HttpResponse(template().render({"row": Organisation.england()}, request))


@cache
def template():
    return engines["django"].from_string(PAGE)


def bare(request: HttpRequest) -> HttpResponse:
    """The same row without the layout, to show what the layout costs."""
    return HttpResponse(Organisation.england().name)


urlpatterns = [path(FLOOR[1:], floor), path(BARE[1:], bare), *site]
