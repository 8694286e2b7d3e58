"""The completeness matrix: what each organisation owes, kind by kind or, of one kind, item by item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.country import Country
from pssdash.rounds.kinds import OWED, owed_in
from pssdash.rounds.quarter_page import list_url
from pssdash.rounds.standing import Standing


@dataclass(frozen=True)
class Cell:
    """The returns of one organisation under one heading. `state` is that of the only one, "" of several."""

    finished: int
    total: int
    overdue: int
    state: str
    url: str


@dataclass(frozen=True)
class Heading:
    """One column: a kind, or one thing of a kind. `name` is unique."""

    name: str
    text: str


@dataclass(frozen=True)
class MatrixRow:
    """An organisation, who answers for it, and its cells by the name of their heading."""

    organisation: Organisation
    people: tuple[User, ...]
    cells: Mapping[str, Cell]
    finished: int
    total: int
    overdue: int
    url: str
    standings: tuple[Standing, ...]

    @property
    def kind(self) -> str:
        return OrganisationKind(self.organisation.kind).label

    @property
    def share(self) -> float:
        return self.finished / self.total

    @property
    def people_in_words(self) -> str:
        return ", ".join(person.name for person in self.people)

    @cached_property
    def search_text(self) -> str:
        whose = self.organisation
        return " ".join([whose.name, whose.short_name, whose.code, self.people_in_words]).lower()


def kind_headings(period: ReportingPeriod) -> list[Heading]:
    return [Heading(item, kind.owing.things) for item, kind in owed_in(period).items()]


def item_headings(item: str, found: Iterable[Standing]) -> list[Heading]:
    """One for each thing that is owed of a kind, in order."""
    things = OWED[item].owing.items().filter(pk__in={each.of for each in found if each.item == item})
    return [Heading(f"{item}-{thing.pk}", getattr(thing, "ref", "") or str(thing)) for thing in things]


def matrix_rows(country: Country, today: date, item: str = "") -> list[MatrixRow]:
    """A row for each organisation that owes something; with `item` of that kind only, with a cell for each thing."""
    returns = list_url(country.period)
    by_organisation: dict[int, list[Standing]] = defaultdict(list)
    for each in country.found:
        if item in ("", each.item):
            by_organisation[each.organisation].append(each)
    return [
        make_row(returns, country.organisations[pk], country.people.get(pk, ()), rows, today, by_thing=bool(item))
        for pk, rows in by_organisation.items()
    ]


def make_row(
    returns: str,
    organisation: Organisation,
    people: tuple[User, ...],
    found: Sequence[Standing],
    today: date,
    by_thing: bool,
) -> MatrixRow:
    """`returns` is the address of the list of all returns."""
    groups: dict[str, list[Standing]] = defaultdict(list)
    for each in found:
        groups[f"{each.item}-{each.of}" if by_thing else each.item].append(each)
    url = f"{returns}?{urlencode({'organisation': organisation.code})}"
    cells = {
        name: make_cell(rows, today, f"{returns}{rows[0].pk}/" if len(rows) == 1 else f"{url}&kind={name}")
        for name, rows in groups.items()
    }
    return MatrixRow(
        organisation=organisation,
        people=people,
        cells=cells,
        finished=sum(cell.finished for cell in cells.values()),
        total=len(found),
        overdue=sum(cell.overdue for cell in cells.values()),
        url=url,
        standings=tuple(found),
    )


def make_cell(found: Sequence[Standing], today: date, url: str) -> Cell:
    unfinished = [each for each in found if not each.is_finished]
    return Cell(
        finished=len(found) - len(unfinished),
        total=len(found),
        overdue=sum(each.due < today for each in unfinished),
        state=found[0].state if len(found) == 1 else "",
        url=url,
    )
