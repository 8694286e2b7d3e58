"""The single values of a quarter, organisation by organisation, with the sums that they come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programmes.models import Measure
from programmes.outcomes import number
from programmes.rows import MeasureRow, OrganisationValue

NOTHING = "–"
SUM = Measure.Aggregation.SUM


@dataclass(frozen=True)
class OrganisationGrid:
    """`columns` are measures; a row has a cell for each, then its sum where the measures can be added. `covers` says of
    how many organisations the totals are made.
    """

    columns: tuple[MeasureRow, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    totals: tuple[str, ...]
    covers: str

    @property
    def sums(self) -> list[tuple[str, str]]:
        """What each measure, and all together, add up to."""
        names = [row.short_name for row in self.columns] + (["Together"] if self.has_sum else [])
        return list(zip(names, self.totals, strict=True))

    @property
    def has_sum(self) -> bool:
        return len(self.totals) > len(self.columns)


def organisation_grid(measures: Iterable[MeasureRow]) -> OrganisationGrid | None:
    """The measures whose organisations the report names. Missing is not zero: what lacks a value is not added."""
    columns = tuple(row for row in measures if row.organisations)
    if not columns:
        return None
    names = {each.code: each.name for row in columns for each in row.organisations}
    values = {(row.slug, each.code): each for row in columns for each in row.organisations}
    found = {code: [values.get((row.slug, code)) for row in columns] for code in names}
    added = len(columns) > 1 and {(row.unit, row.aggregation) for row in columns} == {(columns[0].unit, SUM)}
    complete = sum(all(each and each.value is not None for each in cells) for cells in found.values())
    in_order = sorted(names, key=lambda code: names[code])
    return OrganisationGrid(
        columns=columns,
        rows=tuple((names[code], cells_of(columns, found[code], added)) for code in in_order),
        totals=totals_of(columns, added),
        covers=f"{complete} of {len(names)} organisations",
    )


def cells_of(columns: Sequence[MeasureRow], cells: Sequence[OrganisationValue | None], added: bool) -> tuple[str, ...]:
    words = [
        each.words.removesuffix(f" {row.unit}") if each else NOTHING for each, row in zip(cells, columns, strict=True)
    ]
    return tuple(words + ([sum_of(each.value if each else None for each in cells)] if added else []))


def totals_of(columns: Sequence[MeasureRow], added: bool) -> tuple[str, ...]:
    """The sum of each measure that may be added, and of all."""
    values = [[each.value for each in row.organisations] for row in columns]
    sums = [sum_of(column) if row.aggregation == SUM else NOTHING for row, column in zip(columns, values, strict=True)]
    return tuple(sums + ([sum_of(value for column in values for value in column)] if added else []))


def sum_of(values: Iterable[float | None]) -> str:
    """The sum of what is known; a dash where nothing is."""
    known = [value for value in values if value is not None]
    return number(sum(known)) if known else NOTHING
