"""What the report tells of each programme, section by section, as approved texts of the quarter."""

from itertools import count

from django.utils import timezone

from programmes.loading.shared import Report
from programmes.models import NarrativeSection, NarrativeText
from pssdash.reporting.entries.states import EntryState


def load_narrative(report: Report) -> int:
    """Returns how many sections there are."""
    positions = count(1)
    for slug, programme in report.programmes.items():
        for entry in report.read(f"{slug}/narrative.toml").get("section", []):
            section = NarrativeSection.objects.create(
                programme=programme, workstream=report.workstreams.get(entry.get("workstream", "")),
                slug=entry["slug"], kind=entry["kind"], heading=entry["heading"], position=next(positions),
            )  # fmt: skip
            NarrativeText.objects.create(
                section=section, period=report.period, organisation=report.england, state=EntryState.APPROVED,
                text=entry["text"].strip(), attribution=entry.get("attribution", ""), approved_at=timezone.now(),
                **report.stands_at(entry["place"]),
            )  # fmt: skip
    return next(positions) - 1
