"""Undoing a batch: what it added goes, what it changed is as it was before, and what came later stays.

Every value that was ever written can be found: it is the observation itself, or stands in history as what was there
before. So after any number of undone batches the value is that of the last batch that still counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from programmes.models import ImportBatch, Observation, ObservationChange
from programmes.models.held_values import HELD
from programmes.observations.rolling_up import refresh_spans
from programmes.observations.rows import NAMES
from programmes.observations.staging import is_postgresql, looking_up, make_room, temporary_table
from programmes.observations.writing import lock_measures, spans_of
from pssdash.accounts.audit import record
from pssdash.accounts.models import User

# By the spans of the batch and by organisation, as the one index of values is made.
STANDING = """
CREATE TEMPORARY TABLE standing_observation AS
SELECT o.id, EXISTS (
    SELECT 1 FROM programmes_observationchange c
    WHERE c.measure_id = o.measure_id AND c.organisation_id = o.organisation_id AND c.basis = o.basis
        AND c."end" = o."end"
) AS has_history
FROM programmes_batchspan span CROSS JOIN organisations_organisation organisation
JOIN programmes_observation o ON o.measure_id = span.measure_id AND o.organisation_id = organisation.id
    AND o.basis = span.basis AND o."end" = span."end" AND o.batch_id = span.batch_id
WHERE span.batch_id = %s
"""
ADDED = "SELECT id FROM standing_observation WHERE NOT has_history"
CHANGED = "SELECT id FROM standing_observation WHERE has_history ORDER BY id"
KEEP = f"""
INSERT INTO programmes_observationchange (
    batch_id, previous_batch_id, measure_id, organisation_id, basis, "end", start, {NAMES}, is_removal, at, reason
)
SELECT batch_id, batch_id, measure_id, organisation_id, basis, "end", start, {NAMES}, true, %s, %s
FROM programmes_observation WHERE id IN ({ADDED})
"""  # noqa: S608 - names of our own columns
LET_GO = f"UPDATE programmes_statedfigure SET observation_id = NULL WHERE observation_id IN ({ADDED})"  # noqa: S608
REMOVE = f"DELETE FROM programmes_observation WHERE id IN ({ADDED})"  # noqa: S608
LATER = """
SELECT DISTINCT m.slug, organisation.code, o."end", o.batch_id, batch.name
FROM programmes_observationchange c
JOIN programmes_observation o ON o.measure_id = c.measure_id AND o.organisation_id = c.organisation_id
    AND o.basis = c.basis AND o."end" = c."end"
JOIN programmes_measure m ON m.id = o.measure_id
JOIN organisations_organisation organisation ON organisation.id = o.organisation_id
JOIN programmes_importbatch batch ON batch.id = o.batch_id
WHERE (c.batch_id = %s OR c.previous_batch_id = %s) AND o.batch_id <> %s
ORDER BY 1, 2, 3
"""
AT_ONCE = 10_000
Key = tuple[int, int, str, date]
Held = Observation | ObservationChange


class CannotUndo(Exception):
    """Why a batch cannot be undone."""


class Later(NamedTuple):
    """A value that the batch wrote and a later one wrote again, so that it stays."""

    measure: str
    organisation: str
    end: date
    batch: int
    batch_name: str

    def __str__(self) -> str:
        return f"{self.measure}, {self.organisation}, {self.end}: from batch {self.batch} ({self.batch_name})"


@dataclass(frozen=True)
class Undone:
    """How many values went, how many are again as they were, and which stay because they came later."""

    removed: int
    restored: int
    later: tuple[Later, ...]

    def __str__(self) -> str:
        kept = f"{len(self.later):,} kept as later batches wrote them"
        return f"{self.removed:,} removed, {self.restored:,} restored, {kept}"


@transaction.atomic
def undo_batch(*, batch: ImportBatch, by: User | None, reason: str) -> Undone:
    """Undo all that the batch did that still stands. Raises CannotUndo."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.undone_at:
        raise CannotUndo(
            f"Batch {batch.pk} was undone on {batch.undone_at.day} {batch.undone_at:%B %Y}: {batch.undone_reason}"
        )
    if batch.kind == ImportBatch.Kind.FORM:
        raise CannotUndo(
            f"Batch {batch.pk} is an approved return ({batch.name}), which would go on saying what is no longer held. "
            "Correct it on its page, with a reason."
        )
    if not reason.strip():
        raise CannotUndo("Say why the batch is undone.")
    spans = spans_of(batch)
    lock_measures([span.measure_id for span in spans])
    _take_stock()
    later = _later(batch)
    with looking_up(), temporary_table(STANDING, [batch.pk]):
        removed = _remove_added(reason)
        restored, removed_too = _restore(batch, reason)
    batch.undone_at, batch.undone_by, batch.undone_reason = timezone.now(), by, reason
    batch.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    refresh_spans(spans)
    undone = Undone(removed + removed_too, restored, later)
    after = {"removed": undone.removed, "restored": restored, "kept": len(later)}
    record(by=by, action="undone", item=("import batch", str(batch.pk)), after=after, reason=reason)
    return undone


