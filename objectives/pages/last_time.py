"""What was said of targets the last time, to stand beside what is written now."""

from collections import defaultdict
from collections.abc import Collection

from objectives.live_rows import build_row, targets_in_force
from objectives.models import ProgressUpdate, PublishedRow, Target
from objectives.quarter_rows import from_content
from objectives.rows import TargetRow
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter


def last_rows(period: ReportingPeriod, organisation: Organisation, targets: Collection[Target]) -> dict[int, TargetRow]:
    """Target -> what was published of it last, with an update; of an organisation, what was approved last."""
    if organisation.kind == OrganisationKind.NATION:
        return last_published(period.quarter, targets)
    return last_approved(period.quarter, organisation, targets)


def last_published(quarter: Quarter, targets: Collection[Target]) -> dict[int, TargetRow]:
    """Two queries, and only the rows that are shown are read whole."""
    published = PublishedRow.objects.filter(
        target__in=targets, period__quarter__lt=quarter, update_shown__isnull=False
    ).latest_versions()
    newest = dict(published.order_by("period__quarter").values_list("target_id", "pk"))
    rows = PublishedRow.objects.in_bulk(list(newest.values()))
    return {target: from_content(rows[pk]) for target, pk in newest.items()}


def last_approved(quarter: Quarter, organisation: Organisation, targets: Collection[Target]) -> dict[int, TargetRow]:
    """As many queries as there are quarters among them. An organisation's earlier words do not rate a milestone."""
    approved = ProgressUpdate.objects.approved().filter(
        target__in=targets, organisation=organisation, period__quarter__lt=quarter
    )
    newest = dict(approved.order_by("period__quarter", "version").values_list("target_id", "pk"))
    updates = ProgressUpdate.objects.filter(pk__in=newest.values()).select_related(
        "period", "organisation", "source", "confirms__period"
    )
    by_quarter: dict[Quarter, dict[int, ProgressUpdate]] = defaultdict(dict)
    for update in updates.prefetch_related("lines", "confirms__lines"):
        by_quarter[update.period.quarter][update.target_id] = update
    return {
        target.pk: build_row(target, then, updates[target.pk], {}, organisation.short_name)
        for then, updates in by_quarter.items()
        for target in targets_in_force(then).filter(pk__in=updates)
    }
