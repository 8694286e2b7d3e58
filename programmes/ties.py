"""Records that refer to records which a page has read already: tied to those instead of joined to them once more."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet


def tie(rows: Iterable[Any], name: str, known: Iterable[Any] = (), *, others: QuerySet | None = None) -> list[Any]:
    """The rows, each with what its `name` refers to, which is looked up among `known`.

    What is not among them is read, all in one query, from `others` if given; where nothing lacks there is no query. To
    join a wide table again to every table of a page takes longer than that, also where there is no row.
    """
    rows = list(rows)
    by_key = {each.pk: each for each in known}
    lacking = {getattr(row, f"{name}_id") for row in rows} - by_key.keys() - {None}
    if lacking:
        by_key |= _read(rows[0], name, lacking, others)
    for row in rows:
        setattr(row, name, by_key.get(getattr(row, f"{name}_id")))
    return rows


def _read(row: Any, name: str, keys: Collection[Any], others: QuerySet | None) -> dict[Any, Any]:
    if others is None:
        others = row._meta.get_field(name).related_model._default_manager.all()
    return others.in_bulk(keys)
