"""The receipt of a submission: a reference, who handed in what, and when.

The trail keeps each submission for good, with a number that no other has; the receipt is drawn from it, so that it can
be found again whatever has become of the entry since.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from pssdash.accounts.models import AuditEvent
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.histories import all_versions
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision
from pssdash.reporting.entries.trail import SAVE, SUBMITTED, item_of, reference_of
from pssdash.reporting.entries.words import Difference, differences

WRITTEN = re.compile(r"R-(\d{5,18})")


@dataclass(frozen=True)
class Receipt:
    """What templates/entries/receipt.html shows. `text` is what was handed in, field by field, `reviewed` the version
    of the entry once a reviewer has said something of that text.
    """

    assignment: Assignment
    noun: str
    reference: str
    who: str
    when: datetime
    version: int
    save: str
    text: tuple[Difference, ...]
    reviewed: AbstractEntry | None


def build_receipt(kind: Kind, assignment: Assignment, reference: str) -> Receipt:
    """The receipt of that reference, or 404 where it is none of this entry."""
    written = WRITTEN.fullmatch(reference)
    versions = {item_of(version)[1]: version for version in all_versions(kind, assignment)}
    found = submissions(kind.model.TRAIL_KIND, versions).filter(pk=int(written[1])).first() if written else None
    if found is None:
        raise Http404
    version, save = versions[found.item_key], save_in(found)
    text = next((each.content for each in version.revisions.all() if str(each.number) == save), {})
    return Receipt(
        assignment=assignment,
        noun=kind.model.NOUN,
        reference=reference_of(found.pk),
        who=found.by.name,
        when=found.at,
        version=version.version,
        save=save,
        text=tuple(each for each in differences({}, version.in_words(text)) if each.after),
        reviewed=version if version.reviewed() and save == last_save_of(version) else None,
    )


def last_save_of(version: AbstractEntry) -> str:
    """The number of the save that stands, of a version with its revisions."""
    saves = (each.number for each in version.revisions.all() if each.outcome == AbstractRevision.Outcome.SAVED)
    return str(max(saves, default=""))


def last_references(entries: Iterable[AbstractEntry]) -> dict[int, str]:
    """The key of each entry of one kind that was handed in -> the reference of its last receipt. One query."""
    keys = {item_of(entry)[1]: entry for entry in entries}
    if not keys:
        return {}
    kind = next(iter(keys.values())).TRAIL_KIND
    events = submissions(kind, keys).order_by("pk").values_list("item_key", "pk")
    return {keys[key].pk: reference_of(pk) for key, pk in events}


def submissions(kind: str, keys: Iterable[str]):
    events = AuditEvent.objects.filter(item_kind=kind, item_key__in=list(keys), action=SUBMITTED)
    return events.select_related("by")


def save_in(event: AuditEvent) -> str:
    """The number of the save that was handed in."""
    return next((change["after"] for change in event.changes if change["field"] == SAVE), "")
