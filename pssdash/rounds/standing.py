"""What is owed and where it stands, as plain values: for a whole country in a number of queries that does not grow.

The words, which take longer, are added to those that are shown (`in_words`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.confirming import last_before
from pssdash.reporting.entries.rounds import InRound, Owed
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.kinds import OWED, owed_in
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.states import NOT_STARTED, UNFINISHED

ITEM_ORDER = {item: place for place, item in enumerate(OWED)}


class Written(NamedTuple):
    """The last version of an entry, as far as the round speaks of it."""

    state: str
    note: str
    started_at: datetime
    submitted_at: datetime | None


class Standing(NamedTuple):
    """One expected return: of what (`item` and `of`), whose, due when, and where it stands."""

    pk: int
    item: str
    of: int
    organisation: int
    due: date
    is_extended: bool
    state: str
    note: str

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED

    def is_overdue(self, today: date) -> bool:
        return self.due < today and not self.is_finished


@dataclass(frozen=True)
class OwedReturn:
    """One expected return with its words."""

    standing: Standing
    organisation: Organisation
    owed: Owed


class Words:
    """The words of what is owed, read kind by kind when the first of it is asked for."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self.things: dict[str, dict[int, Any]] = {}
        self.places: dict[str, dict[int, int]] = {}

    def things_of(self, item: str) -> dict[int, Any]:
        if item not in self.things:
            self.things[item] = {thing.pk: thing for thing in OWED[item].owing.items()}
            self.places[item] = {pk: place for place, pk in enumerate(self.things[item])}
        return self.things[item]

    def of(self, standing: Standing, organisation: Organisation) -> Owed:
        thing = self.things_of(standing.item)[standing.of]
        return OWED[standing.item].owing.words(thing, self.quarter, organisation)

    def place_of(self, standing: Standing) -> tuple[int, int]:
        """Where it stands in the order of the kinds, and of each."""
        self.things_of(standing.item)
        return ITEM_ORDER[standing.item], self.places[standing.item][standing.of]


def standings(period: ReportingPeriod, organisations: Sequence[Organisation] | None = None) -> list[Standing]:
    """All that is owed in the period, or by `organisations`."""
    expected = period.expected.with_item().order_by()
    if organisations is not None:
        expected = expected.filter(organisation__in=[each.pk for each in organisations])
    written = {item: last_written(kind, period, organisations) for item, kind in owed_in(period).items()}
    rows = expected.values_list("pk", "item", "of", "organisation_id", "due_on", "extended_to")
    found = []
    for pk, item, of, organisation, due, extended_to in rows:
        entry = written.get(item, {}).get((of, organisation))
        state, note = (entry.state, entry.note) if entry else (NOT_STARTED, "")
        found.append(Standing(pk, item, of, organisation, due, extended_to is not None, state, note))
    return found


def last_written(
    kind: InRound, period: ReportingPeriod, organisations: Sequence[Organisation] | None
) -> dict[tuple[int, int], Written]:
    """(what it is of, organisation) -> the last version of the entry."""
    entries = kind.kind.model.objects.filter(period=period).order_by("version")
    if organisations is not None:
        entries = entries.filter(organisation__in=[each.pk for each in organisations])
    names = (f"{kind.owing.item}_id", "organisation_id", "state", "sent_back_note", "started_at", "submitted_at")
    return {(of, organisation): Written(*rest) for of, organisation, *rest in entries.values_list(*names)}


def in_words(found: Iterable[Standing], quarter: Quarter) -> list[OwedReturn]:
    """With their words, kind by kind in the order of each, then by organisation."""
    found, words = list(found), Words(quarter)
    organisations = Organisation.objects.in_bulk({each.organisation for each in found})
    with_words = [
        OwedReturn(each, whose, words.of(each, whose)) for each in found for whose in [organisations[each.organisation]]
    ]
    return sorted(with_words, key=lambda each: (words.place_of(each.standing), each.organisation.name))


def took_last_time(
    period: ReportingPeriod, organisations: Sequence[Organisation]
) -> dict[tuple[str, int, int], timedelta]:
    """(item, of what, organisation) -> from the first save to the submission of the quarter before, where known."""
    found = {}
    for item, kind in owed_in(period).items():
        entries = kind.kind.model.objects.filter(
            period__quarter=period.quarter.previous, organisation__in=[each.pk for each in organisations], version=1,
            source__isnull=True, submitted_at__isnull=False,
        )  # fmt: skip
        times = entries.values_list(f"{item}_id", "organisation_id", "started_at", "submitted_at")
        found |= {
            (item, of, whose): submitted - started for of, whose, started, submitted in times if submitted >= started
        }
    return found


def approved_last_time(period: ReportingPeriod, organisations: Sequence[Organisation]) -> set[tuple[str, int, int]]:
    """(item, of what, organisation) of what was approved in the quarter before and can be confirmed as it is."""
    found = set()
    for item, kind in owed_in(period).items():
        last = last_before(kind.kind, period) if kind.kind.carries_over else None
        if last:
            approved = kind.kind.model.objects.approved().filter(period=last, organisation__in=organisations)
            rows = approved.order_by().values_list(f"{item}_id", "organisation_id")
            found |= {(item, of, whose) for of, whose in rows}
    return found


def expected_in_words(expected: ExpectedReturn) -> OwedReturn:
    """One expected return with its words and where it stands."""
    found = standings(expected.period, [expected.organisation])
    return in_words([next(each for each in found if each.pk == expected.pk)], expected.period.quarter)[0]
