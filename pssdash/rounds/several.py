"""Everything that a person could check or approve now, with what changed in it since the last time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from pssdash.accounts.models import User
from pssdash.reporting.entries.cases import Case, known_of, why_not
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.moves import MOVES, Move
from pssdash.reporting.entries.reading import last_saves
from pssdash.reporting.entries.rounds import InRound
from pssdash.reporting.entries.words import Difference, changes
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.earlier_ratings import said_before
from pssdash.rounds.kinds import KINDS
from pssdash.rounds.queries.models import FIELD_OF

SHOWN = 4  # changes that are read at a glance; the page of the entry has them all


@dataclass(frozen=True)
class Candidate:
    """One entry that waits. `value` names the save that is shown; `changes` are against what was approved for `since`,
    None where nothing was before. `rating` is what a signature agrees with, `earlier` says how the person rated it
    before it was changed.
    """

    value: str
    text: str
    url: str
    organisation: str
    quarter: Quarter
    is_correction: bool
    submitted_by: str
    submitted_at: datetime | None
    checked_by: str
    is_checked_by_user: bool
    rating: str
    earlier: str
    since: str
    changes: tuple[Difference, ...]
    why_not: str

    @property
    def shown(self) -> tuple[Difference, ...]:
        return self.changes[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.changes) - len(self.shown)


def candidates(user: User, move: Move) -> list[Candidate]:
    """The oldest submission first, in a number of queries that does not grow."""
    found = [candidate for each in KINDS for candidate in candidates_of(each, user, move)]
    return sorted(found, key=lambda each: each.submitted_at.timestamp() if each.submitted_at else 0)


def candidates_of(each: InRound, user: User, move: Move) -> Iterable[Candidate]:
    """The entries of one kind whose state has the move."""
    model = each.kind.model
    states = [state for state, steps in MOVES.items() if move in steps]
    entries = list(
        model.objects.visible_to(user)
        .filter(state__in=states)
        .select_related("period", "organisation", "submitted_by", "checked_by", "confirms", *each.related)
        .prefetch_related(*each.prefetched)
    )
    if not entries:
        return
    each.share(entries)
    known, saves, before = known_of(each.kind, entries, user), last_saves(entries), approved_before(each, entries)
    theirs = said_before(entries, user)
    for entry in entries:
        case = Case(each.kind, entry, entry.period, user, known=known[entry.pk])
        text, url = each.describe(entry)
        last = before.get(entry.pk)
        yield Candidate(
            value=f"{model._meta.model_name}-{entry.pk}-{saves.get(entry.pk, 0)}",
            text=text,
            url=url,
            organisation=entry.organisation.short_name,
            quarter=entry.period.quarter,
            is_correction=entry.version > 1,
            submitted_by=str(entry.submitted_by or ""),
            submitted_at=entry.submitted_at,
            checked_by=str(entry.checked_by or ""),
            is_checked_by_user=entry.checked_by_id == user.pk,
            rating=entry.rating_to_sign,
            earlier=theirs[entry.pk].in_words if entry.pk in theirs else "",
            since=since(entry, last),
            changes=tuple(as_read(change, each.as_read) for change in changes_since(entry, last)),
            why_not=why_not(case, move),
        )


def ask_url(model: type[AbstractEntry], pk: int, move: Move) -> str:
    """The page on which one asks about an entry, and goes back to the list of `move`."""
    return reverse("query_ask", args=[FIELD_OF[model], pk], query={"from": move.value})


def as_read(change: Difference, reads: Callable[[str], str]) -> Difference:
    """A change in the words that readers get; as it was typed where these are the same."""
    before, after = reads(change.before), reads(change.after)
    return change if before == after else Difference(change.label, before, after)


def approved_before(each: InRound, entries: list[AbstractEntry]) -> dict[int, AbstractEntry]:
    """Entry -> the approved one before it, of an earlier quarter or an earlier version."""
    model = each.kind.model
    organisations = {entry.organisation_id for entry in entries}
    earlier: dict[tuple, list] = {}
    approved = model.objects.approved().filter(organisation__in=organisations).select_related("period")
    for entry in approved.only("version", "period__quarter", *model.IDENTITY).order_by("period__quarter", "version"):
        earlier.setdefault(key_of(entry), []).append(entry)
    wanted = {}
    for entry in entries:
        same = earlier.get(key_of(entry), [])
        older = [each for each in same if place_of(each) < place_of(entry)]
        if older:
            wanted[entry.pk] = older[-1].pk
    beside = [name for name in each.prefetched if "__" not in name]
    whole = model.objects.select_related("period").prefetch_related(*beside).in_bulk(list(wanted.values()))
    return {pk: whole[last] for pk, last in wanted.items()}


def key_of(entry: AbstractEntry) -> tuple[object, ...]:
    """What the entry is of, and whose it is: its IDENTITY without the period."""
    names = (name for name in entry.IDENTITY if name != "period")
    return tuple(entry._meta.get_field(name).value_from_object(entry) for name in names)


def place_of(entry: AbstractEntry) -> tuple[Quarter, int]:
    return entry.period.quarter, entry.version


def since(entry: AbstractEntry, last: AbstractEntry | None) -> str:
    """What the changes are against, in words."""
    if last is None:
        return ""
    is_same = last.period_id == entry.period_id
    return f"version {last.version}" if is_same else last.period.quarter.short


def changes_since(entry: AbstractEntry, last: AbstractEntry | None) -> tuple[Difference, ...]:
    """The fields that differ. The cells of a grid are of their own quarter, so those of another are left out."""
    now = entry.in_words(entry.content())
    before = entry.in_words(last.content()) if last else {}
    is_same = last is not None and last.period_id == entry.period_id
    return tuple(each for each in changes(before, now) if is_same or each.label in now)
