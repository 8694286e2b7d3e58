"""A generated country to measure on: 30 measures of every organisation in each of 72 months. Wants its own database.

The same seed makes the same rows. S has the 285 organisations of England, its regions, PSCs, ICBs and trusts; L has
6,500 practices as well, who report in the trusts' place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
from django.db import connection

from programmes.models import BatchSpan, ImportBatch, Measure, Observation, Programme, Workstream
from programmes.observations import Value, refresh_measures
from programmes.observations.periods import period_end
from programmes.observations.staging import fill_table, is_postgresql
from pssdash.organisations.models import Organisation, OrganisationKind, OrganisationLink

MEASURES, MONTHS, FIRST_YEAR = 30, 72, 2018
REGIONS, COLLABORATIVES, ICBS, TRUSTS, PRACTICES = 7, 15, 42, 220, 6500
SIZES = {"S": 285, "L": 6785}
COLUMNS = [
    "measure_id", "organisation_id", "basis", "start", "end", "state", "value", "numerator", "denominator",
    "is_final", "is_mapped", "qualifier", "explanation", "source_place", "batch_id",
]  # fmt: skip


@dataclass(frozen=True)
class Dataset:
    """What was made: all organisations, the level that reports, the measures, and the first days of the months."""

    organisations: list[Organisation]
    measures: list[Measure]
    months: list[date]
    level: str

    def of_kind(self, kind: str) -> list[Organisation]:
        return [organisation for organisation in self.organisations if organisation.kind == kind]


def make_dataset(size: str = "S", *, seed: int = 1) -> Dataset:
    """Fill an empty database and work out its roll-ups. Raises ValueError where there are measures already."""
    if Measure.objects.exists():
        raise ValueError("This database has measures. Measure on one of its own: a generated country fills it.")
    dataset = Dataset(
        organisations=_make_organisations(PRACTICES if size == "L" else 0),
        measures=_make_measures(OrganisationKind.PRACTICE if size == "L" else OrganisationKind.TRUST),
        months=[date(FIRST_YEAR + number // 12, number % 12 + 1, 1) for number in range(MONTHS)],
        level=OrganisationKind.PRACTICE if size == "L" else OrganisationKind.TRUST,
    )
    assert len(dataset.organisations) == SIZES[size]
    batch = ImportBatch.objects.create(kind=ImportBatch.Kind.CONTENT, name=f"Generated, size {size}, seed {seed}")
    for number, month in enumerate(dataset.months):
        fill_table(
            Observation._meta.db_table, COLUMNS, _rows(dataset, month, batch, np.random.default_rng([seed, number]))
        )
    BatchSpan.objects.bulk_create(
        BatchSpan(batch=batch, measure=measure, basis="p", end=period_end(measure.frequency, month))
        for measure in dataset.measures
        for month in dataset.months
    )
    if is_postgresql():
        with connection.cursor() as cursor:
            # Not within a transaction, such as a test's, can pages be marked as visible to all.
            cursor.execute(f"{'ANALYZE' if connection.in_atomic_block else 'VACUUM ANALYZE'} programmes_observation")
    refresh_measures(dataset.measures)
    return dataset


def month_of_values(dataset: Dataset, month: date, *, seed: int = 2) -> Iterator[Value]:
    """A month's return of every measure and organisation, such as a new month brings or an old one is sent again."""
    parts = _parts(dataset, np.random.default_rng(seed))
    for measure in dataset.measures:
        end = period_end(measure.frequency, month)
        for organisation, (numerator, denominator) in zip(
            dataset.organisations, islice(parts, len(dataset.organisations)), strict=True
        ):
            yield Value(measure, organisation, month, end, numerator=numerator, denominator=denominator)


def _parts(dataset: Dataset, generator: np.random.Generator) -> Iterator[tuple[int, int]]:
    size = len(dataset.measures) * len(dataset.organisations)
    denominators = generator.integers(50, 500, size)
    numerators = generator.binomial(denominators, 0.7)
    return zip(numerators.tolist(), denominators.tolist(), strict=True)


def _rows(dataset: Dataset, month: date, batch: ImportBatch, generator: np.random.Generator) -> Iterator[tuple]:
    """Rows of the table itself. Those of a sum have the same parts, and the numerator as their value."""
    parts, organisations = _parts(dataset, generator), [organisation.pk for organisation in dataset.organisations]
    for measure in dataset.measures:
        pk, end, is_ratio = measure.pk, period_end(measure.frequency, month), measure.is_ratio
        for organisation, (numerator, denominator) in zip(
            organisations, islice(parts, len(organisations)), strict=True
        ):
            numbers = (numerator / denominator * 100, numerator, denominator) if is_ratio else (numerator, None, None)
            yield (pk, organisation, "p", month, end, "v", *numbers, True, False, "", "", "", batch.pk)


def _make_organisations(practices: int) -> list[Organisation]:
    """Linked as the real ones are; codes tell what each is."""
    kinds = OrganisationKind
    counts = {
        kinds.REGION: REGIONS, kinds.COLLABORATIVE: COLLABORATIVES, kinds.ICB: ICBS,
        kinds.TRUST: TRUSTS, kinds.PRACTICE: practices,
    }  # fmt: skip
    england, _ = Organisation.objects.get_or_create(
        kind=kinds.NATION, defaults={"code": "ENG", "name": "England", "short_name": "England"}
    )
    made = {
        kind: Organisation.objects.bulk_create(
            Organisation(
                kind=kind, code=f"{kind}-{number}", name=f"{kind.label} {number}", short_name=f"{kind.label} {number}"
            )
            for number in range(1, count + 1)
        )
        for kind, count in counts.items()
    }
    link = OrganisationLink.Kind
    ties = [
        (link.REGION, kinds.ICB, kinds.REGION), (link.COLLABORATIVE, kinds.ICB, kinds.COLLABORATIVE),
        (link.ICB, kinds.TRUST, kinds.ICB), (link.ICB, kinds.PRACTICE, kinds.ICB),
    ]  # fmt: skip
    OrganisationLink.objects.bulk_create(
        OrganisationLink(kind=kind, child=child, parent=made[above][number % len(made[above])])
        for kind, below, above in ties
        for number, child in enumerate(made[below])
    )
    return [england, *(organisation for organisations in made.values() for organisation in organisations)]


def _make_measures(level: str) -> list[Measure]:
    """Two percentages to each count."""
    programme = Programme.objects.create(slug="generated", name="Generated")
    workstream = Workstream.objects.create(programme=programme, slug="generated", name="Generated")
    return [
        Measure.objects.create(
            workstream=workstream, slug=f"generated-{number}", name=f"Generated {number}", short_name=f"G{number}",
            position=number, kind=Measure.Kind.PROCESS, direction=Measure.Direction.INCREASE,
            frequency=Measure.Frequency.MONTH, reported_by=level, shown=Measure.Shown.ROLLED_UP,
            **({"unit": "cases", "aggregation": Measure.Aggregation.SUM} if number % 3 == 0 else
               {"unit": "%", "per": 100, "decimals": 1, "aggregation": Measure.Aggregation.RATIO_OF_SUMS}),
        )
        for number in range(1, MEASURES + 1)
    ]  # fmt: skip
