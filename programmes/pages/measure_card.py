"""The card of a measure: why it matters, how it is worked out, who answers for it, and what has been stated of it."""

from dataclasses import dataclass
from datetime import date

from programmes.models import Adoption, Measure, StatedFigure
from programmes.pages.measure_words import ambition_in_words, day_in_words, number_in_words
from programmes.series import read_ambitions
from pssdash.organisations.models import OrganisationKind

NOT_RECORDED = "Not recorded in the source"


@dataclass(frozen=True)
class Fact:
    """A key and its value, for a summary list."""

    key: str
    value: str


def words_of(measure: Measure) -> list[Fact]:
    """What it is and where that comes from. What nobody has recorded says so, where a reader would look for it."""
    missing = missing_words(measure)
    return [
        Fact("Definition", measure.definition or missing),
        Fact("Why it matters", measure.why_it_matters or missing),
        Fact("How it is calculated", measure.how_calculated or missing),
        Fact("Who is counted", measure.population or missing),
        *([Fact("Numerator", measure.numerator_text or missing)] if measure.is_ratio else []),
        *([Fact("Denominator", measure.denominator_text or missing)] if measure.is_ratio else []),
        Fact("Source", measure.provenance or "Not recorded"),
    ]


def facts_of(measure: Measure) -> list[Fact]:
    """How it is handled, and who answers for it."""
    missing = missing_words(measure)
    checked = measure.checked_by
    if checked and measure.checked_on:
        checked += f", {day_in_words(measure.checked_on)}"
    return [
        Fact("Kind", measure.get_kind_display()),
        Fact("Which way is better", measure.get_direction_display()),
        Fact("How often", measure.get_frequency_display()),
        Fact("Reported by", reporters_of(measure)),
        Fact("Added up as", measure.get_aggregation_display()),
        Fact("Baseline", baseline_of(measure) or missing),
        Fact("Ambition", ambitions_of(measure) or "None"),
        Fact("Owner", measure.owner or missing),
        Fact("Checked by", checked or missing),
        Fact("Next review", day_in_words(measure.next_review) if measure.next_review else missing),
    ]


def reporters_of(measure: Measure) -> str:
    """`Trust`, or `Trust (acute, acute specialist)`; no reader calls England a nation that reports."""
    if measure.reported_by == OrganisationKind.NATION:
        return "England, as one national figure"
    level, types = measure.get_reported_by_display(), measure.trust_types.replace("_", " ")
    return f"{level} ({types})" if types else level


def missing_words(measure: Measure) -> str:
    return NOT_RECORDED if measure.source_id else "Not recorded"


def baseline_of(measure: Measure) -> str:
    if measure.baseline_value is None:
        return ""
    period = f", {measure.baseline_period}" if measure.baseline_period else ""
    return f"{number_in_words(measure, measure.baseline_value)}{period}"


def ambitions_of(measure: Measure) -> str:
    """All of them, each with its words and place; a later one replaces an earlier one from its start on."""
    said = []
    read_ambitions([measure])
    for ambition in measure.dated_ambitions:
        since = f", from {day_in_words(ambition.since)}" if ambition.since else ""
        text = f"{ambition_in_words(measure, ambition)}{since}"
        said.append(". ".join(filter(None, [text, ambition.text.rstrip("."), ambition.provenance])))
    return "; ".join(said)


@dataclass(frozen=True)
class StatedRow:
    """A number that a document states of the measure, and where. `standing` says which of two statements counts."""

    text: str
    value: str
    role: str
    period: str
    place: str
    standing: str


def stated_rows(measure: Measure, organisations: set[int], until: date) -> list[StatedRow]:
    """What is stated, of periods that end by `until`, of the measure as a whole and of the organisations (by key)."""
    figures = measure.stated_figures.select_related("source", "organisation")
    shown = [
        figure
        for figure in figures
        if date.min < until >= (figure.end or date.min)
        and (figure.organisation_id is None or figure.organisation_id in organisations)
    ]
    adopted = adoptions([figure.fact for figure in shown]) if shown else {}
    return [stated_row(measure, figure, adopted.get(figure.fact)) for figure in shown]


def adoptions(facts: list[str]) -> dict[str, Adoption]:
    """The last adoption on each fact."""
    return {
        adoption.fact: adoption
        for adoption in Adoption.objects.filter(fact__in=facts).select_related("figure").order_by("pk")
    }


def stated_row(measure: Measure, figure: StatedFigure, adoption: Adoption | None) -> StatedRow:
    unit = f"{figure.value:,.10g}{'%' if figure.unit == '%' else f' {figure.unit}' if figure.unit else ''}"
    return StatedRow(
        text=figure.text,
        value=f"{figure.qualifier} {unit}".strip(),
        role=figure.get_role_display(),
        period=figure.period_text or span_in_words(figure.start, figure.end),
        place=figure.provenance,
        standing=standing_of(figure, adoption),
    )


def standing_of(figure: StatedFigure, adoption: Adoption | None) -> str:
    if adoption is None:
        return ""
    if adoption.figure.value == figure.value:
        return f"Adopted: {adoption.reason}"
    return f"Not adopted. {adoption.reason}"


def span_in_words(start: date | None, end: date | None) -> str:
    return " to ".join(day_in_words(day) for day in (start, end) if day)
