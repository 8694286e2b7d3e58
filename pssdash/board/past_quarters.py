"""The published quarters before the one on the page, read together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from objectives.models import PublishedRow
from objectives.quarter_rows import from_content
from objectives.rows import TargetRow
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter

# Two years side by side; more would not fit on a printed side.
QUARTERS_SHOWN = 8

RowsByQuarter = dict[Quarter, list[TargetRow]]


def published_before(shown: ReportingPeriod, periods: Sequence[ReportingPeriod]) -> list[ReportingPeriod]:
    """Those of `periods` (newest first) that are published and earlier than `shown`, as many as fit beside it."""
    earlier = [period for period in periods if period.is_published and period.quarter < shown.quarter]
    return earlier[: QUARTERS_SHOWN - 1]


def published_rows(periods: Iterable[ReportingPeriod]) -> RowsByQuarter:
    """The rows in force of published `periods`, newest quarter first, in the strategy's order. One query for all."""
    frozen = PublishedRow.objects.filter(period__in=list(periods)).latest_versions().order_by("-period__quarter", "pk")
    rows: RowsByQuarter = defaultdict(list)
    for row in map(from_content, frozen):
        rows[row.quarter].append(row)
    return {quarter: sorted(of_quarter, key=lambda row: row.order) for quarter, of_quarter in rows.items()}
