"""Writing, reviewing and correcting the text of a section in a quarter."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.assignments import NarrativeAssignment, find_narrative
from programmes.citations import citable, places
from programmes.models import NarrativeText
from programmes.narrative_rows import row_of
from programmes.pages.narrative import build_narrative, narrative_form
from pssdash.reporting.entries import views
from pssdash.reporting.entries.evidence.reading import links_of
from pssdash.reporting.quarters import Quarter


def draw_text(assignment: NarrativeAssignment, entry: NarrativeText) -> dict[str, Any]:
    """What the page of the programme will show of it."""
    programme, period = assignment.section.programme, assignment.period
    row = replace(row_of(entry), files=links_of(entry))
    return {"row": row, "places": places(citable(programme, period), programme.slug, period.quarter)}


PAGES = views.Pages(
    kind=NARRATIVE_TEXTS,
    make_form=narrative_form,
    build_page=build_narrative,
    template="programmes/narrative.html",
    conflict_template="programmes/narrative_conflict.html",
    draw=draw_text,
    drawn_template="programmes/text.html",
)


def asked_for(request: HttpRequest, slug: str, section: str, quarter: Quarter) -> NarrativeAssignment:
    return find_narrative(request.user, slug, section, quarter)
