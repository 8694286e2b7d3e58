"""Freezing the programmes of a quarter, and replacing one of them by its correction."""

from collections.abc import Callable

from django.db import transaction

from programmes.live_pages import live_pages
from programmes.models import Programme, PublishedProgramme
from programmes.quarter_pages import from_content, to_content
from programmes.rows import ProgrammePage
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.models import ReportingPeriod

Correct = Callable[[ProgrammePage], ProgrammePage]
Words = Callable[[ProgrammePage], dict[str, str]]


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
    *, programme: Programme, period: ReportingPeriod, by: User, reason: str, correct: Correct, words: Words
) -> PublishedProgramme | None:
    """Publish the programme once more as `correct` has it. All else stays as it was published, and the version before
    still opens; the trail has both in `words`. None where the programme was not published in the period, or nothing of
    it is corrected.
    """
    last = PublishedProgramme.objects.filter(programme=programme, period=period).order_by("-version").first()
    if last is None:
        return None
    page = from_content(last)
    now = correct(page)
    if now == page:
        return None
    published = PublishedProgramme.objects.create(
        programme=programme, period=period, version=last.version + 1, published_by=by, correction_reason=reason,
        content=to_content(now),
    )  # fmt: skip
    record(
        by=by, action="published correction", subject=f"programme/{programme.slug}",
        item=("published programme", f"{programme.slug} {period.quarter.slug} v{published.version}"),
        before=words(page), after=words(now), reason=reason,
    )  # fmt: skip
    return published
