"""What stands written: the version at hand, its last save, and whether a person wrote in it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from pssdash.accounts.models import User
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision


def find(kind: Kind, **of: Any) -> AbstractEntry | None:
    """The working version, else the last approved one, else None. `of` has the names of the model's IDENTITY."""
    return newest_first(kind, **of).first()


def newest_first(kind: Kind, **of: Any) -> QuerySet:
    """The versions of what `of` identifies."""
    return kind.model.objects.filter(**of).order_by("-version")


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


def last_saves(entries: Sequence[AbstractEntry]) -> dict[int, int]:
    """Entry of one kind -> the id of its last save that was taken over. One query."""
    if not entries:
        return {}
    saves = type(entries[0]).objects.filter(
        pk__in=[entry.pk for entry in entries], revisions__outcome=AbstractRevision.Outcome.SAVED
    )
    return dict(saves.order_by("revisions__number").values_list("pk", "revisions__pk"))


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


def wrote_part(entry: AbstractEntry, user: User) -> bool:
    """Whether `user` saved or submitted any version of this entry: a correction repeats words of the one before."""
    return versions_of(entry).filter(part_of(type(entry), user)).exists()


def part_of(model: type[AbstractEntry], user: User) -> Q:
    """What makes an entry somebody's own: they saved it, submitted it, or added or removed a file."""
    wrote = Q(submitted_by=user) | Q(revisions__saved_by=user)
    return wrote | Q(files__added_by=user) | Q(files__removed_by=user) if hasattr(model, "files") else wrote
