"""The quarters of these tests, and the rows that their changes come out as."""

from objectives.quarter_rows import rows_for, to_content
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    NOON,
    make_period,
    make_update,
    publish,
)

Q2, Q3, Q4 = Quarter(2020, 2), Quarter(2020, 3), Quarter(2020, 4)
DEADLINE = parse_deadline("by June 2021")


def row_of(period, ref):
    return next((row for row in rows_for(period) if row.ref == ref), None)


def contents(period):
    return [to_content(row) for row in rows_for(period)]


def complete(target, quarter="Q2 2020/21"):
    """An approved national update of `quarter` that says all of `target` is complete."""
    period = ReportingPeriod.objects.filter(quarter=Quarter.parse(quarter)).first() or make_period(quarter)
    make_update(
        target, period, status="complete", state="approved", approved_by=make_user(), submitted_at=NOON,
        submitted_by=make_user(EDITOR),
    )  # fmt: skip
    publish(period)
