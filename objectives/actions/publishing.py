"""Freezing a quarter's rows, and replacing one of them by its correction."""

from dataclasses import replace

from django.db import transaction

from objectives.live_rows import correct_row, live_rows
from objectives.models import ProgressUpdate, PublishedRow, Target
from objectives.quarter_rows import from_content, to_content
from objectives.rows import TargetRow
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.models import ReportingPeriod


@transaction.atomic
def publish_rows(*, period: ReportingPeriod, by: User | None) -> list[PublishedRow]:
    """Store a row for each target in force in the period: what the pages will show from now on.

    How far an update without approval was is for the national team alone, so it is no part of the row.
    """
    shown = dict(_shown_updates(period))
    targets = dict(Target.objects.values_list("pk", "objective_id"))
    rows = sorted(live_rows(period), key=lambda row: row.order)
    return PublishedRow.objects.bulk_create(
        _published(replace(row, work_state=""), period, by, targets[row.target_id], shown.get(row.target_id))
        for row in rows
    )


@transaction.atomic
def publish_correction(*, update: ProgressUpdate, by: User) -> PublishedRow | None:
    """Publish the corrected version of one national update beside the row it corrects, which still opens.

    A local update has no published row: its approved versions are read as they are.
    """
    rows = PublishedRow.objects.filter(target=update.target, period=update.period)
    last = rows.order_by("-version").first()
    if last is None or update.organisation_id != update.organisation.england().pk:
        return None
    before = from_content(last)
    row = correct_row(before, update)
    published = _published(row, update.period, by, last.objective_id, update.pk)
    published.version = last.version + 1
    published.correction_reason = update.correction_reason
    published.save()
    record(
        by=by, action="published correction", subject=f"objective/{update.target.objective.ref}",
        item=("published row", f"{update.target.ref} {update.period.quarter.slug} v{published.version}"),
        before=before.ratings, after=row.ratings, reason=update.correction_reason,
    )  # fmt: skip
    return published


def _shown_updates(period: ReportingPeriod):
    approved = ProgressUpdate.objects.national().approved().filter(period=period).order_by("version")
    return approved.values_list("target_id", "pk")


def _published(
    row: TargetRow, period: ReportingPeriod, by: User | None, objective_id: int, update_id: int | None
) -> PublishedRow:
    return PublishedRow(
        target_id=row.target_id,
        objective_id=objective_id,
        period=period,
        update_shown_id=update_id,
        computed_rag=row.computed_rag,
        reported_rag=row.reported_rag or "",
        content=to_content(row),
        published_by=by,
    )
