"""The page of a programme, drawn. What is published never changes, so its drawing is kept for a while.

The page is long: eight charts, each as a figure, two drawings and a table, take many times what any other page does.
Nothing in it depends on who reads. Only the illustrative block is read live, so what it rests on is part of the key.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.core.cache import cache
from django.db.models import Count, Max
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from programmes.measure_rows import illustrative_rows
from programmes.models import IllustrativeObservation, Observation, Programme, PublishedProgramme, RollUp, StepChange
from programmes.narrative_files import with_files
from programmes.pages.programme_page import build_programme
from programmes.quarter_pages import from_content
from programmes.rows import MeasureRow, ProgrammePage
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.models import ReportingPeriod

DRAFTS_KEPT = 8  # about a megabyte each
KEPT_FOR = 300  # seconds: words of measures in the illustrative block may be so old


@dataclass(frozen=True)
class DrawnPage:
    """What stands above the body, and the body as HTML."""

    name: str
    purpose: str
    version: int
    correction_reason: str
    has_charts: bool
    body: SafeString


def draw(page: ProgrammePage, period: ReportingPeriod) -> DrawnPage:
    """The page with its illustrative block."""
    lacking = [row.slug for row in page.measures if not row.points]
    return draw_by_value(with_files(page), tuple(illustrative_rows(period, lacking)) if lacking else ())


@lru_cache(maxsize=DRAFTS_KEPT)
def draw_by_value(page: ProgrammePage, illustrative: tuple[MeasureRow, ...]) -> DrawnPage:
    """A draft of which anything has changed is another value, and is drawn anew."""
    view = build_programme(page, illustrative)
    return DrawnPage(
        name=page.name,
        purpose=page.purpose,
        version=page.published_version,
        correction_reason=page.correction_reason,
        has_charts=view.has_charts,
        body=SafeString(render_to_string("programmes/body.html", {"view": view})),
    )


def drawn_published(programme: Programme, period: ReportingPeriod) -> DrawnPage | None:
    """The page as its last version was published; None where the programme was not published in the period."""
    versions = PublishedProgramme.objects.filter(programme=programme, period=period)
    last = versions.latest_versions().values_list("pk", flat=True).first()
    if last is None:
        return None
    key = f"drawn-programme-{last}-{hash(illustrative_state(programme))}"
    found = cache.get(key)
    if found is None:
        found = draw(from_content(PublishedProgramme.objects.get(pk=last)), period)
        cache.set(key, found, KEPT_FOR)
    return found


def illustrative_state(programme: Programme) -> tuple:
    """What the illustrative block rests on: made-up values, real ones that take their place, and step changes."""
    made_up = IllustrativeObservation.objects.filter(measure__workstream__programme=programme)
    state = tuple(made_up.values_list("measure_id").annotate(Count("pk"), Max("pk")).order_by("measure_id"))
    if not state:
        return ()
    measures = [measure for measure, *_ in state]
    real = tuple(
        tuple(
            model.objects.filter(measure__in=measures, organisation__kind=OrganisationKind.NATION)
            .order_by("measure_id")
            .values_list("measure_id", flat=True)
            .distinct()
        )
        for model in (Observation, RollUp)
    )
    steps = StepChange.objects.in_force().filter(measure__in=measures).aggregate(Count("pk"), Max("pk"))
    return state, real, tuple(steps.values())
