"""What each person has still to do on a day: for reminders, which are sent to people and not to organisations."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from pssdash.accounts.models import User
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.working_days import working_days_between
from pssdash.rounds.country import country_of
from pssdash.rounds.standing import Standing, Words
from pssdash.rounds.waiting import everything_waiting

SOON = 5  # working days before the due day


class Need(models.TextChoices):
    """Why something is brought to a person's mind, the most pressing first."""

    SENT_BACK = "sent_back", "Sent back"
    OVERDUE = "overdue", "Overdue"
    DUE = "due", "Due today"
    DUE_SOON = "due_soon", "Due soon"
    WAITING = "waiting", "Waiting for your approval"


@dataclass(frozen=True)
class Outstanding:
    """One thing that one person has to do. `due` and `expected`, the id of the expected return, are None for what waits
    for an approval. `url` is its page, without the host.
    """

    need: Need
    text: str
    organisation: str
    quarter: Quarter
    url: str
    due: date | None = None
    expected: int | None = None


def outstanding(day: date) -> dict[User, tuple[Outstanding, ...]]:
    """Person -> what they have to do on `day`, the most pressing first and of it what is due first.

    What is due later than `SOON` is left out, as is what can no longer be written. Those who have nothing to do are not
    there, nor are people whose account is closed. The number of queries does not grow.
    """
    found: dict[User, list[Outstanding]] = defaultdict(list)
    for period in ReportingPeriod.objects.open().order_by("quarter"):
        for person, item in to_write(period, day):
            found[person].append(item)
    for person, item in to_decide():
        found[person].append(item)
    order = {need: place for place, need in enumerate(Need)}
    return {
        person: tuple(sorted(items, key=lambda item: (order[item.need], item.due or date.max)))
        for person, items in found.items()
    }


def to_write(period: ReportingPeriod, day: date) -> Iterator[tuple[User, Outstanding]]:
    """What the people owe whose organisations report in the period."""
    country, words = country_of(period), Words(period.quarter)
    for each in country.found:
        need = need_of(each, day)
        if need is None:
            continue
        whose = country.organisations[each.organisation]
        for person in country.people.get(each.organisation, ()):
            owed = words.of(each, whose)
            yield person, Outstanding(need, owed.text, whose.name, period.quarter, owed.url, each.due, each.pk)


def need_of(standing: Standing, day: date) -> Need | None:
    """Why it is to be done on `day`; None where it is finished or not due soon."""
    if standing.is_finished:
        return None
    if standing.state == EntryState.SENT_BACK:
        return Need.SENT_BACK
    if standing.due < day:
        return Need.OVERDUE
    if standing.due == day:
        return Need.DUE
    return Need.DUE_SOON if working_days_between(day, standing.due) <= SOON else None


def to_decide() -> Iterator[tuple[User, Outstanding]]:
    """What is submitted, for every approver who wrote no part of it."""
    approvers = list(User.objects.filter(is_active=True, groups__name=APPROVER))
    for each in everything_waiting():
        for person in approvers:
            if person.pk not in each.writers:
                yield person, Outstanding(Need.WAITING, each.text, each.organisation, each.quarter, each.url)
