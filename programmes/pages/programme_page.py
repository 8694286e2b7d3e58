"""The page of a programme: its frozen tree laid out, workstream by workstream, with tables, charts and links."""

from collections.abc import Sequence
from dataclasses import dataclass

from programmes.citations import places_in
from programmes.models import NarrativeSection
from programmes.pages.figure_charts import FigureView, figure_views
from programmes.pages.headlines import Headline, headlines
from programmes.pages.organisation_grid import OrganisationGrid, organisation_grid
from programmes.pages.programme_links import figures_url, phases_url
from programmes.pages.programme_tables import DeliverableTable, MeasureTable
from programmes.phases import PhaseQuarter
from programmes.rows import ExpectedRow, FrameworkRow, MeasureRow, NarrativeRow, ProgrammePage, WorkstreamRow

Kind = NarrativeSection.Kind
OPEN_KINDS = (Kind.PROGRESS, Kind.UPDATES)  # what is read first stands open


@dataclass(frozen=True)
class FrameworkView:
    """A phase framework in the quarter of the page, and the page that follows it through time."""

    row: FrameworkRow
    latest: PhaseQuarter | None
    url: str


@dataclass(frozen=True)
class WorkstreamView:
    """Everything of one workstream."""

    row: WorkstreamRow
    expected: tuple[ExpectedRow, ...]
    benefits: tuple[ExpectedRow, ...]
    deliverables: DeliverableTable | None
    figures: tuple[FigureView, ...]
    frameworks: tuple[FrameworkView, ...]
    grid: OrganisationGrid | None
    quotations: tuple[NarrativeRow, ...]
    narrative: tuple[NarrativeRow, ...]


@dataclass(frozen=True)
class Heading:
    """An entry of the list of contents."""

    text: str
    anchor: str
    below: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class ProgrammeView:
    """The page. `illustrative` is the table of the made-up series, which are no part of what is published. `places` are
    the addresses that the numbers in its texts lead to, by the names that they cite.
    """

    page: ProgrammePage
    summaries: tuple[tuple[str, NarrativeRow], ...]
    headlines: tuple[Headline, ...]
    measures: MeasureTable | None
    illustrative: MeasureTable | None
    workstreams: tuple[WorkstreamView, ...]
    narrative: tuple[NarrativeRow, ...]
    quotations: tuple[NarrativeRow, ...]
    figures_url: str
    contradictions: int
    places: dict[str, str]

    @property
    def has_charts(self) -> bool:
        return any(figure.chart for each in self.workstreams for figure in each.figures)

    @property
    def contents(self) -> tuple[Heading, ...]:
        below = tuple(Heading(each.row.name, each.row.slug) for each in self.workstreams)
        found = [
            Heading("Summary of the quarter", "summary") if self.summaries else None,
            Heading("Outcomes", "outcomes") if self.headlines else None,
            Heading("Measures", "measures") if self.measures or self.illustrative else None,
            Heading("Across the programme", "across") if self.narrative or self.quotations else None,
            Heading("Workstreams", "workstreams", below) if below else None,
            Heading("Words used here", "words") if self.page.terms else None,
            Heading("Sources", "sources"),
        ]
        return tuple(heading for heading in found if heading)


def build_programme(page: ProgrammePage, illustrative: Sequence[MeasureRow]) -> ProgrammeView:
    """Lay out the tree. `illustrative` are the made-up series of its measures, read beside it."""
    figures = figure_views(page, illustrative)
    measures = [row for row in page.measures if not row.is_estimate]
    names = {row.slug: row.acronym or row.name for row in page.workstreams}
    own = [row for row in page.narrative if not row.workstream_slug and row.kind != Kind.SUMMARY]
    summaries = [row for row in page.narrative if row.kind == Kind.SUMMARY]
    return ProgrammeView(
        page=page,
        summaries=tuple((names.get(row.workstream_slug, ""), row) for row in summaries),
        headlines=headlines(page),
        measures=MeasureTable(page, measures, caption=f"Measures of England, {page.quarter}") if measures else None,
        illustrative=MeasureTable(page, illustrative, caption="Illustrative values of England")
        if illustrative
        else None,
        workstreams=tuple(workstream_view(page, row, figures.values()) for row in page.workstreams),
        narrative=tuple(row for row in own if row.kind != Kind.QUOTATION),
        quotations=tuple(row for row in own if row.kind == Kind.QUOTATION),
        figures_url=figures_url(page),
        contradictions=len({row.fact for row in page.stated if row.is_contradicted}),
        places=places_in(page),
    )


def workstream_view(page: ProgrammePage, row: WorkstreamRow, figures) -> WorkstreamView:
    def of(rows):
        return tuple(each for each in rows if each.workstream_slug == row.slug)

    deliverables = of(page.deliverables)
    told = [each for each in of(page.narrative) if each.kind != Kind.SUMMARY]
    return WorkstreamView(
        row=row,
        expected=tuple(each for each in row.expected if not each.is_benefit),
        benefits=tuple(each for each in row.expected if each.is_benefit),
        deliverables=DeliverableTable(deliverables, caption=f"Deliverables of {row.acronym or row.name}")
        if deliverables
        else None,
        figures=tuple(each for each in figures if each.row.workstream_slug == row.slug),
        frameworks=tuple(FrameworkView(each, each.latest, phases_url(page, each.slug)) for each in of(page.frameworks)),
        grid=organisation_grid(of(page.measures)),
        quotations=tuple(each for each in told if each.kind == Kind.QUOTATION),
        narrative=tuple(each for each in told if each.kind != Kind.QUOTATION),
    )
