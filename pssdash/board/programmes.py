"""The improvement programmes on the board page: headline outcomes, and the measures by what their icons say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from programmes.charts.icons import Icon, assurance_icon, variation_icon
from programmes.pages.headlines import Headline, headlines
from programmes.pages.programme_links import programme_url
from programmes.pages.signals import CONCERN, IMPROVEMENT, NEUTRAL
from programmes.quarter_pages import pages_for
from programmes.rows import MeasureRow, ProgrammePage
from programmes.spc import Assurance, Variation
from pssdash.accounts.models import User
from pssdash.reporting.chosen_quarter import periods_of
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter

# The rows of the matrix: a name, and the icons that belong to it. Concern first.
ROWS = {
    "Concern": CONCERN,
    "Improvement": IMPROVEMENT,
    "Neither better nor worse": NEUTRAL,
    "No significant change": (Variation.COMMON_CAUSE,),
}
COLUMNS = (Assurance.CONSISTENT_FAIL, Assurance.INCONSISTENT, Assurance.CONSISTENT_PASS, None)


@dataclass(frozen=True)
class MatrixRow:
    """The measures of one kind of variation, by assurance: a cell has the names and addresses of its measures."""

    name: str
    icons: tuple[Icon, ...]
    cells: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class BoardProgrammes:
    """The programmes in a published quarter. `without_icon` counts the measures with too few published values."""

    quarter: Quarter
    url: str
    outcomes: tuple[tuple[str, str, tuple[Headline, ...]], ...]
    assurances: tuple[Icon, ...]
    matrix: tuple[MatrixRow, ...]
    without_icon: int


def programmes_period(user: User, until: Quarter | None) -> ReportingPeriod | None:
    """The latest published quarter of the programmes, up to `until` where a quarter was asked for."""
    periods = (period for period in periods_of(user, Part.PROGRAMMES) if period.is_published)
    return next((period for period in periods if until is None or period.quarter <= until), None)


def build_programmes(period: ReportingPeriod) -> BoardProgrammes:
    pages = pages_for(period)
    measures = [row for page in pages for row in page.measures if not row.is_estimate]
    return BoardProgrammes(
        quarter=period.quarter,
        url=reverse("programme_list", query={"quarter": period.quarter.slug}),
        outcomes=tuple(found for page in pages if (found := outcomes_of(page))[2]),
        assurances=tuple(assurance_icon(each) for each in COLUMNS),
        matrix=matrix_of(measures),
        without_icon=sum(row.variation is None for row in measures),
    )


def outcomes_of(page: ProgrammePage) -> tuple[str, str, tuple[Headline, ...]]:
    shown = tuple(each for each in headlines(page) if each.main)
    return page.name, programme_url(page.slug, page.quarter), shown


def matrix_of(measures: Iterable[MeasureRow]) -> tuple[MatrixRow, ...]:
    """A row for each kind of variation that occurs."""
    measures = list(measures)
    rows = []
    for name, variations in ROWS.items():
        inside = [row for row in measures if row.variation in variations]
        icons = [each for each in variations if any(row.variation == each for row in inside)]
        cells = tuple(
            tuple((row.short_name, reverse("measure", args=[row.slug])) for row in inside if row.assurance == column)
            for column in COLUMNS
        )
        if inside:
            rows.append(MatrixRow(name, tuple(variation_icon(each) for each in icons), cells))
    return tuple(rows)
