"""Loads fixtures/measures/public.toml: measures of public statistics, for whoever wants them.

A new installation has none of them: they are no part of a report, and would clutter its programmes.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from programmes.models import Measure, Programme, Workstream
from pssdash.accounts.audit import record
from pssdash.reporting.models import Source

LAST = 99


@transaction.atomic
def load_public_measures(path: Path) -> int:
    """Add the measures that are not there yet; returns how many. What is there stays as it is."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    source = _source(content["source"])
    programme, _ = _get_or_add(Programme, content["programme"] | {"position": LAST, "source": source})
    added = []
    for place, fields in enumerate(content["workstreams"], 1):
        measures = fields.pop("measures")
        fields |= {"programme": programme, "position": place, "source": source}
        workstream, _ = _get_or_add(Workstream, fields)
        for position, measure in enumerate(measures, 1):
            row, is_new = _get_or_add(
                Measure, measure | {"workstream": workstream, "position": position, "source": source}
            )
            added += [row.slug] if is_new else []
    if added:
        record(by=None, action="loaded", item=("measures", path.name), after={"added": added})
    return len(added)


def _source(fields: dict[str, Any]) -> Source:
    return Source.objects.get_or_create(slug=fields.pop("slug"), defaults=fields | {"kind": Source.Kind.DOCUMENT})[0]


def _get_or_add(model: type[Any], fields: dict[str, Any]) -> tuple[Any, bool]:
    return model.objects.get_or_create(slug=fields["slug"], defaults=fields)
