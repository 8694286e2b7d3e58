"""Brings a tidy file of values into the database: all of it or nothing, and a second time without a change."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from programmes.models import ImportBatch, Measure
from programmes.observations.problems import BadValues
from programmes.observations.tidy_file import TidyFile, Wanted, open_tidy_file, read_values
from programmes.observations.writing import Written, write_observations
from programmes.spc_file import FileError
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation


@dataclass(frozen=True)
class Imported:
    """What an import did, and the batch to undo it by; None where it changed nothing."""

    written: Written
    batch: ImportBatch | None

    def __str__(self) -> str:
        if self.batch is None:
            return f"Nothing changed: {self.written.unchanged:,} values are there already."
        return f"Batch {self.batch.pk}: {self.written}."


@transaction.atomic
def import_observations(
    *,
    path: Path,
    measure: Measure,
    level: str = "",
    is_final: bool = True,
    name_in_file: str = "",
    by: User | None = None,
    progress: Callable[[TidyFile, int], None] = lambda file, lines: None,
) -> Imported:
    """Import the measure's values. Raises BadValues.

    `level` is the kind of organisation that the rows are of, the one that reports the measure unless given; rows of
    England may always stand beside them. `name_in_file` is what the file calls the measure.
    """
    try:
        file = open_tidy_file(path)
    except FileError as error:
        raise BadValues.because(str(error)) from None
    wanted = Wanted(
        measure=measure,
        name=_name(file, measure, name_in_file),
        level=level or measure.reported_by,
        is_final=is_final,
        organisations={organisation.code: organisation for organisation in Organisation.objects.all()},
        today=timezone.localdate(),
    )
    batch = ImportBatch.objects.create(
        kind=ImportBatch.Kind.FILE, name=path.name[-200:], fingerprint=file.fingerprint, made_by=by
    )
    rows = read_values(file, wanted, lambda lines: progress(file, lines))
    written = write_observations(batch=batch, rows=rows)
    if written.changed_nothing:
        batch.delete()
        return Imported(written, None)
    after = {
        "file": path.name, "SHA-256": file.fingerprint, "measure": measure.slug, "name in the file": wanted.name,
        "state": "final" if is_final else "provisional", "added": written.added, "changed": written.changed,
        "unchanged": written.unchanged,
    }  # fmt: skip
    item = ("import batch", str(batch.pk))
    record(by=by, action="imported", item=item, subject=f"measure/{measure.slug}", after=after)
    return Imported(written, batch)


def _name(file: TidyFile, measure: Measure, given: str) -> str:
    """What the file calls the measure: as given, as we do (with _ for -), or its only name. Raises BadValues."""
    if not file.rows:
        raise BadValues.because(f"{file.path.name} has no rows below its headings.")
    if not file.measures and not given:
        return ""
    ours = [name for name in file.measures if name.replace("_", "-").lower() == measure.slug.replace("_", "-")]
    if given and given in file.measures:
        return given
    if not given and (ours or len(file.measures) == 1):
        return (ours or file.measures)[0]
    names = ", ".join(file.measures) or "none"
    wrong = f"The file has no measure “{given}”" if given else f"None of the file's measures is called {measure.slug}"
    raise BadValues.because(f"{wrong}; say which it is with --name-in-file. Those in the file are: {names}.")
