"""A deliverable in a quarter as every page shows it: one frozen value, drawn live or read from what was published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cattrs.preconf.json import make_converter
from django.urls import reverse

from pssdash.reporting.updates.rows import UpdateRow

converter = make_converter()
PUBLISHED_AS = "deliverables"  # the key of the rows in PublishedProgramme.content


@dataclass(frozen=True, kw_only=True)
class DeliverableRow(UpdateRow):
    """Everything a reader may see of a deliverable for a quarter."""

    deliverable_id: int
    programme_slug: str
    programme: str
    workstream_slug: str
    workstream: str
    order: tuple[int, int, int]

    @property
    def url(self) -> str:
        """Its page, in the quarter of the row."""
        return reverse("deliverable", args=[self.programme_slug, self.ref], query={"quarter": self.quarter.slug})

    @property
    def update_url(self) -> str:
        """The page of England's update of it in the quarter."""
        return reverse("deliverable_update", args=[self.programme_slug, self.ref, self.quarter])


def to_content(rows: Iterable[DeliverableRow]) -> list[dict[str, Any]]:
    """The rows as plain values, to stand under PUBLISHED_AS in `PublishedProgramme.content`.

    How far an update without approval was is for the national team alone, so it is no part of what is published.
    """
    return [converter.unstructure(row) | {"work_state": ""} for row in rows]


def from_content(content: Mapping[str, Any], version: int) -> list[DeliverableRow]:
    """The rows as version `version` of a programme was published with them."""
    rows = content.get(PUBLISHED_AS, [])
    return [converter.structure(row | {"published_version": version}, DeliverableRow) for row in rows]
