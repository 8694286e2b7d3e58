"""The receipts of a round: the last of each entry that was handed in."""

from collections.abc import Sequence

from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.receipts import last_references
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.kinds import owed_in


def last_receipts(period: ReportingPeriod, organisations: Sequence[Organisation]) -> dict[tuple[str, int, int], str]:
    """(item, of what, organisation) -> the reference. Two queries a kind."""
    found = {}
    for item, kind in owed_in(period).items():
        entries = kind.kind.model.objects.filter(
            period=period, organisation__in=[each.pk for each in organisations], submitted_at__isnull=False
        ).select_related("period", "organisation", *kind.related)
        by_key = {entry.pk: entry for entry in entries.order_by("version")}
        for pk, reference in last_references(by_key.values()).items():
            entry = by_key[pk]
            found[item, getattr(entry, f"{item}_id"), entry.organisation_id] = reference
    return found
