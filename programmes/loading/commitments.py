"""What is expected of the workstreams, what they have promised to deliver, and where that stood in the quarter."""

from itertools import count
from typing import Any

from django.utils import timezone

from programmes.loading.shared import BadFixture, Report
from programmes.models import (
    Deliverable,
    DeliverableDeliverer,
    DeliverableLine,
    DeliverableMilestone,
    DeliverableUpdate,
    ExpectedOutcome,
)
from pssdash.reporting.deadlines import Deadline, parse_deadline
from pssdash.reporting.entries.states import EntryState


def load_outcomes(report: Report) -> None:
    positions = count(1)
    for entry in report.entries("commitments", "outcome"):
        ExpectedOutcome.objects.create(
            workstream=report.workstreams[entry["workstream"]], text=entry["text"], position=next(positions),
            kind=entry.get("kind", ExpectedOutcome.Kind.OUTCOME), deadline_text=entry.get("deadline", ""),
            **report.stands_at(entry["place"]),
        )  # fmt: skip


def load_deliverables(report: Report) -> int:
    """Returns how many there are."""
    entries = report.entries("commitments", "deliverable")
    for position, entry in enumerate(entries, 1):
        _deliverable(report, position, entry)
    return len(entries)


def _deliverable(report: Report, position: int, entry: dict[str, Any]) -> None:
    """A deliverable with an approved update of the quarter: what the report says of it."""
    deliverable = Deliverable.objects.create(
        workstream=report.workstreams[entry["workstream"]], ref=entry["ref"], summary=entry["summary"],
        position=position, from_quarter=report.period.quarter, **report.stands_at(entry["place"]),
    )  # fmt: skip
    for place, slug in enumerate(entry["deliverers"], 1):
        DeliverableDeliverer.objects.create(deliverable=deliverable, deliverer=report.deliverers[slug], position=place)
    update = DeliverableUpdate.objects.create(
        deliverable=deliverable, period=report.period, organisation=report.england, state=EntryState.APPROVED,
        progress=entry["progress"], approved_at=timezone.now(), **report.stands_at(entry["place"]),
    )  # fmt: skip
    for place, milestone in enumerate(entry["milestone"], 1):
        _milestone(report, update, place, milestone)


def _milestone(report: Report, update: DeliverableUpdate, position: int, entry: dict[str, Any]) -> None:
    milestone = DeliverableMilestone.objects.create(
        deliverable=update.deliverable, text=entry["text"], position=position, from_quarter=report.period.quarter,
        target_value=entry.get("target_value"), target_unit=entry.get("target_unit", ""),
        change=entry.get("change", ""), **DeliverableMilestone.deadline_columns(_deadline(report, update, entry)),
    )  # fmt: skip
    DeliverableLine.objects.create(
        update_of=update, milestone=milestone, status=entry["status"], status_reason=entry["status_reason"]
    )


def _deadline(report: Report, update: DeliverableUpdate, entry: dict[str, Any]) -> Deadline:
    """As the parser reads it. The file says what that is, so that a change of the parser is noticed."""
    deadline = parse_deadline(entry["deadline"], report.period.quarter)
    for name in ("start", "end", "start_by"):
        if getattr(deadline, name) != entry.get(name):
            read = getattr(deadline, name)
            raise BadFixture(f"{update.ref}: “{entry['deadline']}” has {name} {read}, not {entry.get(name)}")
    return deadline
