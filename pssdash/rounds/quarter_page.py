"""How a quarter stands: what is in of each kind, who has nobody to answer for them, what publishing would leave out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from objectives import quarter_rows
from programmes import quarter_deliverables
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.updates.rows import UpdateRow
from pssdash.rounds.country import Country
from pssdash.rounds.kinds import owed_in
from pssdash.rounds.standing import Standing
from pssdash.rounds.states import STATES, TO_DO, state_in_words

THINGS = {Part.OBJECTIVES: "targets", Part.PROGRAMMES: "deliverables"}


@dataclass(frozen=True)
class KindCount:
    """How far the returns of one kind are: England's, which are published, and the organisations' own."""

    item: str
    things: str
    national: Counter
    local: Counter
    list_url: str
    missing_url: str

    @property
    def owed_for_england(self) -> int:
        return self.national.total()

    @property
    def owed(self) -> int:
        return self.national.total() + self.local.total()

    @property
    def finished(self) -> int:
        """Submitted, or further."""
        return self.owed - sum(counts[state] for counts in (self.national, self.local) for state in TO_DO)

    @property
    def approved(self) -> int:
        return self.national[EntryState.APPROVED] + self.local[EntryState.APPROVED]

    @property
    def missing(self) -> int:
        """How many of England's are not approved, and so would be published without words of the quarter."""
        return self.national.total() - self.national[EntryState.APPROVED]

    @property
    def missing_by_state(self) -> list[str]:
        """`3 not started`, for each state with any."""
        return [
            f"{self.national[state]} {state_in_words(state).lower()}"
            for state in STATES
            if state != EntryState.APPROVED and self.national[state]
        ]


@dataclass(frozen=True)
class StateCount:
    """How many returns are in a state, and the list of just these."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Completeness:
    """All that is owed in a quarter, counted."""

    kinds: tuple[KindCount, ...]
    states: tuple[StateCount, ...]
    overdue: StateCount

    @property
    def owed(self) -> int:
        return sum(each.owed for each in self.kinds)

    @property
    def finished(self) -> int:
        return sum(each.finished for each in self.kinds)

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.kinds)


def completeness_of(country: Country, today: date) -> Completeness:
    period, found = country.period, country.found
    national = {pk for pk, each in country.organisations.items() if each.kind == OrganisationKind.NATION}
    by_state = Counter(each.state for each in found)
    overdue = sum(each.is_overdue(today) for each in found)
    return Completeness(
        kinds=tuple(
            count_of(period, item, kind.owing.things, [each for each in found if each.item == item], national)
            for item, kind in owed_in(period).items()
        ),
        states=tuple(
            StateCount(state_in_words(state), by_state[state], list_url(period, state=state)) for state in STATES
        ),
        overdue=StateCount("Overdue", overdue, list_url(period, overdue="yes")),
    )


def count_of(
    period: ReportingPeriod, item: str, things: str, found: Iterable[Standing], national: set[int]
) -> KindCount:
    counts = {True: Counter(), False: Counter()}
    for each in found:
        counts[each.organisation in national][each.state] += 1
    not_approved = [state for state in STATES if state != EntryState.APPROVED]
    return KindCount(
        item=item,
        things=things,
        national=counts[True],
        local=counts[False],
        list_url=list_url(period, kind=item),
        missing_url=list_url(period, kind=item, organisation_kind=OrganisationKind.NATION.value, state=not_approved),
    )


def list_url(period: ReportingPeriod, **query: str | list[str]) -> str:
    """The list of a quarter's returns, narrowed."""
    return reverse("return_list", args=[period.quarter], query=query)


@dataclass(frozen=True)
class Published:
    """The rows of a published quarter. `things` is what they are: `targets`."""

    rows: tuple[UpdateRow, ...]
    things: str

    @property
    def without_update(self) -> tuple[UpdateRow, ...]:
        """What reads "No update this quarter"."""
        return tuple(row for row in self.rows if not row.has_update)

    @property
    def approved(self) -> int:
        return len(self.rows) - len(self.without_update)


def published_rows(period: ReportingPeriod) -> Published:
    rows: list[UpdateRow] = []
    if period.covers_objectives:
        rows += quarter_rows.rows_for(period)
    if period.covers_programmes:
        rows += quarter_deliverables.rows_for(period)
    return Published(tuple(rows), " and ".join(THINGS[part] for part in period.parts))
