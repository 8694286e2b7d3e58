"""The headline outcomes of a programme: the big numbers with their wording, each leading to how it came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from programmes.models import Basis
from programmes.outcomes import Estimate, Total, amount
from programmes.pages.measure_words import day_in_words
from programmes.pages.programme_links import outcome_url
from programmes.rows import OutcomeRow, ProgrammePage, TotalRow

Row = TypeVar("Row", OutcomeRow, TotalRow)
# Which basis a headline shows large: the first of these that has a value.
ORDER = (Basis.IN_PERIOD, Basis.YEAR_TO_DATE, Basis.SINCE_BASELINE)
LABELS = {
    Basis.IN_PERIOD: "in the quarter",
    Basis.YEAR_TO_DATE: "in the year to date",
    Basis.SINCE_BASELINE: "since baseline",
}


@dataclass(frozen=True)
class Number:
    """One value in its parts: `up to`, `1,431`, `babies`, `since baseline`."""

    qualifier: str
    figure: str
    unit: str
    span: str
    url: str

    @property
    def words(self) -> str:
        return " ".join(filter(None, [self.qualifier, self.figure, self.unit]))


@dataclass(frozen=True)
class Headline:
    """An outcome: its large number, the same on other bases, and for a total what it adds and leaves out.

    `missing` says what a total lacks where it has no value.
    """

    slug: str
    name: str
    main: Number | None
    others: tuple[Number, ...] = ()
    parts: tuple[tuple[str, Number], ...] = ()
    leaves_out: str = ""
    missing: str = ""
    is_computed: bool = False


def headlines(page: ProgrammePage) -> tuple[Headline, ...]:
    """In the order of the workstreams: of each the totals with their parts, then the estimates that are in no total."""
    added = {part for row in page.totals for part in row.parts}
    totals = {row.slug: row.workstream_slug for row in page.totals}
    alone = {row.slug: row.workstream_slug for row in page.outcomes if row.slug not in added}
    order = [stream.slug for stream in page.workstreams]
    found = [(order.index(where), _of_total(page, slug)) for slug, where in totals.items()]
    found += [(order.index(where), _of_model(page, slug)) for slug, where in alone.items()]
    return tuple(headline for _, headline in sorted(found, key=lambda pair: pair[0]))


def _of_total(page: ProgrammePage, slug: str) -> Headline:
    rows = in_order(row for row in page.totals if row.slug == slug)
    known = [row for row in rows if row.total.value is not None]
    shown = known[0] if known else rows[0]
    main, *others = [number(page, row) for row in known] or [None]
    parts = [row for part in shown.parts for row in page.outcomes if (row.slug, row.basis) == (part, shown.basis)]
    return Headline(
        slug, shown.name, main, tuple(others), tuple((row.name, number(page, row)) for row in parts),
        shown.total.leaves_out, "" if known else shown.total.origin, is_computed=True,
    )  # fmt: skip


def _of_model(page: ProgrammePage, slug: str) -> Headline:
    rows = in_order(row for row in page.outcomes if row.slug == slug)
    main, *others = [number(page, row) for row in rows]
    return Headline(slug, rows[0].name, main, tuple(others), is_computed=rows[0].estimate.computed is not None)


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: ORDER.index(Basis(row.basis)))


def number(page: ProgrammePage, row: OutcomeRow | TotalRow) -> Number:
    held: Estimate | Total = row.total if isinstance(row, TotalRow) else row.estimate
    figure = amount(held.value or 0, held.unit if held.unit.startswith(("£", "%")) else "")
    unit = "" if held.unit.startswith(("£", "%")) else held.unit
    qualifier = held.words.removesuffix(amount(held.value or 0, held.unit)).strip()
    return Number(qualifier, figure, unit, span_of(page, row), outcome_url(page, row.slug, row.basis))


def span_of(page: ProgrammePage, row: OutcomeRow | TotalRow) -> str:
    """`since baseline`, and up to which day where that is not the quarter's end."""
    return LABELS[Basis(row.basis)] + up_to(row.end, page.quarter.end)


def up_to(end: date, expected: date) -> str:
    return "" if end == expected else f", up to {day_in_words(end)}"
