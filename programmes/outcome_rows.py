"""Estimates of a quarter from the records: what was counted, what was entered, and what they add up to.

An estimate is computed from a count on the same basis. A total since baseline counts up to the last day that is known,
which the row says; a sum takes only estimates up to one day.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from programmes.models import (
    Basis,
    IllustrativeObservation,
    Measure,
    Observation,
    OutcomeModel,
    OutcomeTotal,
    RollUp,
    StatedFigure,
    ValueState,
)
from programmes.outcomes import Computation, Estimate, Given, Method, Part, Rounding, Total
from programmes.rows import OutcomeRow, TotalRow
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.quarters import Quarter

BASES = (Basis.IN_PERIOD, Basis.YEAR_TO_DATE, Basis.SINCE_BASELINE)
Key = tuple[int, str]  # measure, basis


@dataclass(frozen=True)
class Known:
    """England's value of a measure on one basis, up to `end`."""

    given: Given
    start: date
    end: date
    source: str


def outcome_rows(quarter: Quarter, models: Sequence[OutcomeModel], *, illustrative: bool = False) -> list[OutcomeRow]:
    """One row for each model and basis with a value. With `illustrative`, made-up counts are used where a measure has
    no real value; a row then says so. The number of queries does not grow with the models.
    """
    if not models:
        return []
    measures = {measure for model in models for measure in (model.counted_id, model.result_id) if measure}
    known = known_values(quarter, measures)
    if illustrative:
        known |= illustrative_values(quarter, measures)
    stated = stated_of(quarter, measures)
    rows = (_row(model, basis, known, stated) for model in models for basis in BASES)
    return [row for row in rows if row]


def total_rows(
    quarter: Quarter, totals: Sequence[OutcomeTotal], rows: Iterable[OutcomeRow], source_id: int | None
) -> list[TotalRow]:
    """One row for each total and basis of which any part is known; it is missing while another part is."""
    by_key = {(row.slug, row.basis): row for row in rows}
    stated = stated_totals(totals, source_id)
    return [
        row for total in totals for basis in BASES if (row := _total(quarter, total, basis, by_key, stated)) is not None
    ]


def known_values(quarter: Quarter, measures: Iterable[int]) -> dict[Key, Known]:
    """The values of the quarter; of those since baseline the last ones up to its end. What a measure shows rolled up is
    the sum of what its organisations reported.
    """
    entered = entered_values(quarter, measures)
    return entered | rolled_up_values(quarter, measures, entered)


def rolled_up_values(quarter: Quarter, measures: Iterable[int], entered: dict[Key, Known]) -> dict[Key, Known]:
    """England's roll-ups of the quarter, of the measures that show them or have nothing else."""
    rows = RollUp.objects.filter(
        measure__in=list(measures), organisation__kind=OrganisationKind.NATION, basis__in=BASES, end=quarter.end,
        value__isnull=False,
    ).select_related("measure")  # fmt: skip
    return {
        (row.measure_id, row.basis): Known(
            Given(row.value, added_from=f"{row.reported} of {row.expected} organisations"),
            row.start,
            row.end,
            row.measure.name,
        )
        for row in rows
        if row.measure.shown == Measure.Shown.ROLLED_UP or (row.measure_id, row.basis) not in entered
    }


def entered_values(quarter: Quarter, measures: Iterable[int]) -> dict[Key, Known]:
    """What was entered for England itself."""
    rows = (
        Observation.objects.filter(
            measure__in=list(measures), organisation__kind=OrganisationKind.NATION, basis__in=BASES,
            end__lte=quarter.end, state=ValueState.VALUE,
        )
        .select_related("batch__source")
        .order_by("end")
    )  # fmt: skip
    found: dict[Key, Known] = {}
    for row in rows:
        if row.basis == Basis.SINCE_BASELINE or _is_of(quarter, row):
            given = Given(row.value, row.qualifier)
            found[row.measure_id, row.basis] = Known(given, row.start, row.end, provenance_of(row))
    return found


def _is_of(quarter: Quarter, row: Observation | IllustrativeObservation) -> bool:
    return row.end == quarter.end


def illustrative_values(quarter: Quarter, measures: Iterable[int]) -> dict[Key, Known]:
    """Made-up values of whole quarters, of measures that have no real value for England."""
    real = Observation.objects.filter(measure__in=list(measures), organisation__kind=OrganisationKind.NATION)
    rows = IllustrativeObservation.objects.filter(
        measure__in=list(measures), start=quarter.start, end=quarter.end
    ).exclude(measure__in=real.values("measure"))
    return {
        (row.measure_id, Basis.IN_PERIOD): Known(
            Given(row.value, is_illustrative=True), row.start, row.end, "Illustrative"
        )
        for row in rows
    }


