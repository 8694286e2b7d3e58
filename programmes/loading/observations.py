"""The stated values as observations: a figure is entered once, and points at the measure's value that came of it."""

from programmes.loading.shared import BadFixture, Report
from programmes.models import Adoption, ImportBatch, Observation, StatedFigure

OBSERVED = (StatedFigure.Role.VALUE, StatedFigure.Role.ESTIMATE)


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
    adopted = {adoption.fact: adoption.figure_id for adoption in Adoption.objects.order_by("pk")}
    made: dict[tuple, Observation] = {}
    stated = StatedFigure.objects.filter(source=report.source, measure__isnull=False, role__in=OBSERVED)
    for figure in stated.exclude(basis="").select_related("measure").order_by("position"):
        if _counts(figure, adopted):
            key = (figure.measure_id, figure.organisation_id, figure.basis, figure.end)
            if key not in made:
                made[key] = _observation(figure, batch, parts.get(figure.slug))
            figure.observation = _agreeing(figure, made[key])
            figure.save(update_fields=["observation"])
    batch.added = len(made)
    batch.save(update_fields=["added"])
    return batch


def _counts(figure: StatedFigure, adopted: dict[str, int]) -> bool:
    """Whether the figure is the one to go by: adopted, or the same as the one that is."""
    if figure.fact not in adopted or adopted[figure.fact] == figure.pk:
        return True
    return StatedFigure.objects.get(pk=adopted[figure.fact]).value == figure.value


def _observation(figure: StatedFigure, batch: ImportBatch, parts: tuple[float, float] | None) -> Observation:
    """The value as stated, or the quotient of its parts. Where the baseline has no date, only the end is known."""
    numerator, denominator = parts or (None, None)
    value = figure.measure.per * numerator / denominator if parts else figure.value
    return Observation.objects.create(
        measure=figure.measure, organisation=figure.organisation, basis=figure.basis,
        start=figure.start or figure.end, end=figure.end, value=value, numerator=numerator, denominator=denominator,
        qualifier=figure.qualifier, source_place=figure.source_place, batch=batch,
    )  # fmt: skip


def _agreeing(figure: StatedFigure, observation: Observation) -> Observation:
    """The observation that says what the figure says, in its own rounding or as its numerator."""
    same = {observation.value, round(observation.value), observation.numerator}
    if figure.value not in same:
        raise BadFixture(f"{figure.slug} states {figure.value:g}, the observation {observation.value:g}")
    return observation
