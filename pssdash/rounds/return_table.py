"""The single returns of a quarter as a list and as a file. Words are only looked up for those that are shown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import django_tables2
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.rounds import Owed
from pssdash.reporting.working_days import due_in_words
from pssdash.rounds.country import Country
from pssdash.rounds.quarter_page import list_url
from pssdash.rounds.standing import Standing, Words
from pssdash.rounds.states import STATES, state_in_words
from pssdash.ui.exports import file_response
from pssdash.ui.rows import SortedRows
from pssdash.ui.tables import DateColumn, Table, none_such, tag

PER_PAGE = 100
STATE_ORDER = {state: place for place, state in enumerate(STATES)}
TITLES = ["What", "Reference", "Part of", "Code", "Organisation", "Who answers", "State", "Due", "Extended", "Overdue"]


@dataclass(frozen=True)
class ReturnRow:
    """One expected return. `url` is its page."""

    standing: Standing
    organisation: Organisation
    people: tuple[User, ...]
    words: Words
    url: str
    today: date

    @property
    def standings(self) -> tuple[Standing, ...]:
        return (self.standing,)

    @property
    def state(self) -> str:
        return self.standing.state

    @property
    def due(self) -> date:
        return self.standing.due

    @cached_property
    def owed(self) -> Owed:
        return self.words.of(self.standing, self.organisation)

    @property
    def place(self) -> tuple[int, int]:
        return self.words.place_of(self.standing)

    @property
    def people_in_words(self) -> str:
        return ", ".join(person.name for person in self.people)

    @cached_property
    def search_text(self) -> str:
        whose = self.organisation
        return " ".join([whose.name, whose.short_name, whose.code, self.people_in_words]).lower()


def return_rows(country: Country, today: date) -> list[ReturnRow]:
    """Every return of the quarter."""
    words, returns = Words(country.period.quarter), list_url(country.period)
    return [
        ReturnRow(
            standing=each,
            organisation=country.organisations[each.organisation],
            people=country.people.get(each.organisation, ()),
            words=words,
            url=f"{returns}{each.pk}/",
            today=today,
        )
        for each in country.found
    ]


class SortedReturns(SortedRows):
    KEYS: dict[str, Callable[[ReturnRow], Any]] = {
        "what": lambda row: (row.place, row.organisation.name.lower()),
        "organisation": lambda row: (row.organisation.name.lower(), row.place),
        "people": lambda row: row.people_in_words.lower() or None,
        "state": lambda row: STATE_ORDER[row.state],
        "due": lambda row: (row.due, row.organisation.name.lower(), row.place),
    }


class ReturnTable(Table):
    """What is owed, by whom, where it stands and by when. Its rows are `ReturnRow`."""

    what = django_tables2.Column("What", empty_values=())
    organisation = django_tables2.Column("Organisation", empty_values=())
    people = django_tables2.Column("Who answers", empty_values=())
    state = django_tables2.Column("State")
    due = DateColumn("Due")

    class Meta(Table.Meta):
        order_by = "due"
        empty_text = "No return fits these filters."

    def __init__(self, rows: Iterable[ReturnRow], **kwargs: Any) -> None:
        super().__init__(SortedReturns(rows), **kwargs)

    def render_what(self, record: ReturnRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.url, record.owed.text)

    def render_organisation(self, record: ReturnRow) -> str:
        return record.organisation.name

    def render_people(self, record: ReturnRow) -> SafeString | str:
        return record.people_in_words or none_such("Nobody")

    def render_state(self, record: ReturnRow) -> SafeString:
        return tag("components/status_tag.html", status=record.state, label=state_in_words(record.state))

    def render_due(self, record: ReturnRow, column: DateColumn) -> SafeString:
        day, words = column.render(record.due), due_in_words(record.due, record.today, beside_day=True)
        if record.standing.is_finished:
            return format_html("{}", day)
        late = " app-matrix__late" if record.standing.is_overdue(record.today) else ""
        return format_html('{}<span class="app-matrix__note{}">{}</span>', day, late, words)


def returns_response(rows: Iterable[ReturnRow], file_format: str, name: str) -> HttpResponse:
    return file_response(TITLES, lines_of(rows), file_format, name)


def lines_of(rows: Iterable[ReturnRow]) -> Iterator[list[Any]]:
    for row in rows:
        late = "yes" if row.standing.is_overdue(row.today) else "no"
        yield [
            row.owed.text, row.owed.name, row.owed.chapter, row.organisation.code, row.organisation.name,
            row.people_in_words, state_in_words(row.state), row.due, "yes" if row.standing.is_extended else "no", late,
        ]  # fmt: skip
