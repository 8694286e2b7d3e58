"""Everything that happened to an update: its saves, the texts kept aside, and its steps from draft to approval."""

from dataclasses import dataclass
from datetime import datetime

from objectives.actions.revisions import item_of
from objectives.assignments import Assignment
from objectives.models import ProgressUpdate, UpdateRevision
from objectives.pages.update_words import Difference, changes, differences
from pssdash.accounts.models import AuditEvent

STEPS = ("submitted", "sent back", "approved", "correction started")


@dataclass(frozen=True)
class Event:
    """One save or step. `changes` are against the save before it; `whole` is the text of a save, to be opened."""

    when: datetime
    who: str
    what: str
    reason: str = ""
    changes: tuple[Difference, ...] = ()
    whole: tuple[Difference, ...] = ()
    is_aside: bool = False

    @property
    def open_words(self) -> str:
        return "Read the text that was kept aside" if self.is_aside else "Read this save in full"


@dataclass(frozen=True)
class HistoryPage:
    """Newest first."""

    assignment: Assignment
    events: tuple[Event, ...]


def build_history(assignment: Assignment) -> HistoryPage:
    """The history of all versions of the update."""
    versions = list(
        ProgressUpdate.objects.filter(
            target=assignment.target, period=assignment.period, organisation=assignment.organisation
        ).select_related("target__objective", "period", "organisation", "source")
    )
    events = [*save_events(assignment, versions), *step_events(versions), *source_events(versions)]
    # A step follows the save that led to it, also where both happened within one tick of the clock.
    return HistoryPage(assignment, tuple(sorted(events, key=lambda event: (event.when, not event.whole), reverse=True)))


def save_events(assignment: Assignment, versions: list[ProgressUpdate]) -> list[Event]:
    """The saves in order, each compared with the last one taken over before it."""
    positions = dict(assignment.target.milestones.values_list("pk", "position"))
    saves = UpdateRevision.objects.filter(update_of__in=versions).select_related("saved_by", "update_of")
    events, before = [], {}
    for save in saves.order_by("update_of__version", "number"):
        is_aside = save.outcome == UpdateRevision.Outcome.CONFLICT
        what = f"Version {save.update_of.version}, save {save.number}"
        events.append(
            Event(
                when=save.saved_at,
                who=save.saved_by.name,
                what=f"{what}, kept aside: somebody else had saved first" if is_aside else what,
                changes=tuple(changes(before, save.content, positions)),
                whole=tuple(each for each in differences({}, save.content, positions) if each.after),
                is_aside=is_aside,
            )
        )
        before = before if is_aside else save.content
    return events


def step_events(versions: list[ProgressUpdate]) -> list[Event]:
    """Submitted, sent back, approved, corrected: from the audit trail."""
    keys = {item_of(version)[1]: version.version for version in versions}
    trail = AuditEvent.objects.filter(item_kind="update", item_key__in=keys, action__in=STEPS).select_related("by")
    return [
        Event(
            event.at, event.by.name if event.by else "", f"Version {keys[event.item_key]} {event.action}", event.reason
        )
        for event in trail
    ]


def source_events(versions: list[ProgressUpdate]) -> list[Event]:
    """A version that was loaded from a document has no saves."""
    return [
        Event(
            version.approved_at, "", f"Version {version.version} loaded from {version.source}, {version.source_place}"
        )
        for version in versions
        if version.source_id
    ]
