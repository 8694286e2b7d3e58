"""What a reviewer said of an entry before it was changed: their rating has lapsed, and is offered to them again.

It is read from the trail, which keeps what every signature said.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pssdash.accounts.models import AuditEvent, User
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.trail import SIGNED, item_of
from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.ratings import AGREES, REVIEW_FIELDS, RatedEntry


@dataclass(frozen=True)
class EarlierRating:
    """Another rating than the reported one, with its reason, and when it was signed."""

    rag: Rag
    reason: str
    at: datetime

    @property
    def in_words(self) -> str:
        said = f"Before this was changed you rated it {self.rag.label}; to say so again, read all of it."
        return f"{said} You wrote: {self.reason}"


def said_before(entries: Sequence[AbstractEntry], by: User) -> dict[int, EarlierRating]:
    """Entry -> what this person said last of it, where that would still be another rating than the reported one.

    Left out are those on which a reviewer's rating stands. `entries` are of one kind; one query for them all.
    """
    lapsed = {each.pk: each for each in entries if isinstance(each, RatedEntry) and not each.reviewer_rag}
    names = {name: pk for pk, entry in lapsed.items() for name in names_of(entry)}
    if not names:
        return {}
    kind, _ = item_of(next(iter(lapsed.values())))
    signed = AuditEvent.objects.filter(item_kind=kind, item_key__in=names, action__in=SIGNED).order_by("pk")
    stands: dict[int, dict[str, str]] = defaultdict(dict)
    theirs: dict[int, EarlierRating] = {}
    for event in signed:
        pk = names[event.item_key]
        # The trail keeps what differs from the signature before: the rest stands as that left it.
        said = {each["field"]: each["after"] for each in event.changes if each["field"] in REVIEW_FIELDS.values()}
        stands[pk] |= said
        if said and event.by_id == by.pk:
            theirs.pop(pk, None)
            rag, reason = (stands[pk].get(label, "") for label in REVIEW_FIELDS.values())
            if rag not in (AGREES, lapsed[pk].said.reported_rag):
                theirs[pk] = EarlierRating(Rag(rag), reason, event.at)
    return theirs


def names_of(entry: AbstractEntry) -> list[str]:
    """What the trail calls this version and those before it."""
    _, name = item_of(entry)
    stem = name.removesuffix(str(entry.version))
    return [f"{stem}{version}" for version in range(1, entry.version + 1)]
