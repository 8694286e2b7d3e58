"""The stated values as observations: a figure is entered once, and points at the measure's value that came of it."""

from programmes.loading.shared import BadFixture, Report
from programmes.models import Adoption, ImportBatch, Observation, StatedFigure
from programmes.observations.problems import BadValues
from programmes.observations.values import Value
from programmes.observations.writing import write_observations

OBSERVED = (StatedFigure.Role.VALUE, StatedFigure.Role.ESTIMATE)
Parts = dict[str, tuple[float, float]]  # numerator and denominator, by the slug of the figure


def load_observations(report: Report) -> ImportBatch:
    """Makes one observation of each stated value or estimate of a measure: never of a mean, a change or an ambition.

    Of two statements that contradict each other only the adopted one counts.
    """
    batch = ImportBatch.objects.create(kind=ImportBatch.Kind.CONTENT, name=report.source.title, source=report.source)
    parts = {
        entry["slug"]: (entry["numerator"], entry["denominator"])
        for entry in report.entries("stated", "figure")
        if "numerator" in entry
    }
    figures = _figures(report)
    first: dict[tuple, StatedFigure] = {}
    for figure in figures:
        first.setdefault(_key(figure), figure)
    try:
        write_observations(batch=batch, rows=[_value(figure, parts) for figure in first.values()])
    except BadValues as error:
        raise BadFixture(str(error)) from error
    _point_back(figures, batch)
    return batch


def _figures(report: Report) -> list[StatedFigure]:
    """Those that become observations, in the order of the report."""
    adopted = {each.fact: each.figure.value for each in Adoption.objects.order_by("pk").select_related("figure")}
    stated = StatedFigure.objects.filter(source=report.source, measure__isnull=False, role__in=OBSERVED)
    figures = stated.exclude(basis="").select_related("measure", "organisation").order_by("position")
    return [figure for figure in figures if figure.value == adopted.get(figure.fact, figure.value)]


def _key(row: StatedFigure | Observation) -> tuple:
    return row.measure_id, row.organisation_id, row.basis, row.end


def _value(figure: StatedFigure, parts: Parts) -> Value:
    """The value as stated, or the quotient of its parts. Where the baseline has no date, only the end is known."""
    numerator, denominator = parts.get(figure.slug, (None, None))
    return Value(
        figure.measure, figure.organisation, figure.start or figure.end, figure.end, basis=figure.basis,
        value=figure.value if numerator is None else None, numerator=numerator, denominator=denominator,
        qualifier=figure.qualifier, source_place=figure.source_place,
    )  # fmt: skip


def _point_back(figures: list[StatedFigure], batch: ImportBatch) -> None:
    """Each figure leads to the observation that says what it says, in its own rounding or as its numerator."""
    written = Observation.objects.filter(batch=batch, measure__in={figure.measure_id for figure in figures})
    made = {_key(observation): observation for observation in written}
    for figure in figures:
        observation = made[_key(figure)]
        if figure.value not in {observation.value, round(observation.value), observation.numerator}:
            raise BadFixture(f"{figure.slug} states {figure.value:g}, the observation {observation.value:g}")
        figure.observation = observation
    StatedFigure.objects.bulk_update(figures, ["observation"])
