"""Pages about the service, open to everybody, and its health."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programmes.pages.help_spc import explained_icons, explained_lines, explained_points


@login_not_required
@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """What the words, colours and shapes mean, and whom to ask."""
    context = {
        "contact": settings.CONTACT_EMAIL,
        "icons": explained_icons(),
        "lines": explained_lines(),
        "points": explained_points(),
    }
    return render(request, "pages/help.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, and why."""
    return render(request, "pages/privacy.html", {"contact": settings.CONTACT_EMAIL})


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when the database answers, else 503, for whatever watches the service."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
