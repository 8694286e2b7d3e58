"""Writing, reviewing and correcting the text of a section in a quarter."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.assignments import find_narrative
from programmes.pages.narrative import build_narrative, narrative_form
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries import views
from pssdash.reporting.quarters import Quarter

PAGES = views.Pages(
    kind=NARRATIVE_TEXTS,
    make_form=narrative_form,
    build_page=build_narrative,
    template="programmes/narrative.html",
    conflict_template="programmes/narrative_conflict.html",
)


@requires(Permission.TAKE_PART_IN_ROUND)
@views.form_page
def narrative_text(request: HttpRequest, slug: str, section: str, quarter: Quarter) -> HttpResponse:
    """The form of a text, or what it says for those who do not write it."""
    return views.entry(request, PAGES, find_narrative(request.user, slug, section, quarter))


@requires(Permission.APPROVE_UPDATES)
@require_POST
def narrative_text_approve(request: HttpRequest, slug: str, section: str, quarter: Quarter) -> HttpResponse:
    return views.approve(request, PAGES, find_narrative(request.user, slug, section, quarter))


@requires(Permission.APPROVE_UPDATES)
@views.form_page
def narrative_text_send_back(request: HttpRequest, slug: str, section: str, quarter: Quarter) -> HttpResponse:
    return views.send_back(request, PAGES, find_narrative(request.user, slug, section, quarter))


@requires(Permission.TAKE_PART_IN_ROUND)
@views.form_page
def narrative_text_correct(request: HttpRequest, slug: str, section: str, quarter: Quarter) -> HttpResponse:
    return views.correct(request, PAGES, find_narrative(request.user, slug, section, quarter))


@requires(Permission.TAKE_PART_IN_ROUND)
@require_GET
def narrative_text_history(request: HttpRequest, slug: str, section: str, quarter: Quarter) -> HttpResponse:
    return views.history(request, PAGES, find_narrative(request.user, slug, section, quarter))
