"""Loading and removing England's illustrative history. The audit trail notes both, and so keeps a removed one away."""

from django.db import transaction

from programmes.illustrative import history_of
from programmes.illustrative_stories import STORIES
from programmes.models import IllustrativeObservation, Measure
from pssdash.accounts.audit import record
from pssdash.accounts.models import AuditEvent, User

ITEM = ("illustrative_history", "england")
REMOVED = "removed"


@transaction.atomic
def load_illustrative(*, by: User | None = None) -> int:
    """Give each measure that has a story its history, unless it has one; the number of values added.

    Nothing where it was ever removed: who removed it does not want it back at the next update.
    """
    if was_removed():
        return 0
    with_history = IllustrativeObservation.objects.values("measure")
    measures = Measure.objects.filter(slug__in=[story.slug for story in STORIES]).exclude(pk__in=with_history)
    waiting = {measure.slug: measure for measure in measures}
    rows = [
        IllustrativeObservation(
            measure=waiting[story.slug],
            start=month.start,
            end=month.end,
            value=month.value,
            numerator=month.numerator,
            denominator=month.denominator,
            starts_part=month.starts_part,
        )
        for story in STORIES
        if story.slug in waiting
        for month in history_of(story)
    ]
    if rows:
        IllustrativeObservation.objects.bulk_create(rows)
        record(by=by, action="loaded", item=ITEM, after={"measures": len(waiting), "values": len(rows)})
    return len(rows)


@transaction.atomic
def remove_illustrative(*, by: User | None = None) -> int:
    """Delete the whole illustrative history for good; the number of values removed."""
    rows = IllustrativeObservation.objects.all()
    measures = rows.order_by().values("measure").distinct().count()
    values, _ = rows.delete()
    if values or not was_removed():
        record(by=by, action=REMOVED, item=ITEM, before={"measures": measures, "values": values})
    return values


def was_removed() -> bool:
    kind, key = ITEM
    return AuditEvent.objects.filter(item_kind=kind, item_key=key, action=REMOVED).exists()
