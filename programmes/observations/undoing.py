"""Undoing a batch: what it added goes, what it changed is as it was before, and what came later stays.

Every value that was ever written can be found: it is the observation itself, or stands in history as what was there
before or after. So after any number of undone batches the value is that of the last batch that still counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from programmes.models import ImportBatch, Observation, ObservationChange
from programmes.models.kept_rows import COPIED
from programmes.observations.rolling_up import refresh_spans
from programmes.observations.rows import kept_row
from programmes.observations.staging import is_postgresql, make_room, temporary_table
from programmes.observations.writing import lock_measures, spans_of
from pssdash.accounts.audit import record
from pssdash.accounts.models import User

ADDED = """
CREATE TEMPORARY TABLE added_observation AS
SELECT o.id FROM programmes_observation o
WHERE o.batch_id = %s AND NOT EXISTS (
    SELECT 1 FROM programmes_observationchange c
    WHERE c.measure_id = o.measure_id AND c.organisation_id = o.organisation_id AND c.basis = o.basis
        AND c."end" = o."end"
)
"""
KEEP = """
INSERT INTO programmes_observationchange
    (batch_id, previous_batch_id, measure_id, organisation_id, basis, "end", before, after, at, reason)
SELECT o.batch_id, o.batch_id, o.measure_id, o.organisation_id, o.basis, o."end", {before}, NULL, %s, %s
FROM programmes_observation o WHERE o.id IN (SELECT id FROM added_observation)
"""
LET_GO = """
UPDATE programmes_statedfigure SET observation_id = NULL
WHERE observation_id IN (SELECT id FROM added_observation)
"""
REMOVE = "DELETE FROM programmes_observation WHERE id IN (SELECT id FROM added_observation)"
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
Row = dict[str, Any]


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
    removed = _remove_added(batch, reason)
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


def _remove_added(batch: ImportBatch, reason: str) -> int:
    """Remove the values that the batch added and nothing has touched since: most, so they are not read. Figures of a
    report no longer point at them.
    """
    keep = KEEP.format(before=kept_row("o.", "o.start", "o.batch_id"))
    with temporary_table(ADDED, [batch.pk]), connection.cursor() as cursor:
        cursor.execute(keep, [timezone.now(), reason])
        cursor.execute(LET_GO)
        cursor.execute(REMOVE)
        return cursor.rowcount


def _restore(batch: ImportBatch, reason: str) -> tuple[int, int]:
    """Give the other values of the batch back what they were; returns how many are, and how many had been nothing."""
    undone = {batch.pk, *ImportBatch.objects.filter(undone_at__isnull=False).values_list("pk", flat=True)}
    restored = removed = 0
    # Each round leaves these rows without the batch.
    standing = Observation.objects.filter(batch=batch).order_by("pk")
    while rows := list(standing[:AT_ONCE]):
        history = _history(rows)
        before = {_key(row): _as_row(row) for row in rows}
        after = {key: last_counting(row, history[key], undone) for key, row in before.items()}
        _keep(batch, before, after, reason)
        gone = [row.pk for row in rows if after[_key(row)] is None]
        Observation.objects.filter(pk__in=gone).delete()
        _write([row for row in rows if after[_key(row)]], after)
        removed, restored = removed + len(gone), restored + len(rows) - len(gone)
    return restored, removed


def last_counting(current: Row, history: Sequence[ObservationChange], undone: set[int]) -> Row | None:
    """The row that the last batch wrote that is not undone; None where there is none."""
    written: dict[int, Row] = {}
    for change in history:
        if change.before:
            # An addition has no row of history of its own: it is first met as what was there before.
            written.setdefault(change.before["batch"], change.before)
        if change.after:
            written.pop(change.after["batch"], None)
            written[change.after["batch"]] = change.after
    written.setdefault(current["batch"], current)
    return next((row for number, row in reversed(written.items()) if number not in undone), None)


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


def _keep(batch: ImportBatch, before: dict[Key, Row], after: dict[Key, Row | None], reason: str) -> None:
    ObservationChange.objects.bulk_create(
        ObservationChange(
            batch=batch, previous_batch=batch, measure_id=key[0], organisation_id=key[1], basis=key[2], end=key[3],
            before=row, after=after[key], reason=reason,
        )
        for key, row in before.items()
    )  # fmt: skip


def _write(rows: list[Observation], after: dict[Key, Row | None]) -> None:
    for row in rows:
        cells = after[_key(row)]
        row.start, row.batch_id = date.fromisoformat(cells["start"]), cells["batch"]
        for name in COPIED:
            setattr(row, name, cells[name])
    Observation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["measure", "organisation", "basis", "end"],
        update_fields=["start", *COPIED, "batch"],
    )


def _as_row(row: Observation) -> Row:
    cells = {name: getattr(row, name) for name in COPIED}
    return {"start": row.start.isoformat(), **cells, "batch": row.batch_id}


def _key(row: Observation | ObservationChange) -> Key:
    return row.measure_id, row.organisation_id, row.basis, row.end


def _day(cell: date | str) -> date:
    """A date of a statement of our own, which SQLite gives as text."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell
