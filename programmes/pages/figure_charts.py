"""The numbered figures of a report as charts: SPC, rolling average with trend, stacked counts by quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString

from programmes.charts import (
    Chart,
    ChartFacts,
    StackedPart,
    chart_of,
    rolling_average_figure,
    rolling_table,
    spc_chart,
    stacked_counts_figure,
    stacked_table,
)
from programmes.models import Position, ReportFigure
from programmes.outcomes import listed
from programmes.pages.programme_links import stated_url
from programmes.pages.programme_tables import has_chart, results_of
from programmes.phase_counting import common_spans, count_within, span_label
from programmes.rows import FigureRow, FrameworkRow, MeasureRow, ProgrammePage, StatedRow
from programmes.spc import Frequency, Result
from programmes.templatetags.charts import chart_html

Kind = ReportFigure.Kind
LEVEL = 6  # of a chart's headline, below that of its figure


@dataclass(frozen=True)
class FigureView:
    """A figure of the report: what it shows by the report, the numbers stated of it, and its chart, also as HTML.

    `chart` is None where no points are known. An illustrative one is no part of the publication.
    """

    row: FigureRow
    stated: tuple[tuple[StatedRow, str], ...]
    chart: Chart | None
    html: SafeString | str = ""

    @property
    def anchor(self) -> str:
        return f"figure-{self.row.number}"

    @property
    def is_illustrative(self) -> bool:
        return self.chart is not None and self.chart.is_illustrative


def figure_views(page: ProgrammePage, illustrative: Sequence[MeasureRow]) -> dict[int, FigureView]:
    """Every figure of the page by its number. Series are analysed in one call."""
    series = {row.slug: row for row in page.measures if has_chart(row)}
    series |= {row.slug: row for row in illustrative if row.slug not in series}
    results = results_of(series.values())
    drawn = {row.number: chart_for(page, row, series, results) for row in page.figures}
    return {row.number: FigureView(row, stated_of(page, row), *(drawn[row.number] or (None,))) for row in page.figures}


def stated_of(page: ProgrammePage, figure: FigureRow) -> tuple[tuple[StatedRow, str], ...]:
    """What the report states of the figure, with the addresses: by the place that names it. Of two statements of one
    fact the adopted one.
    """
    place = f"Figure {figure.number}"
    named = [row for row in page.stated if place in row.place.split(", ")]
    found = {row.fact: row for row in named if row.is_adopted or not row.is_contradicted}
    return tuple((row, stated_url(page, row.slug)) for row in found.values())


def chart_for(
    page: ProgrammePage, figure: FigureRow, series: Mapping[str, MeasureRow], results: Mapping[str, Result]
) -> tuple[Chart, SafeString] | None:
    id = f"figure-{figure.number}-chart"
    if figure.framework_slug:
        framework = page.framework(figure.framework_slug)
        by_support = figure.kind == Kind.STACKED_SUPPORT
        chart = framework and phase_chart(page, framework, by_support=by_support, id=id)
        return (chart, chart_html(chart, LEVEL)) if chart else None
    row = series.get(figure.measure_slug)
    return series_chart(row, results[row.slug], figure.kind, id=id) if row else None


# A chart is made of values alone, and takes longer than all else of a page; this keeps those of a few programmes.
@lru_cache(maxsize=64)
def series_chart(row: MeasureRow, result: Result, kind: str, *, id: str) -> tuple[Chart, SafeString]:
    chart = (rolling_chart if kind == Kind.ROLLING_AVERAGE else control_chart)(row, result, id=id)
    return chart, chart_html(chart, LEVEL)


def facts_of(row: MeasureRow) -> ChartFacts:
    return ChartFacts(
        title=row.name, unit=row.unit, decimals=row.decimals or None, ambition_label="Ambition",
        is_illustrative=row.is_illustrative,
    )  # fmt: skip


def subtitle_of(row: MeasureRow) -> str:
    """Definition, who is counted, how often, whose values and since when."""
    first, last = row.points[0].start, row.points[-1].end
    span = f"England, {first:%b %Y} to {last:%b %Y}"
    frequency = {"month": "Monthly", "quarter": "Quarterly", "year": "Yearly"}[row.frequency]
    return " ".join(f"{part.rstrip('.')}." for part in (row.definition, row.population, frequency, span) if part)


def control_chart(row: MeasureRow, result: Result, *, id: str) -> Chart:
    return spc_chart(
        result, facts_of(row), id=id, headline=row.sentence, subtitle=subtitle_of(row), file_name=row.slug,
        csv_url=reverse("measure_export", args=[row.slug, "csv"]),
    )  # fmt: skip


def rolling_chart(row: MeasureRow, result: Result, *, id: str) -> Chart:
    """The average of six months with the long-term trend."""
    points = [(each.x, each.y) for each in result.rows]
    facts, frequency = replace(facts_of(row), decimals=row.decimals), Frequency(row.frequency)
    known = [value for _, value in points if value is not None]
    half = len(known) // 2
    falls = sum(known[half:]) / (len(known) - half) < sum(known[:half]) / half
    return chart_of(
        rolling_average_figure(points, facts, frequency=frequency),
        facts,
        id=id,
        headline=f"{row.name}: the long-term trend {'falls' if falls else 'rises'}",
        subtitle=subtitle_of(row),
        table=rolling_table(points, facts, frequency=frequency),
        csv_url=reverse("measure_export", args=[row.slug, "csv"]),
        file_name=f"{row.slug}-rolling-average",
    )


def phase_chart(
    page: ProgrammePage, framework: FrameworkRow, *, by_support: bool = False, id: str = "phases"
) -> Chart | None:
    """How many organisations are in each phase, or have which support, quarter by quarter."""
    quarters = [each for each in framework.quarters if (each.support if by_support else each.segments)]
    if not quarters:
        return None
    bars = [each.quarter.short for each in quarters]
    parts = support_parts(quarters) if by_support else phase_parts(framework, quarters)
    title = f"{framework.kind_plural} by {'support' if by_support else 'phase'}"
    facts = ChartFacts(title=title, unit=framework.kind_plural)
    last, latest = quarters[-1], [(part.name, part.counts[-1]) for part in parts if part.counts[-1]]
    said = listed(f"{count} in {name.partition(':')[0].lower()}" for name, count in latest)
    headline = f"{last.total} {framework.kind_plural} in {last.quarter.short}: {said}"
    if by_support:
        said = listed(f"{count} with {name.lower()}" for name, count in latest)
        headline = f"{framework.kind_plural} in {last.quarter.short}: {said}"
    return chart_of(
        stacked_counts_figure(bars, parts, facts),
        facts,
        id=id,
        headline=headline,
        subtitle=f"{framework.name}, {framework.kind_plural} counted at the end of each quarter.",
        table=stacked_table(bars, parts, facts),
        csv_url=reverse("phases_export", args=[page.slug, framework.slug, "csv"], query={"quarter": page.quarter.slug}),
        file_name=f"{framework.slug}-{'support' if by_support else 'phases'}",
        notes=tuple(each.contradiction for each in quarters if by_support and each.contradiction),
    )


def phase_parts(framework: FrameworkRow, quarters: Sequence) -> list[StackedPart]:
    return [
        StackedPart(span_label(framework.phases, *span), tuple(count_within(each, span) for each in quarters))
        for span in common_spans(quarters)
        if any(count_within(each, span) for each in quarters)
    ]


def support_parts(quarters: Sequence) -> list[StackedPart]:
    """A quarter that says nothing of one kind of support does not say that nobody has it."""
    named = {part.support for each in quarters for part in each.support}
    kinds = [kind for kind in Position.Support.values if kind in named]
    found = [{part.support: part.count for part in each.support} for each in quarters]
    return [StackedPart(Position.Support(kind).label, tuple(counts.get(kind) for counts in found)) for kind in kinds]
