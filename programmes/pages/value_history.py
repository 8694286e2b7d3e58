"""Values that were changed after they had been received: as published beside as now, and every change in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from programmes.models import Measure, ObservationChange, ValueState
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
    rows = (
        ObservationChange.objects.filter(measure=measure, organisation=organisation, basis=basis, end__lte=until)
        .filter(before__isnull=False)
        .select_related("batch__made_by")
        .order_by("end", "at", "pk")
    )
    rows = [row for row in rows if is_change(row)]
    published = publications() if rows else []
    changes = tuple(change_of(measure, row, published) for row in rows)
    first: dict[date, str] = {}
    for change in changes:
        if change.is_after_publication:
            first.setdefault(change.start, change.old)
    return ValueHistory(changes, first)


def is_change(row: ObservationChange) -> bool:
    after = row.after or {}
    return any(row.before.get(name) != after.get(name) for name in COMPARED)


def publications() -> list[ReportingPeriod]:
    return list(ReportingPeriod.objects.published().filter(covers_programmes=True))


def change_of(measure: Measure, row: ObservationChange, published: Sequence[ReportingPeriod]) -> ValueChange:
    start = date.fromisoformat(row.before["start"])
    point = SeriesPoint(start, row.end, None)
    return ValueChange(
        start=start,
        end=row.end,
        period=period_in_words(measure, point, row.basis),
        old=said(measure, row.before),
        new=said(measure, row.after) if row.after else REMOVED,
        at=row.at,
        batch=row.batch.name,
        by=str(row.batch.made_by) if row.batch.made_by else "",
        reason=row.reason,
        is_after_publication=any(row.end <= each.quarter.end and each.published_at < row.at for each in published),
    )


def said(measure: Measure, row: dict) -> str:
    """`60.5% (121 of 200), provisional`: all that can differ."""
    if row.get("value") is None:
        return ValueState(row["state"]).label
    text = f"{row.get('qualifier') or ''} {number_in_words(measure, row['value'])}".strip()
    if row.get("numerator") is not None and row.get("denominator") is not None:
        top, bottom = (number_in_words(measure, row[name], with_unit=False) for name in ("numerator", "denominator"))
        text += f" ({top} of {bottom})"
    return text if row.get("is_final", True) else f"{text}, provisional"
