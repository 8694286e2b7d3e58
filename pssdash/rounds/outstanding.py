"""What each person has still to do on a day: for reminders, which are sent to people and not to organisations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from pssdash.accounts.models import User
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.working_days import working_days_between
from pssdash.rounds.country import Country, country_of
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.standing import Standing, Words
from pssdash.rounds.waiting import everything_waiting

SOON = 5  # working days before the due day


class Need(models.TextChoices):
    """Why something is brought to a person's mind, the most pressing first.

    What is due later, queries, requests to move a deadline, and what others are late with are only brought to mind by
    reminders (reminders/).
    """

    SENT_BACK = "sent_back", "Sent back"
    OVERDUE = "overdue", "Overdue"
    DUE = "due", "Due today"
    DUE_SOON = "due_soon", "Due soon"
    LATER = "later", "Due later"
    QUERY = "query", "Queries that wait for you"
    CHECK = "check", "Waiting for your check"
    WAITING = "waiting", "Waiting for your approval"
    PASSED_ON = "passed_on", "Overdue, passed on to you"


@dataclass(frozen=True)
class Outstanding:
    """One thing that one person has to do. `due` is None for what waits for an approval, `expected`, the id of the
    expected return, for what nobody owes. `url` is its page, without the host.
    """

    need: Need
    text: str
    organisation: str
    quarter: Quarter
    url: str
    due: date | None = None
    expected: int | None = None


def outstanding(day: date, countries: Iterable[Country] | None = None) -> dict[User, tuple[Outstanding, ...]]:
    """Person -> what they have to do on `day`, the most pressing first and of it what is due first.

    What is due later than `SOON` is left out, as is what can no longer be written. Those who have nothing to do are not
    there, nor are people whose account is closed. The number of queries does not grow. `countries` are the open
    quarters, where the caller has them.
    """
    found: dict[User, list[Outstanding]] = defaultdict(list)
    for country in open_countries() if countries is None else countries:
        for person, item in to_write(country, day):
            found[person].append(item)
    for person, item in to_decide():
        found[person].append(item)
    return {person: in_order(items) for person, items in found.items()}


def open_countries() -> list[Country]:
    """All that is owed in each quarter that is open, the earliest first."""
    return [country_of(period) for period in ReportingPeriod.objects.open().order_by("quarter")]


def in_order(items: Iterable[Outstanding]) -> tuple[Outstanding, ...]:
    """The most pressing first and of it what is due first."""
    order = {need: place for place, need in enumerate(Need)}
    return tuple(sorted(items, key=lambda item: (order[item.need], item.due or date.max)))


def to_write(country: Country, day: date) -> Iterator[tuple[User, Outstanding]]:
    """What the people owe whose organisations report in the quarter."""
    words = Words(country.period.quarter)
    for each in country.found:
        need = need_of(each, day)
        if need is not None:
            for person in country.people.get(each.organisation, ()):
                yield person, in_words(each, need, country, words)


def in_words(standing: Standing, need: Need, country: Country, words: Words) -> Outstanding:
    """What is owed as one of the things that a person has to do."""
    whose = country.organisations[standing.organisation]
    owed = words.of(standing, whose)
    return Outstanding(need, owed.text, whose.name, country.period.quarter, owed.url, standing.due, standing.pk)


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
    """What is submitted, for every approver who wrote no part of it; for editors too while it is to be checked."""
    approvers = list(User.objects.filter(is_active=True, groups__name=APPROVER))
    checkers = list(User.objects.filter(is_active=True, groups__name__in=[APPROVER, EDITOR]).distinct())
    waiting = everything_waiting()
    expected = expected_of((each.quarter, each.answers) for each in waiting)
    for each in waiting:
        need, people = (Need.CHECK, checkers) if each.needs_check else (Need.WAITING, approvers)
        for person in people:
            if person.pk not in each.writers:
                yield person, Outstanding(
                    need, each.text, each.organisation, each.quarter, each.url,
                    expected=expected.get((each.quarter, *each.answers)),
                )  # fmt: skip


def expected_of(answers: Iterable[tuple[Quarter, tuple]]) -> dict[tuple, int]:
    """(quarter, item, of what, whose) -> the expected return, in the quarters of `answers`."""
    quarters = {quarter for quarter, _ in answers}
    rows = ExpectedReturn.objects.filter(period__quarter__in=quarters).with_item().order_by()
    names = ("period__quarter", "item", "of", "organisation_id", "pk")
    return {tuple(row): pk for *row, pk in rows.values_list(*names)}
