"""What a report states, number by number: where each stands, what came of it, and which of two statements counts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from programmes.models import Adoption, Basis, Programme, StatedFigure
from programmes.outcomes import in_words
from programmes.rows import StatedRow
from pssdash.organisations.models import OrganisationKind


def stated_rows(source_id: int | None, programmes: Sequence[Programme]) -> dict[int, list[StatedRow]]:
    """The rows of each programme (by its key), in the order of the report. A constant number of queries."""
    if source_id is None:
        return {}
    figures = list(
        StatedFigure.objects.filter(source_id=source_id, workstream__programme__in=programmes)
        .exclude(source=None)
        .select_related("workstream", "measure", "organisation", "source")
        .order_by("position", "pk")
    )
    facts = defaultdict(list)
    for figure in figures:
        facts[figure.fact].append(figure)
    adopted = {each.fact: each for each in Adoption.objects.filter(fact__in=list(facts)).select_related("figure")}
    rows: dict[int, list[StatedRow]] = defaultdict(list)
    for figure in figures:
        row = _row(figure, facts[figure.fact], adopted.get(figure.fact))
        rows[figure.workstream.programme_id].append(row)
    return rows


def _row(figure: StatedFigure, same_fact: list[StatedFigure], adoption: Adoption | None) -> StatedRow:
    against = tuple(other.slug for other in same_fact if other.value != figure.value)
    organisation = figure.organisation
    return StatedRow(
        slug=figure.slug,
        role=figure.role,
        role_label=figure.get_role_display(),
        fact=figure.fact,
        text=figure.text,
        value=figure.value,
        words=in_words(figure.value, figure.unit, figure.qualifier),
        workstream_slug=figure.workstream.slug,
        workstream=figure.workstream.acronym or figure.workstream.name,
        measure_slug=figure.measure.slug if figure.measure else "",
        measure=figure.measure.short_name if figure.measure else "",
        organisation=organisation.short_name if organisation and organisation.kind != OrganisationKind.NATION else "",
        basis=Basis(figure.basis).label if figure.basis else "",
        period=figure.period_text or span_text(figure.start, figure.end),
        source=figure.source.title,
        place=figure.source_place,
        note=figure.note,
        became=_became(figure),
        against=against,
        is_adopted=bool(against and adoption and adoption.figure.value == figure.value),
        adoption_reason=adoption.reason if against and adoption else "",
    )


def _became(figure: StatedFigure) -> str:
    """Which record holds it, if any."""
    if figure.observation_id:
        return "observation"
    return "count" if figure.stated_count_id else ""


def span_text(start: date | None, end: date | None) -> str:
    """`1 Jul 2024 to 30 Sep 2024`, `at 30 Sep 2024`, or nothing."""
    if end is None:
        return ""
    last = f"{end.day} {end:%b %Y}"
    if start is None or start == end:
        return f"at {last}"
    return f"{start.day} {start:%b %Y} to {last}"
