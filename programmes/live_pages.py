"""Programmes of a quarter that is not published: their pages drawn from the records as they stand now."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from programmes.deliverable_rows import DeliverableRow
from programmes.live_deliverables import in_force
from programmes.live_deliverables import live_rows as live_deliverables
from programmes.measure_rows import measure_rows
from programmes.models import (
    GlossaryTerm,
    Measure,
    OutcomeModel,
    OutcomeTotal,
    PhaseFramework,
    Programme,
    ReportFigure,
    TotalPart,
    Workstream,
)
from programmes.narrative_rows import narrative_rows
from programmes.outcome_rows import outcome_rows, total_rows
from programmes.phase_rows import framework_rows
from programmes.prose import plain
from programmes.rows import ExpectedRow, FigureRow, ProgrammePage, TermRow, WorkstreamRow
from programmes.stated_rows import stated_rows
from programmes.ties import tie
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod, Source


def live_pages(period: ReportingPeriod, programmes: Sequence[Programme] | None = None) -> list[ProgrammePage]:
    """The page of each programme, or of those given. The number of queries does not grow with what they hold."""
    programmes = list(Programme.objects.select_related("source")) if programmes is None else list(programmes)
    parts = _parts(period, programmes)
    terms = list(GlossaryTerm.objects.all())
    return [_page(period, programme, parts, terms) for programme in programmes]


def _page(
    period: ReportingPeriod, programme: Programme, parts: dict[str, dict[int, list[Any]]], terms: list[GlossaryTerm]
) -> ProgrammePage:
    own = {name: tuple(rows.get(programme.pk, ())) for name, rows in parts.items()}
    return ProgrammePage(
        slug=programme.slug,
        name=programme.name,
        acronym=programme.acronym,
        purpose=programme.purpose,
        position=programme.position,
        quarter=period.quarter,
        source=period.source.title if period.source else "",
        terms=used_terms(terms, own),
        **own,
    )


def _parts(period: ReportingPeriod, programmes: list[Programme]) -> dict[str, dict[int, list[Any]]]:
    """Every part of every page, by programme."""
    quarter = period.quarter
    workstreams = tie(_workstreams_of(programmes), "programme", programmes)
    programme_of = {workstream.slug: workstream.programme_id for workstream in workstreams}
    places = {workstream.pk: place for place, workstream in enumerate(workstreams)}
    sources = list(Source.objects.all())

    def by_programme(rows: Iterable[Any]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            found[programme_of[row.workstream_slug]].append(row)
        return found

    def within(rows: QuerySet, *order: str) -> list[Any]:
        """Workstream by workstream, in `order`; to order by what workstreams are ordered by would join them."""
        found = tie(rows.filter(workstream__in=workstreams).order_by(*order, "pk"), "workstream", workstreams)
        return sorted(tie(found, "source", sources), key=lambda row: places[row.workstream_id])

    measures = within(Measure.objects.all(), "position")
    models = within(OutcomeModel.objects.all(), "position")
    for name, known in (("counted", measures), ("result", measures), ("constant_source", sources)):
        tie(models, name, known)
    estimates = {model.result_id for model in models}
    added = TotalPart.objects.select_related("model").order_by("position")
    totals = within(OutcomeTotal.objects.prefetch_related(Prefetch("parts", queryset=added)), "position")
    outcomes = outcome_rows(quarter, models)
    frameworks = within(PhaseFramework.objects.prefetch_related("phases"))
    figures = tie(within(ReportFigure.objects.filter(quarter=quarter), "number"), "measure", measures)
    england = Organisation.england()
    return {
        "workstreams": _grouped((each.programme_id, workstream_row(each)) for each in workstreams),
        "narrative": narrative_rows(period, programmes, workstreams, sources),
        "outcomes": by_programme(outcomes),
        "totals": by_programme(total_rows(quarter, totals, outcomes, period.source_id)),
        "measures": by_programme(measure_rows(period, measures, england, estimates)),
        "deliverables": by_programme(deliverables_of(period, programmes)),
        "figures": by_programme(map(figure_row, tie(figures, "framework", frameworks))),
        "frameworks": by_programme(framework_rows(frameworks, quarter)),
        "stated": stated_rows(period.source_id, programmes),
    }


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return found


def deliverables_of(period: ReportingPeriod, programmes: list[Programme]) -> list[DeliverableRow]:
    return live_deliverables(period, in_force(period.quarter).filter(workstream__programme__in=programmes))


def _workstreams_of(programmes: Sequence[Programme]) -> QuerySet:
    return Workstream.objects.filter(programme__in=programmes).prefetch_related("expected_outcomes__source")


def workstream_row(workstream: Workstream) -> WorkstreamRow:
    return WorkstreamRow(
        slug=workstream.slug,
        name=workstream.name,
        acronym=workstream.acronym,
        purpose=workstream.purpose,
        expected=tuple(
            ExpectedRow(kind=each.kind, text=each.text, deadline_text=each.deadline_text, source=each.provenance)
            for each in workstream.expected_outcomes.all()
        ),
    )


def figure_row(figure: ReportFigure) -> FigureRow:
    return FigureRow(
        number=figure.number,
        title=figure.title,
        kind=figure.kind,
        shows=figure.shows,
        workstream_slug=figure.workstream.slug,
        measure_slug=figure.measure.slug if figure.measure else "",
        framework_slug=figure.framework.slug if figure.framework else "",
        source=figure.provenance,
    )


def used_terms(terms: Iterable[GlossaryTerm], parts: dict[str, tuple[Any, ...]]) -> tuple[TermRow, ...]:
    """The glossary's terms that stand in the programme's words."""
    said = " ".join(words_in(parts))
    return tuple(
        TermRow(term=each.term, meaning=each.meaning)
        for each in terms
        if re.search(rf"\b{re.escape(each.term)}s?\b", said)
    )


def words_in(parts: dict[str, tuple[Any, ...]]) -> Iterable[str]:
    for row in parts["narrative"]:
        yield plain(row.text)
    for row in parts["workstreams"]:
        yield f"{row.name} {row.acronym} {row.purpose}"
        yield from (each.text for each in row.expected)
    for row in parts["deliverables"]:
        yield f"{row.summary} {row.progress}"
    for row in parts["figures"]:
        yield row.shows
