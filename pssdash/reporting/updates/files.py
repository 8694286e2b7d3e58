"""The evidence files of the national updates that rows show.

They are not part of what is frozen at publication: the files of an approved version never change.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from pssdash.accounts.models import User
from pssdash.reporting.entries.evidence.links import FileLink
from pssdash.reporting.entries.evidence.reading import link_to
from pssdash.reporting.updates.models import AbstractUpdate
from pssdash.reporting.updates.rows import UpdateRow

Row = TypeVar("Row", bound=UpdateRow)


def with_files(model: type[AbstractUpdate], rows: Iterable[Row], user: User) -> list[Row]:
    """The rows with the files of their updates, in one query for all. `model` is the kind of update."""
    rows = list(rows)
    found = files_of_rows(model, rows, user)
    return [replace(row, files=tuple(found[row.ref, row.quarter, row.version])) for row in rows]


def files_of_rows(model: type[AbstractUpdate], rows: Sequence[UpdateRow], user: User) -> dict[tuple, list[FileLink]]:
    """Reference, quarter and version of an update -> its files."""
    files = model._meta.get_field("files").related_model.objects.visible_to(user)
    item = f"entry__{model.IDENTITY[0]}"
    wanted = files.filter(
        **{f"{item}__ref__in": {row.ref for row in rows}},
        entry__in=model.objects.national().approved(),
        entry__period__quarter__in={row.quarter for row in rows},
    )
    found = defaultdict(list)
    for file in wanted.select_related("entry__period", item):
        found[file.entry.ref, file.entry.period.quarter, file.entry.version].append(link_to(file))
    return found