def provenance_of(row: Observation) -> str:
    source = row.batch.source.title if row.batch.source_id else row.batch.name
    return ", ".join(filter(None, [source, row.source_place]))


def stated_of(quarter: Quarter, measures: Iterable[int]) -> dict[tuple[int, str, date], tuple[str, ...]]:
    """The slugs of what a source states of a measure, by basis and end."""
    figures = StatedFigure.objects.filter(measure__in=list(measures), end__lte=quarter.end).exclude(basis="")
    found: dict[tuple[int, str, date], list[str]] = defaultdict(list)
    for measure, basis, end, slug in figures.values_list("measure_id", "basis", "end", "slug"):
        found[measure, basis, end].append(slug)
    return {key: tuple(slugs) for key, slugs in found.items()}


def stated_totals(
    totals: Sequence[OutcomeTotal], source_id: int | None
) -> dict[tuple[int, str, date], list[StatedFigure]]:
    """What the quarter's source states as totals of a workstream, where they are not of one measure."""
    if not (totals and source_id):
        return {}
    figures = StatedFigure.objects.filter(
        role=StatedFigure.Role.TOTAL, measure__isnull=True, source_id=source_id, end__isnull=False,
        workstream__in={total.workstream_id for total in totals},
    )  # fmt: skip
    found: dict[tuple[int, str, date], list[StatedFigure]] = defaultdict(list)
    for figure in figures:
        found[figure.workstream_id, figure.basis, figure.end].append(figure)
    return found


def _row(model: OutcomeModel, basis: str, known: dict[Key, Known], stated: dict) -> OutcomeRow | None:
    count = known.get((model.counted_id, basis)) if model.constant else None
    entered = known.get((model.result_id, basis))
    shown = count or entered
    if shown is None:
        return None
    if count and entered and count.end != entered.end:
        # What was entered for another day than the count is no answer to it.
        count, entered, shown = (count, None, count) if count.end > entered.end else (None, entered, entered)
    counted: Measure | None = model.counted if count else None
    return OutcomeRow(
        slug=model.slug,
        name=model.name,
        workstream_slug=model.workstream.slug,
        basis=basis,
        start=shown.start,
        end=shown.end,
        estimate=Estimate(
            unit=model.unit,
            qualifier=model.qualifier,
            computed=Computation(count.given, method_of(model)) if count else None,
            entered=entered.given if entered else None,
        ),
        count_name=counted.name if counted else "",
        count_slug=counted.slug if counted else "",
        count_source=count.source if count else "",
        constant=model.constant,
        constant_text=model.constant_text,
        constant_source=", ".join(
            filter(None, [model.constant_source.title if model.constant_source else "", model.constant_place])
        ),
        entered_source=entered.source if entered else "",
        entered_slug=model.result.slug if entered and model.result else "",
        note=model.note,
        source=model.provenance,
        stated=stated.get((model.result_id, basis, shown.end), ()),
    )


def method_of(model: OutcomeModel) -> Method:
    return Method(model.constant, Rounding(model.rounding), model.range_low, model.range_high)


def _total(
    quarter: Quarter, total: OutcomeTotal, basis: str, rows: dict[tuple[str, str], OutcomeRow], stated: dict
) -> TotalRow | None:
    parts = [part.model for part in total.parts.all()]
    found = {part.slug: rows[part.slug, basis] for part in parts if (part.slug, basis) in rows}
    if not found:
        return None
    end = max(row.end for row in found.values())
    figures = stated.get((total.workstream_id, basis, end), [])
    return TotalRow(
        slug=total.slug,
        name=total.name,
        workstream_slug=total.workstream.slug,
        basis=basis,
        end=end,
        total=Total(
            unit=total.unit,
            qualifier=total.qualifier,
            leaves_out=total.leaves_out,
            parts=tuple(Part(part.name, _on(end, found.get(part.slug))) for part in parts),
            stated=tuple(figure.value for figure in figures),
        ),
        parts=tuple(part.slug for part in parts),
        source=total.provenance,
        stated=tuple(figure.slug for figure in figures),
    )


def _on(end: date, row: OutcomeRow | None) -> Estimate | None:
    """The estimate, if it counts up to that day."""
    return row.estimate if row and row.end == end else None
