"""The card of a deliverable: what is promised, and every quarter that the reader may see.

A published quarter is drawn from what was published alone; the live records are asked only for one that is not.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from programmes.assignments import deliverables_of, update_url
from programmes.deliverable_rows import DeliverableRow, from_content
from programmes.live_deliverables import in_force, live_rows
from programmes.models import Deliverable, DeliverableUpdate, PublishedProgramme
from programmes.moves import DELIVERABLE_MOVES
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.moves.pages import moving
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.assignments import desks
from pssdash.reporting.updates.cards import Fact, Section, delivered_by, recovery_of, source_of
from pssdash.reporting.updates.files import with_files
from pssdash.reporting.updates.history_table import Link, PastQuarter

# The versions of each quarter, the one in force last. A live row is the only one of its quarter.
Versions = dict[Quarter, list[DeliverableRow]]


def versions_of(deliverable: Deliverable, periods: Sequence[ReportingPeriod]) -> Versions:
    """All that the reader may see of it, `periods` being those that they may see."""
    found: Versions = {}
    published = PublishedProgramme.objects.filter(
        programme=deliverable.workstream.programme_id, period__in=[each for each in periods if each.is_published]
    )
    for each in published.order_by("period", "version"):
        for row in from_content(each.content, each.version):
            if row.deliverable_id == deliverable.pk:
                add_version(found.setdefault(row.quarter, []), row)
    for period in periods:
        if not period.is_published:
            rows = live_rows(period, in_force(period.quarter).filter(pk=deliverable.pk))
            found |= {period.quarter: rows} if rows else {}
    return found


def add_version(versions: list[DeliverableRow], row: DeliverableRow) -> None:
    """Add a row unless it says the same as the version before: a correction of another deliverable changed nothing."""
    if not versions or replace(row, published_version=versions[-1].published_version) != versions[-1]:
        versions.append(row)


def periods_with(versions: Versions, periods: Sequence[ReportingPeriod]) -> list[ReportingPeriod]:
    """Those of `periods` in which it is promised."""
    return [period for period in periods if period.quarter in versions]


def build_section(
    deliverable: Deliverable,
    versions: Versions,
    shown: ReportingPeriod,
    periods: Sequence[ReportingPeriod],
    user: User,
) -> Section:
    """The deliverable in the quarter of `shown`, which is among those of `versions`."""
    row = with_files(DeliverableUpdate, versions[shown.quarter][-1:], user)[0]
    return Section(
        row=row,
        facts=facts_of(row),
        history=tuple(
            PastQuarter(
                row=versions[period.quarter][-1],
                url=versions[period.quarter][-1].url,
                is_draft=not period.is_published,
                is_shown=period == shown,
                earlier=version_links(versions[period.quarter][:-1]),
            )
            for period in periods_with(versions, periods)
        ),
        links=update_links(user, deliverable, row),
        moving=moving(DELIVERABLE_MOVES, user, [deliverable]).get(deliverable.ref),
    )


def facts_of(row: DeliverableRow) -> tuple[Fact, ...]:
    """Who delivers, where the words come from and, for Red and Amber, how it is to recover."""
    return (delivered_by(row), source_of(row), *recovery_of(row))


def version_links(rows: Sequence[DeliverableRow]) -> tuple[Link, ...]:
    """A link to each row as it was published."""
    return tuple(
        Link(
            f"Version {row.published_version}",
            reverse("deliverable_version", args=[row.programme_slug, row.ref, row.quarter, row.published_version]),
        )
        for row in rows
    )


def update_links(user: User, deliverable: Deliverable, shown: DeliverableRow) -> tuple[Link, ...]:
    """The update forms that the person may open: of the open quarter, and for the national team of the row shown."""
    found = []
    period = ReportingPeriod.objects.covering_programmes().open().first()
    open_quarter = period.quarter if period else None
    if open_quarter:
        for organisation, text in desks(user, open_quarter):
            owing = deliverables_of(user, open_quarter, organisation).running_in(open_quarter)
            if owing.filter(pk=deliverable.pk).exists():
                found.append(Link(text, update_url(deliverable, open_quarter, organisation)))
    if user.has_perm(Permission.READ_DRAFTS) and shown.quarter != open_quarter:
        url = update_url(deliverable, shown.quarter, Organisation.england())
        found.append(Link(f"The update for {shown.quarter.short}", url))
    return tuple(found)
