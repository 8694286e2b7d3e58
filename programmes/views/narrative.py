"""Writing, reviewing and correcting the text of a section in a quarter."""

from django.http import HttpRequest

from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.assignments import NarrativeAssignment, find_narrative
from programmes.pages.narrative import build_narrative, narrative_form
from pssdash.reporting.entries import views
from pssdash.reporting.quarters import Quarter

PAGES = views.Pages(
    kind=NARRATIVE_TEXTS,
    make_form=narrative_form,
    build_page=build_narrative,
    template="programmes/narrative.html",
    conflict_template="programmes/narrative_conflict.html",
)


def asked_for(request: HttpRequest, slug: str, section: str, quarter: Quarter) -> NarrativeAssignment:
    return find_narrative(request.user, slug, section, quarter)
