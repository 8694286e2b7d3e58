"""What is owed. A test states only what matters to it."""

from datetime import date

from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.following import follow
from pssdash.rounds.models import ExpectedReturn


def expected_in(period: ReportingPeriod, **wanted) -> ExpectedReturn:
    """The only expected return of the period that is `wanted`, as the records have it."""
    follow(period)
    return period.expected.get(**wanted)


def make_expected(period: ReportingPeriod, organisation, *, due: date | None = None, **of) -> ExpectedReturn:
    """An expected return that no record asks for."""
    return ExpectedReturn.objects.create(period=period, organisation=organisation, due=due or period.quarter.end, **of)
