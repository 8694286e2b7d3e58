"""Deliverable updates as a kind of entry: what they need for a submission, and what an approval does."""

from django.db import transaction

from programmes.deliverable_rows import PUBLISHED_AS, from_content, to_content
from programmes.live_deliverables import milestones_asked, problems_of
from programmes.models import DeliverableUpdate, PublishedProgramme
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.models import Part
from pssdash.reporting.updates.live import corrected


@transaction.atomic
def publish_correction(*, update: DeliverableUpdate, by: User) -> PublishedProgramme | None:
    """Publish the programme once more with the corrected row of one national update. The version before still opens.

    A local update is no part of what is published: its approved versions are read as they are.
    """
    deliverable, period = update.deliverable, update.period
    versions = PublishedProgramme.objects.filter(programme=deliverable.workstream.programme_id, period=period)
    last = versions.order_by("-version").first()
    rows = from_content(last.content, last.version) if last else []
    before = next((row for row in rows if row.deliverable_id == deliverable.pk), None)
    if before is None or update.organisation.kind != OrganisationKind.NATION:
        return None
    after = corrected(before, update, milestones_asked(deliverable, period))
    changed = [after if row == before else row for row in rows]
    published = PublishedProgramme.objects.create(
        programme=last.programme, period=period, version=last.version + 1, published_by=by,
        content={**last.content, PUBLISHED_AS: to_content(changed)}, correction_reason=update.correction_reason,
    )  # fmt: skip
    record(
        by=by, action="published correction", subject=update.subject,
        item=("published programme", f"{last.programme.slug} {period.quarter.slug} v{published.version}"),
        before=before.ratings, after=after.ratings, reason=update.correction_reason,
    )  # fmt: skip
    return published


def publish_if_corrected(*, entry: DeliverableUpdate, by: User) -> None:
    """In a published quarter an approved correction replaces what is shown."""
    if entry.period.is_published:
        publish_correction(update=entry, by=by)


DELIVERABLE_UPDATES = Kind(
    model=DeliverableUpdate, problems=problems_of, on_approval=publish_if_corrected, carries_over=Part.PROGRAMMES
)
