"""What is owed. A test states only what matters to it."""

from datetime import UTC, date, datetime

from pssdash.accounts.models import User
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.following import follow
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.reminders.models import Reminder


def expected_in(period: ReportingPeriod, **wanted) -> ExpectedReturn:
    """The only expected return of the period that is `wanted`, as the records have it."""
    follow(period)
    return period.expected.get(**wanted)


def make_expected(period: ReportingPeriod, organisation, *, due: date | None = None, **of) -> ExpectedReturn:
    """An expected return that no record asks for."""
    return ExpectedReturn.objects.create(period=period, organisation=organisation, due=due or period.quarter.end, **of)


def make_reminder(*, person: User, expected: ExpectedReturn | None = None, need: str = "overdue", **fields) -> Reminder:
    """A mail that was sent, about one return or about something that nobody owes."""
    at = datetime(2021, 2, 1, 7, tzinfo=UTC)
    values = {
        "address": person.email, "day": at.date(), "kinds": [need], "subject": "Patient safety updates: 1 overdue",
        "outcome": "sent", "sent_at": at, "begun_at": at,
    }  # fmt: skip
    reminder = Reminder.objects.create(person=person, **(values | fields))
    reminder.lines.create(
        expected=expected, need=need, text="Something", organisation="England", quarter=Quarter(2020, 3),
        url="/my-quarter/",
    )  # fmt: skip
    return reminder
