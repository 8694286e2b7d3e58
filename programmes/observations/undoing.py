"""Undoing a batch: what it added goes, what it changed is as it was before, and what came later stays.

Every value that was ever written can be found: it is the observation itself, or stands in history as what was there
before. So after any number of undone batches the value is that of the last batch that still counts.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from programmes.models import ImportBatch
from programmes.observations import undo_sql as sql
from programmes.observations.rolling_up import refresh_spans
from programmes.observations.staging import analyse, looking_up, make_room, temporary_table
from programmes.observations.writing import lock_measures, spans_of
from pssdash.accounts.audit import record
from pssdash.accounts.models import User


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
    batch.undone_at, batch.undone_by, batch.undone_reason = timezone.now(), by, reason
    batch.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    restored, removed = _give_back(batch, reason)
    refresh_spans(spans)
    undone = Undone(removed, restored, later)
    after = {"removed": removed, "restored": restored, "kept": len(later)}
    record(by=by, action="undone", item=("import batch", str(batch.pk)), after=after, reason=reason)
    return undone


def _take_stock() -> None:
    """What the batch brought may be the larger part of history, and PostgreSQL may not have noticed yet."""
    make_room()
    analyse("programmes_observationchange")


def _later(batch: ImportBatch) -> tuple[Later, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql.LATER, [batch.pk])
        return tuple(Later(*row[:2], _day(row[2]), *row[3:]) for row in cursor.fetchall())


def _give_back(batch: ImportBatch, reason: str) -> tuple[int, int]:
    """Each value of the batch as the last batch wrote it that still counts; how many are again, and how many went, of
    which there is none.
    """
    with looking_up(), temporary_table(sql.STANDING, [batch.pk]), connection.cursor() as cursor:
        analyse("standing_observation")
        cursor.execute(sql.KEEP, [timezone.now(), reason])
        cursor.execute(sql.RESTORE)
        restored = cursor.rowcount
        cursor.execute(sql.LET_GO)
        cursor.execute(sql.REMOVE)
        return restored, cursor.rowcount


def _day(cell: date | str) -> date:
    """A date of a statement of our own, which SQLite gives as text."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell
