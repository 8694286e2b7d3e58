"""Short ways to write series down."""

from collections.abc import Sequence
from datetime import date

from programmes.spc import Options, Result, analyse
from programmes.spc.series import Point

FIRST_MONTH = 2020 * 12


def month(number: int) -> date:
    """The first day of a month, counted from January 2020 as 0."""
    year, place = divmod(FIRST_MONTH + number, 12)
    return date(year, place + 1, 1)


def monthly(values: Sequence[float | None]) -> list[Point]:
    """A point a month from January 2020."""
    return [(month(number), value) for number, value in enumerate(values)]


def analysed(values: Sequence[float | None], **options: object) -> Result:
    return analyse(monthly(values), Options(**options))  # type: ignore[arg-type]


def labels(result: Result) -> list[str]:
    return [row.special_cause_type for row in result.rows]


def marked(result: Result, label: str) -> list[int]:
    """The places of the points that have a label, counted from 0."""
    return [place for place, row in enumerate(result.rows) if row.special_cause_type == label]
