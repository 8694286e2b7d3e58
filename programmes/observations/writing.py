"""The one way in which observations are written: by an imported file, an approved form, the content of a report.

A value that is new is added, one that differs takes the place of the old one, which history keeps, and one that is the
same stays untouched. No row is read into Python, so a month of all practices takes seconds.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from programmes.models import BatchSpan, ImportBatch, Measure
from programmes.observations.problems import BadValues, Problem, Problems
from programmes.observations.rolling_up import Span, refresh_spans
from programmes.observations.rows import COPIED, DIFFER, NAMES, SAME_KEY, in_dialect
from programmes.observations.staging import CREATE, looking_up, stage, temporary_table
from programmes.observations.values import Value

ADD = """
INSERT INTO programmes_observation (measure_id, organisation_id, basis, start, "end", {names}, batch_id)
SELECT measure_id, organisation_id, basis, first_day, last_day, {names}, %s FROM {these}
ORDER BY measure_id, organisation_id, basis, last_day
"""
ADD_ALL = ADD.format(names=NAMES, these="staged_observation WHERE true")
ADD_ABSENT = ADD.format(names=NAMES, these="news WHERE observation_id IS NULL")
FIRST_THAT_IS_THERE = f"""
SELECT 1 FROM (SELECT * FROM staged_observation LIMIT %s) s JOIN programmes_observation o ON {SAME_KEY} LIMIT 1
"""  # noqa: S608 - names of our own columns
LOOKED_FOR = 1000
UNKNOWN = """
SELECT organisation_id FROM staged_observation
WHERE NOT EXISTS (SELECT 1 FROM organisations_organisation o WHERE o.id = organisation_id) LIMIT 1
"""
NEWS = f"""
CREATE TEMPORARY TABLE news AS
SELECT s.*, o.id AS observation_id, {", ".join(f"o.{name} AS old_{name}" for name in ("start", *COPIED, "batch_id"))}
FROM staged_observation s LEFT JOIN programmes_observation o ON {SAME_KEY} WHERE {DIFFER}
"""  # noqa: S608 - names of our own columns
KEEP = f"""
INSERT INTO programmes_observationchange (
    batch_id, previous_batch_id, measure_id, organisation_id, basis, "end", start, {NAMES}, is_removal, at, reason
)
SELECT %s, old_batch_id, measure_id, organisation_id, basis, last_day, old_start,
    {", ".join(f"old_{name}" for name in COPIED)}, false, %s, ''
FROM news WHERE observation_id IS NOT NULL
"""  # noqa: S608 - names of our own columns
CHANGE = f"""
UPDATE programmes_observation AS o
SET start = news.first_day, {", ".join(f"{name} = news.{name}" for name in COPIED)}, batch_id = %s
FROM news WHERE o.id = news.observation_id
"""  # noqa: S608 - names of our own columns
NOTE_SPANS = """
INSERT INTO programmes_batchspan (batch_id, measure_id, basis, "end")
SELECT DISTINCT CAST(%s AS integer), measure_id, basis, last_day FROM {these} WHERE true
ON CONFLICT (batch_id, measure_id, basis, "end") DO NOTHING
"""


@dataclass(frozen=True)
class Written:
    """How many values were new, took the place of others, and were there already just so."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not (self.added or self.changed)

    def __str__(self) -> str:
        return f"{self.added:,} added, {self.changed:,} changed, {self.unchanged:,} unchanged"


@transaction.atomic
def write_observations(*, batch: ImportBatch, rows: Iterable[Value | Problem]) -> Written:
    """Write the values, and bring the roll-ups that they touch up to date. Raises BadValues: then nothing is written.

    A reader that cannot make a value of a line hands in a Problem in its place, so that all are told together. It asks
    the database nothing: that is taking in the values before.
    The caller writes the audit entry, because it knows what the values are.
    """
    problems = Problems()
    with temporary_table(CREATE):
        staged = stage(rows, problems)
        if problems:
            raise BadValues(problems)
        _check_references()
        written = _write(batch, staged)
    if not written.changed_nothing:
        refresh_spans(spans_of(batch))
    batch.added += written.added
    batch.changed += written.changed
    batch.unchanged += written.unchanged
    batch.save(update_fields=["added", "changed", "unchanged"])
    return written


def _write(batch: ImportBatch, staged: int) -> Written:
    """Mostly all values are new, or the first of them are there: so where none of the first is, all are added without
    looking for each before, and if one is there after all, they are begun with again.
    """
    with looking_up(), connection.cursor() as cursor:
        cursor.execute(FIRST_THAT_IS_THERE, [LOOKED_FOR])
        if not cursor.fetchone():
            with suppress(IntegrityError), transaction.atomic():
                cursor.execute(ADD_ALL, [batch.pk])
                cursor.execute(NOTE_SPANS.format(these="staged_observation"), [batch.pk])
                return Written(added=staged)
        with temporary_table(in_dialect(NEWS)):
            cursor.execute(ADD_ABSENT, [batch.pk])
            added = cursor.rowcount
            changed = _change(batch)
            cursor.execute(NOTE_SPANS.format(these="news"), [batch.pk])
    return Written(added, changed, staged - added - changed)


def _change(batch: ImportBatch) -> int:
    """Put the values that differ into the place of the old ones, which history keeps; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [batch.pk, timezone.now()])
        changed = cursor.rowcount
        if changed:
            cursor.execute(CHANGE, [batch.pk])
    return changed


def _check_references() -> None:
    """All measures and organisations are there, and nobody else writes to these measures until this is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT measure_id FROM staged_observation")
        measures = {measure for (measure,) in cursor.fetchall()}
        cursor.execute(UNKNOWN)
        unknown = cursor.fetchone()
    if unknown or lock_measures(measures) != len(measures):
        raise BadValues.because("A measure or an organisation has been deleted.")


def lock_measures(measures: Collection[int]) -> int:
    """Wait until whoever writes to the measures has finished, so that no old value is lost from history."""
    return len(Measure.objects.select_for_update().filter(pk__in=measures).order_by("pk").values_list("pk"))


def spans_of(batch: ImportBatch) -> list[Span]:
    """The spans of time in which the batch wrote values."""
    return [Span(*row) for row in BatchSpan.objects.filter(batch=batch).values_list("measure_id", "basis", "end")]
