"""What the parts of the loader share: where the facts stand, and the records so far by their names in the files."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from programmes.models import Measure, Programme, StatedCount, Workstream
from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.models import ReportingPeriod, Source


class BadFixture(Exception):
    """The fixture contradicts itself or the deadline parser; the message names the place."""


@dataclass(frozen=True)
class SpanOfTime:
    """A span that a figure speaks of. Without a start it counts from a baseline that has no date; without an end it is
    to come.
    """

    text: str = ""
    start: date | None = None
    end: date | None = None


@dataclass
class Report:
    """The report that is being loaded. Its parts fill in the records that later parts point at."""

    folder: Path
    source: Source
    period: ReportingPeriod
    england: Organisation
    sources: dict[str, Source]
    spans: dict[str, SpanOfTime]
    deliverers: dict[str, Deliverer]
    programmes: dict[str, Programme] = field(default_factory=dict)
    workstreams: dict[str, Workstream] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    counts: dict[str, StatedCount] = field(default_factory=dict)

    def stands_at(self, place: str) -> dict[str, Any]:
        """The columns that say where a record comes from."""
        return {"source": self.source, "source_place": place}

    def read(self, path: str) -> dict[str, Any]:
        """A file of the folder; what is not there holds nothing, as not every programme has phases."""
        file = self.folder / path
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}

    def entries(self, file: str, kind: str) -> list[dict[str, Any]]:
        """The entries of one kind in the files of that name, in the order of the programmes."""
        return [entry for slug in self.programmes for entry in self.read(f"{slug}/{file}.toml").get(kind, [])]


def fields_of(entry: dict[str, Any], *left_out: str) -> dict[str, Any]:
    """The entry's keys that are columns by the same name."""
    return {name: value for name, value in entry.items() if name not in ("place", "workstream", *left_out)}
