"""What stands written: the version at hand, its last save, and why it cannot be changed or approved now."""

from typing import Any

from django.db.models import Q, QuerySet

from pssdash.accounts.models import User
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision
from pssdash.reporting.models import ReportingPeriod


def find(kind: Kind, **of: Any) -> AbstractEntry | None:
    """The working version, else the last approved one, else None. `of` has the names of the model's IDENTITY."""
    return kind.model.objects.filter(**of).order_by("-version").first()


def versions_of(entry: AbstractEntry) -> QuerySet:
    """All versions of the same entry."""
    return type(entry).objects.filter(
        **{name: entry._meta.get_field(name).value_from_object(entry) for name in entry.IDENTITY}
    )


def last_saved(entry: AbstractEntry | None) -> AbstractRevision | None:
    """The last save that was taken over."""
    if entry is None:
        return None
    saves = entry.revisions.filter(outcome=AbstractRevision.Outcome.SAVED)
    return saves.select_related("saved_by").order_by("-number").first()


def last_revision(entry: AbstractEntry | None) -> int:
    """The id of the last save taken over, 0 before the first. A form carries it as `base`, to notice a save in between.

    An id and not a number, so that a form of one version never fits the next.
    """
    saved = last_saved(entry)
    return saved.pk if saved else 0


def all_from(entry: AbstractEntry, base: int, by: User, window: str) -> bool:
    """Whether every save after `base` came from this very form of this person: answers that got lost on their way."""
    since = entry.revisions.filter(outcome=AbstractRevision.Outcome.SAVED, pk__gt=base)
    return bool(window) and not since.exclude(saved_by=by, window=window).exists()


def refusal(kind: Kind, entry: AbstractEntry | None, period: ReportingPeriod) -> str:
    """Why the entry takes no save now, "" where it does. A correction may be written whatever the quarter's state."""
    noun = kind.model.NOUN
    if entry is not None and not entry.can("save"):
        return f"This {noun} is approved and stays as it is. It can be corrected, with a reason, as a new version."
    is_correction = entry is not None and entry.version > 1
    if not period.is_open and not is_correction and not kind.takes_late:
        many = kind.model.noun_for_many()
        why = f"{period.quarter.short} is {period.state}, so its {many} can no longer be edited."
        return f"{why} {WAY_ON[period.state]}"
    return ""


WAY_ON = {
    ReportingPeriod.State.CLOSED: "The national team can open it again.",
    ReportingPeriod.State.PUBLISHED: "It was published without this one; what is new belongs in the next quarter’s.",
}


def approval_refusal(kind: Kind, entry: AbstractEntry, user: User) -> str:
    """Why `user` may not approve this submitted entry, "" where they may."""
    period = entry.period
    if period.is_published and not entry.correction_reason and not kind.takes_late:
        return f"{period.quarter.short} was published without this {entry.NOUN}, and what is published never changes."
    if wrote_part(entry, user):
        return f"You wrote part of this {entry.NOUN}, so another approver must decide on it."
    return ""


def wrote_part(entry: AbstractEntry, user: User) -> bool:
    """Whether `user` saved or submitted any version of this entry: a correction repeats words of the one before."""
    return versions_of(entry).filter(Q(submitted_by=user) | Q(revisions__saved_by=user)).exists()