def _take_stock() -> None:
    """What the batch brought may be the larger part of history, and PostgreSQL may not have noticed yet."""
    make_room()
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE programmes_observationchange")


def _later(batch: ImportBatch) -> tuple[Later, ...]:
    with connection.cursor() as cursor:
        cursor.execute(LATER, [batch.pk] * 3)
        return tuple(Later(*row[:2], _day(row[2]), *row[3:]) for row in cursor.fetchall())


def _remove_added(reason: str) -> int:
    """Remove the values that the batch added and nothing has touched since: most, so they are not read. Figures of a
    report no longer point at them.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [timezone.now(), reason])
        cursor.execute(LET_GO)
        cursor.execute(REMOVE)
        return cursor.rowcount


def _restore(batch: ImportBatch, reason: str) -> tuple[int, int]:
    """Give the other values of the batch back what they were; returns how many are, and how many had been nothing."""
    undone = {batch.pk, *ImportBatch.objects.filter(undone_at__isnull=False).values_list("pk", flat=True)}
    with connection.cursor() as cursor:
        cursor.execute(CHANGED)
        keys = [key for (key,) in cursor.fetchall()]
    restored = removed = 0
    for first in range(0, len(keys), AT_ONCE):
        rows = list(Observation.objects.filter(pk__in=keys[first : first + AT_ONCE]).order_by("pk"))
        history = _history(rows)
        before = {row.pk: last_counting(row, history[_key(row)], undone) for row in rows}
        gone = [row for row in rows if before[row.pk] is None]
        _keep(batch, rows, {row.pk for row in gone}, reason)
        Observation.objects.filter(pk__in=[row.pk for row in gone]).delete()
        _write([(row, held) for row in rows if (held := before[row.pk])])
        removed, restored = removed + len(gone), restored + len(rows) - len(gone)
    return restored, removed


def last_counting(current: Observation, history: Sequence[ObservationChange], undone: set[int]) -> Held | None:
    """What the last batch wrote that is not undone; None where there is none."""
    written: dict[int, Held] = {}
    for change in history:
        _put_last(written, change.previous_batch_id, change)
    _put_last(written, current.batch_id, current)
    return next((held for batch, held in reversed(written.items()) if batch not in undone), None)


def _put_last(written: dict[int, Held], batch: int, held: Held) -> None:
    written.pop(batch, None)
    written[batch] = held


def _history(rows: Iterable[Observation]) -> dict[Key, list[ObservationChange]]:
    """The history of each value, oldest first."""
    rows, found = list(rows), defaultdict(list)
    changes = ObservationChange.objects.filter(
        measure__in={row.measure_id for row in rows},
        organisation__in={row.organisation_id for row in rows},
        end__in={row.end for row in rows},
    ).order_by("pk")
    for change in changes:
        found[_key(change)].append(change)
    return found


def _keep(batch: ImportBatch, rows: Iterable[Observation], gone: Collection[int], reason: str) -> None:
    ObservationChange.objects.bulk_create(
        ObservationChange(
            batch=batch, previous_batch=batch, measure_id=row.measure_id, organisation_id=row.organisation_id,
            basis=row.basis, end=row.end, is_removal=row.pk in gone, reason=reason,
            **{name: getattr(row, name) for name in HELD},
        )
        for row in rows
    )  # fmt: skip


def _write(restored: Iterable[tuple[Observation, Held]]) -> None:
    """Each value as it was held before."""
    rows = []
    for row, held in restored:
        row.batch_id = held.previous_batch_id if isinstance(held, ObservationChange) else held.batch_id
        for name in HELD:
            setattr(row, name, getattr(held, name))
        rows.append(row)
    Observation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["measure", "organisation", "basis", "end"],
        update_fields=[*HELD, "batch"],
    )


def _key(row: Held) -> Key:
    return row.measure_id, row.organisation_id, row.basis, row.end


def _day(cell: date | str) -> date:
    """A date of a statement of our own, which SQLite gives as text."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell
