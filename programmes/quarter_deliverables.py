"""The deliverables of a quarter for a reader: frozen ones where it is published, live ones where it is not."""

from programmes.deliverable_rows import DeliverableRow, from_content
from programmes.live_deliverables import live_rows
from programmes.models import PublishedProgramme
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.models import ReportingPeriod


def deliverable_rows(period: ReportingPeriod, user: User) -> list[DeliverableRow]:
    """All rows of the period in the programmes' order; none of an unpublished one for those who read no drafts."""
    if not user.has_perm(Permission.READ_DRAFTS if not period.is_published else Permission.READ_PUBLISHED):
        return []
    return rows_for(period)


def rows_for(period: ReportingPeriod) -> list[DeliverableRow]:
    """All rows of the period in order. The caller has made sure that the reader may see the period."""
    if not period.is_published:
        return live_rows(period)
    published = PublishedProgramme.objects.filter(period=period).latest_versions()
    rows = (row for each in published for row in from_content(each.content, each.version))
    return sorted(rows, key=lambda row: row.order)
