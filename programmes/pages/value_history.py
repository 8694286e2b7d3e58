"""Values that were changed after they had been received: as published beside as now, and every change in between."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from programmes.models import Measure, Observation, ObservationChange, ValueState
from programmes.models.held_values import HeldValue
from programmes.observations.values import Kept
from programmes.pages.measure_words import number_in_words, period_in_words
from programmes.series import SeriesPoint
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod

COMPARED = ("state", "value", "numerator", "denominator", "is_final", "qualifier")
REMOVED = "removed"


@dataclass(frozen=True)
class ValueChange:
    """One change of one value. `is_after_publication`: a quarter that shows its period had been published before."""

    start: date
    end: date
    period: str
    old: str
    new: str
    at: datetime
    batch: str
    by: str
    reason: str
    is_after_publication: bool


@dataclass(frozen=True)
class ValueHistory:
    """Every change, oldest period first; `as_published` by the first day of a period whose published value changed."""

    changes: tuple[ValueChange, ...]
    as_published: dict[date, str]


UNCHANGED = ValueHistory((), {})


def value_history(measure: Measure, organisation: Organisation, basis: str, until: date) -> ValueHistory:
    """The changes of values of periods that end by `until`."""
    own = {"measure": measure, "organisation": organisation, "basis": basis}
    rows = list(
        ObservationChange.objects.filter(**own, end__lte=until).select_related("batch__made_by").order_by("end", "pk")
    )
    if not rows:
        return UNCHANGED
    now = {row.end: row for row in Observation.objects.filter(**own, end__in={row.end for row in rows})}
    published = publications()
    changes = tuple(
        change_of(measure, row, after, published) for row, after in with_what_followed(rows, now) if differs(row, after)
    )
    first: dict[date, str] = {}
    for change in changes:
        if change.is_after_publication:
            first.setdefault(change.start, change.old)
    return ValueHistory(changes, first)


def with_what_followed(
    rows: Sequence[ObservationChange], now: Mapping[date, Observation]
) -> Iterator[tuple[ObservationChange, HeldValue | None]]:
    """Each row of history with what took its place: the next one of its span, or the value as it is now.

    None where the value was removed. `rows` are in the order of their spans, and of each oldest first.
    """
    for row, following in zip_longest(rows, rows[1:]):
        follows = following is not None and following.end == row.end
        yield row, None if row.is_removal else following if follows else now.get(row.end)


def differs(row: HeldValue, after: HeldValue | None) -> bool:
    """Whether readers see a difference."""
    return after is None or any(getattr(row, name) != getattr(after, name) for name in COMPARED)


def publications() -> list[ReportingPeriod]:
    return list(ReportingPeriod.objects.published().filter(covers_programmes=True))


def change_of(
    measure: Measure, row: ObservationChange, after: HeldValue | None, published: Sequence[ReportingPeriod]
) -> ValueChange:
    point = SeriesPoint(row.start, row.end, None)
    return ValueChange(
        start=row.start,
        end=row.end,
        period=period_in_words(measure, point, row.basis),
        old=said(measure, row),
        new=said(measure, after) if after else REMOVED,
        at=row.at,
        batch=row.batch.name,
        by=str(row.batch.made_by) if row.batch.made_by else "",
        reason=row.reason,
        is_after_publication=any(row.end <= each.quarter.end and each.published_at < row.at for each in published),
    )


def said(measure: Measure, row: HeldValue | Kept) -> str:
    """`60.5% (121 of 200), provisional`: all that can differ."""
    if row.value is None:
        return ValueState(row.state).label
    text = f"{row.qualifier} {number_in_words(measure, row.value)}".strip()
    if row.numerator is not None and row.denominator is not None:
        top, bottom = (number_in_words(measure, part, with_unit=False) for part in (row.numerator, row.denominator))
        text += f" ({top} of {bottom})"
    return text if row.is_final else f"{text}, provisional"
