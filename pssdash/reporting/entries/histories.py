"""Everything that happened to an entry: its saves, the texts kept aside, and its steps from draft to approval."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from pssdash.accounts.models import AuditEvent
from pssdash.reporting.audit_words import in_words as trail_in_words
from pssdash.reporting.entries.assignments import Assignment, url_with
from pssdash.reporting.entries.evidence.reading import ADDED, REMOVED
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision
from pssdash.reporting.entries.trail import (
    APPROVED,
    CHECKED,
    SIGNED,
    STATE,
    SUBMITTED,
    item_of,
    query_item_of,
    reference_of,
)
from pssdash.reporting.entries.words import Difference, changes, differences

FILES = (ADDED, REMOVED)
STEPS = (SUBMITTED, CHECKED, "sent back", APPROVED, "correction started")


@dataclass(frozen=True)
class Event:
    """One save or step. `whole` is the text of a save, to be opened. `changes` are against the save before it; of a
    signature they are what a reviewer says beside it.

    `receipt` is the reference of a submission.
    """

    when: datetime
    who: str
    what: str
    reason: str = ""
    changes: tuple[Difference, ...] = ()
    whole: tuple[Difference, ...] = ()
    is_aside: bool = False
    receipt: str = ""

    @property
    def open_words(self) -> str:
        return "Read the text that was kept aside" if self.is_aside else "Read this save in full"


@dataclass(frozen=True)
class HistoryPage:
    """Newest first."""

    assignment: Assignment
    noun: str
    events: tuple[Event, ...]

    @property
    def receipt_url(self) -> str:
        """To which a receipt's reference is added."""
        return url_with(self.assignment.url("receipt"), "reference", "")


def build_history(kind: Kind, assignment: Assignment) -> HistoryPage:
    """The history of all versions of the entry."""
    versions = list(all_versions(kind, assignment))
    events = [*save_events(versions), *step_events(versions), *source_events(versions)]
    # A step follows the save that led to it, also where both happened within one tick of the clock.
    in_order = sorted(events, key=lambda event: (event.when, not event.whole), reverse=True)
    return HistoryPage(assignment, kind.model.NOUN, tuple(in_order))


def all_versions(kind: Kind, assignment: Assignment) -> Iterator[AbstractEntry]:
    """Every version in order, with what it is of as the assignment knows it."""
    found = kind.model.objects.filter(**assignment.of).select_related("source").order_by("version")
    for version in found.prefetch_related("revisions__saved_by"):
        for name, value in assignment.of.items():
            setattr(version, name, value)
        yield version


def save_events(versions: list[AbstractEntry]) -> Iterator[Event]:
    """The saves in order, each compared with the last one taken over before it. Automatic ones that follow each other
    in one sitting are one event, with the text of the last.
    """
    before: dict[str, str] = {}
    for version in versions:
        for saves in sittings(sorted(version.revisions.all(), key=lambda save: save.number)):
            save = saves[-1]
            words = versions[0].in_words(save.content)
            yield Event(
                when=save.saved_at,
                who=save.saved_by.name,
                what=f"Version {version.version}, {saves_in_words(saves)}",
                changes=tuple(changes(before, words)),
                whole=tuple(each for each in differences({}, words) if each.after),
                is_aside=is_aside(save),
            )
            before = before if is_aside(save) else words


def sittings(saves: Iterable[AbstractRevision]) -> Iterator[list[AbstractRevision]]:
    """Each save alone, and the automatic ones of one opened form that follow each other together."""
    yield from (list(together) for _, together in groupby(saves, key=sitting_of))


def sitting_of(save: AbstractRevision) -> tuple:
    """What automatic saves of one sitting have in common. A button sends the page away, so a sitting ends with it."""
    is_part = save.is_automatic and save.window and not is_aside(save)
    return (save.saved_by_id, save.window) if is_part else (save.pk,)


def is_aside(save: AbstractRevision) -> bool:
    return save.outcome == AbstractRevision.Outcome.CONFLICT


def saves_in_words(saves: list[AbstractRevision]) -> str:
    """`save 3`, or `saves 3 to 9, saved automatically`."""
    first, last = saves[0], saves[-1]
    if is_aside(last):
        return f"save {last.number}, kept aside: somebody else had saved first"
    numbers = f"save {last.number}" if len(saves) == 1 else f"saves {first.number} to {last.number}"
    return f"{numbers}, saved automatically" if last.is_automatic else numbers


def step_events(versions: list[AbstractEntry]) -> list[Event]:
    """Submitted, checked, sent back, approved, corrected, files, and what was said to queries: from the trail."""
    if not versions:
        return []
    keys = {item_of(version)[1]: version.version for version in versions}
    steps = Q(item_kind=versions[0].TRAIL_KIND, action__in=(*STEPS, *FILES))
    queries = Q(item_kind=query_item_of(versions[0])[0])
    trail = AuditEvent.objects.filter(steps | queries, item_key__in=keys).select_related("by")
    return [
        Event(
            when=event.at,
            who=event.by.name if event.by else "",
            what=what_of(event, keys),
            reason=event.reason,
            changes=tuple(said_with(event)) if event.action in SIGNED else (),
            receipt=reference_of(event.pk) if event.action == SUBMITTED else "",
        )
        for event in trail
    ]


def said_with(event: AuditEvent) -> Iterator[Difference]:
    """What a reviewer says beside their signature, where that is new."""
    for change in event.changes:
        if change["field"] != STATE:
            yield Difference(change["field"], trail_in_words(change["before"]), trail_in_words(change["after"]))


def what_of(event: AuditEvent, keys: Mapping[str, int]) -> str:
    """`Version 1 approved`; `Version 1, query 12: answered`. `keys` gives the version by the trail's key."""
    version = f"Version {keys[event.item_key]}"
    if event.action in STEPS:
        return f"{version} {event.action}"
    if event.action in FILES:
        name = next(change for change in event.changes if change["field"] == "File")
        return f"{version}, {event.action}: {name['before'] or name['after']}"
    return f"{version}, {event.changes[0]['field'].lower()}: {event.action}"


def source_events(versions: list[AbstractEntry]) -> list[Event]:
    """A version that was loaded from a document has no saves."""
    return [
        Event(
            version.approved_at, "", f"Version {version.version} loaded from {version.source}, {version.source_place}"
        )
        for version in versions
        if version.source_id
    ]
