"""Phase frameworks, and how many organisations a source says are in which phases."""

from typing import Any

from programmes.loading.shared import Report, fields_of
from programmes.models import Phase, PhaseFramework, StatedCount


def load_phases(report: Report) -> None:
    for entry in report.entries("phases", "framework"):
        framework = PhaseFramework.objects.create(
            workstream=report.workstreams[entry["workstream"]],
            **fields_of(entry, "phase", "count"), **report.stands_at(entry["place"]),
        )  # fmt: skip
        for phase in entry["phase"]:
            Phase.objects.create(framework=framework, **phase)
        for count in entry.get("count", []):
            _count(report, framework, count)


def _count(report: Report, framework: PhaseFramework, entry: dict[str, Any]) -> None:
    """A count that is part of another stands after it in the file."""
    report.counts[entry["key"]] = StatedCount.objects.create(
        framework=framework, quarter=report.period.quarter, part_of=report.counts.get(entry.get("part_of", "")),
        **fields_of(entry, "key", "part_of"), **report.stands_at(entry["place"]),
    )  # fmt: skip
