"""Freezing the programmes of a quarter, and replacing one of them by its correction."""

from dataclasses import replace

from django.db import transaction

from programmes.live_pages import live_pages
from programmes.models import Programme, PublishedProgramme
from programmes.narrative_rows import corrected, narrative_rows
from programmes.quarter_pages import from_content, to_content
from programmes.rows import NarrativeRow
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.models import ReportingPeriod


@transaction.atomic
def publish_programmes(*, period: ReportingPeriod, by: User | None) -> list[PublishedProgramme]:
    """Store the page of each programme: what readers will see of the quarter from now on.

    Only approved texts and updates are part of it, and nothing that is illustrative.
    """
    programmes = list(Programme.objects.select_related("source"))
    pages = live_pages(period, programmes)
    return PublishedProgramme.objects.bulk_create(
        PublishedProgramme(programme=programme, period=period, content=to_content(page), published_by=by)
        for programme, page in zip(programmes, pages, strict=True)
    )


@transaction.atomic
def publish_correction(
    *, programme: Programme, period: ReportingPeriod, by: User, reason: str
) -> PublishedProgramme | None:
    """Publish the programme once more with its corrected texts. All else stays as it was published, and the version
    before still opens. None where the programme was not published in the period, or no text is corrected.
    """
    last = PublishedProgramme.objects.filter(programme=programme, period=period).order_by("-version").first()
    if last is None:
        return None
    page = from_content(last)
    now = corrected(page.narrative, narrative_rows(period, [programme]).get(programme.pk, []))
    if now == page.narrative:
        return None
    published = PublishedProgramme.objects.create(
        programme=programme, period=period, version=last.version + 1, published_by=by, correction_reason=reason,
        content=to_content(replace(page, narrative=now)),
    )  # fmt: skip
    record(
        by=by, action="published correction", subject=f"programme/{programme.slug}",
        item=("published programme", f"{programme.slug} {period.quarter.slug} v{published.version}"),
        before=words_of(page.narrative), after=words_of(now), reason=reason,
    )  # fmt: skip
    return published


def words_of(rows: tuple[NarrativeRow, ...]) -> dict[str, str]:
    """The texts as the trail keeps them."""
    return {row.slug: row.text for row in rows}
