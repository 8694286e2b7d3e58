"""The rows of a quarter for a reader: frozen ones where it is published, live ones where it is not."""

from cattrs.preconf.json import make_converter

from objectives.live_rows import live_rows
from objectives.models import PublishedRow
from objectives.rows import TargetRow
from pssdash.reporting.models import ReportingPeriod

converter = make_converter()


def to_content(row: TargetRow) -> dict:
    """The row as plain values, to be stored in `PublishedRow.content`."""
    return converter.unstructure(row)


def from_content(published: PublishedRow) -> TargetRow:
    """The row as it was published."""
    content = {
        **published.content,
        "published_version": published.version,
        "correction_reason": published.correction_reason,
    }
    return converter.structure(content, TargetRow)


def rows_for(period: ReportingPeriod) -> list[TargetRow]:
    """All rows of the period in the strategy's order. The caller has made sure that the reader may see the period."""
    if not period.is_published:
        return sorted(live_rows(period), key=lambda row: row.order)
    published = PublishedRow.objects.filter(period=period).latest_versions().order_by("pk")
    return sorted((from_content(row) for row in published), key=lambda row: row.order)
