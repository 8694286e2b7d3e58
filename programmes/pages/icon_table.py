"""Measures as rows of icons: latest value, variation, assurance, ambition, the sentence.

The list of measures, a programme and a region show the same rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from programmes.models import Basis, Measure
from programmes.models.measures import ambition_at
from programmes.pages.measure_words import (
    ambition_in_words,
    coverage_in_words,
    period_in_words,
    value_in_words,
)
from programmes.pages.readings import BASES, CHARTED, Reading, bases_found, read
from programmes.series import SeriesPoint, read_ambitions
from programmes.spc import Assurance, Variation
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind

NO_VALUES = "No values yet"


@dataclass(frozen=True)
class IconRow:
    """A measure of one organisation at its latest point. `reading` is None where it has no values.

    `ambition` is the one in force at that point, `coverage` of how many organisations a rolled-up value is made.
    `last_known` is the last value where the latest is missing.
    """

    measure: Measure
    organisation: Organisation
    reading: Reading | None
    ambition: str

    @property
    def latest(self) -> SeriesPoint | None:
        return self.reading.series.latest if self.reading else None

    @property
    def value(self) -> str:
        return value_in_words(self.measure, self.latest) if self.latest else NO_VALUES

    @property
    def period(self) -> str:
        return period_in_words(self.measure, self.latest, self.reading.basis) if self.reading and self.latest else ""

    @property
    def basis(self) -> str:
        """`Since baseline`; empty where the period says it."""
        if self.reading is None or self.reading.basis in CHARTED:
            return ""
        return Basis(self.reading.basis).label

    @property
    def last_known(self) -> str:
        if self.reading is None or self.latest is None or self.latest.value is not None:
            return ""
        known = next((point for point in reversed(self.reading.series.points) if point.value is not None), None)
        if known is None:
            return ""
        period = period_in_words(self.measure, known, self.reading.basis)
        return f"Last value: {value_in_words(self.measure, known)}, {period}"

    @property
    def variation(self) -> Variation | None:
        return self.reading.variation if self.reading else None

    @property
    def assurance(self) -> Assurance | None:
        return self.reading.assurance if self.reading else None

    @property
    def sentence(self) -> str:
        return self.reading.sentence if self.reading else ""

    @property
    def coverage(self) -> str:
        return coverage_in_words(self.latest) if self.latest else ""

    @property
    def lacking(self) -> str:
        """What to know of a latest total of fewer organisations than report: it is low for that alone."""
        latest = self.latest
        if latest is None or latest.expected is None or latest.reported == latest.expected or self.measure.is_ratio:
            return ""
        have = f"of {latest.expected} organisations {'has' if latest.reported == 1 else 'have'}"
        return (
            f"Only {latest.reported} {have} a value for {self.period} so far, "
            "so this total cannot be compared with those before."
        )

    @property
    def is_illustrative(self) -> bool:
        return self.reading is not None and self.reading.series.is_illustrative

    @property
    def is_trial(self) -> bool:
        return self.reading is not None and self.reading.is_trial

    @property
    def is_provisional(self) -> bool:
        return self.latest is not None and not self.latest.is_final

    @property
    def url(self) -> str:
        """The measure's page, of this organisation."""
        url = self.measure.get_absolute_url()
        of_nation = self.organisation.kind == OrganisationKind.NATION
        return url if of_nation else f"{url}?organisation={self.organisation.code}"


def icon_rows(
    user: User, measures: Sequence[Measure], organisation: Organisation, until: date | None = None
) -> list[IconRow]:
    """One row for each measure, in the order given, also for those without values that the person may read."""
    found = {row.measure.pk: row for row in icon_rows_with_values(user, measures, [organisation], until)}
    read_ambitions(measures)
    return [
        found.get(measure.pk) or IconRow(measure, organisation, None, _ambition(measure, until)) for measure in measures
    ]


def icon_rows_with_values(
    user: User, measures: Sequence[Measure], organisations: Sequence[Organisation], until: date | None = None
) -> list[IconRow]:
    """Measures first, then organisations, as given: those that have values which the person may read.

    Values of single periods where a measure has them for any of the organisations, else its next best basis. The
    number of queries does not grow with measures or organisations.
    """
    prefetch_related_objects(measures, "workstream__programme")
    readings = read(user, measures, organisations, until=until)
    lacking = [measure for measure in measures if measure.pk not in {each.series.measure.pk for each in readings}]
    readings += _on_other_bases(user, lacking, organisations, until) if lacking else []
    order = {measure.pk: place for place, measure in enumerate(measures)}
    return [row_of(reading) for reading in sorted(readings, key=lambda each: order[each.series.measure.pk])]


def row_of(reading: Reading) -> IconRow:
    series = reading.series
    ambition = ambition_at(series.ambitions, series.points[-1].end)
    return IconRow(series.measure, series.organisation, reading, ambition_in_words(series.measure, ambition))


def _on_other_bases(
    user: User, measures: Sequence[Measure], organisations: Sequence[Organisation], until: date | None
) -> list[Reading]:
    bases = bases_found(user, measures, organisations, until)
    readings = []
    for basis in BASES[1:]:
        of_basis = [measure for measure in measures if bases.get(measure.pk, [""])[0] == basis]
        readings += read(user, of_basis, organisations, basis=basis, until=until) if of_basis else []
    return readings


def _ambition(measure: Measure, until: date | None) -> str:
    return ambition_in_words(measure, ambition_at(measure.dated_ambitions, until or date.max))
