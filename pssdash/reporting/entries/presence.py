"""Who has an entry's form open, so that the second to come knows before they write.

Opening a form counts for half an hour. Where the browser can, it says every half minute that the form is still open;
then it counts for three minutes after the last word, and ends at once where the page is left.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.models import AbstractRevision
from pssdash.reporting.models import OpenForm

OPENED, BEATING, FORGOTTEN = timedelta(minutes=30), timedelta(minutes=3), timedelta(days=1)


def address_of(assignment: Assignment) -> str:
    """One for all pages of a long form."""
    return assignment.url("presence")


def note_opened(assignment: Assignment) -> None:
    """Keep that the person opened the form, and forget what is long past."""
    now = timezone.now()
    OpenForm.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
    keep(assignment, ["opened_at", "seen_at", "beats"], opened_at=now, seen_at=now, beats=False)


def note_still_open(assignment: Assignment) -> None:
    """A sign of life from the browser."""
    now = timezone.now()
    keep(assignment, ["seen_at", "beats"], opened_at=now, seen_at=now, beats=True)


def keep(assignment: Assignment, changed: list[str], **times: Any) -> None:
    """Make the row, or change the fields `changed` of the one that is there, in one query."""
    there = OpenForm(address=address_of(assignment), user=assignment.user, **times)
    OpenForm.objects.bulk_create(
        [there], update_conflicts=True, unique_fields=["address", "user"], update_fields=changed
    )


def note_left(assignment: Assignment) -> None:
    """The row stays until it is forgotten, but counts no longer."""
    there = OpenForm.objects.filter(address=address_of(assignment), user=assignment.user)
    there.update(beats=True, seen_at=timezone.now() - BEATING - timedelta(seconds=1))


def others_at(assignment: Assignment) -> list[OpenForm]:
    """The other people who have the form open, the first to come first. One query."""
    return others_at_each([assignment])[address_of(assignment)]


def others_at_each(assignments: Sequence[Assignment]) -> dict[str, list[OpenForm]]:
    """The address of each form of one person -> the others who have it open. One query for all."""
    now = timezone.now()
    counts = Q(beats=True, seen_at__gte=now - BEATING) | Q(beats=False, seen_at__gte=now - OPENED)
    there: dict[str, list[OpenForm]] = {address_of(each): [] for each in assignments}
    found = OpenForm.objects.filter(counts, address__in=there).exclude(user__in={each.user.pk for each in assignments})
    for each in found.select_related("user"):
        there[each.address].append(each)
    return there


def in_words(others: Sequence[OpenForm], last_save: AbstractRevision | None) -> tuple[str, ...]:
    """`National editor has this open, last saved 14:32`, or since when where they have not saved."""
    return tuple(f"{each.user.name} has this open, {doing(each, last_save)}." for each in others)


def doing(there: OpenForm, last_save: AbstractRevision | None) -> str:
    if last_save is not None and last_save.saved_by_id == there.user_id:
        return f"last saved {clock(last_save.saved_at)}"
    return f"opened at {clock(there.opened_at)}"


def saved_meanwhile(last_save: AbstractRevision | None, base: int, user: User) -> str:
    """That somebody else has saved since the form was opened at the save `base`; "" otherwise."""
    if last_save is None or last_save.pk <= base or last_save.saved_by_id == user.pk:
        return ""
    who = last_save.saved_by.name
    return f"{who} saved at {clock(last_save.saved_at)}, after you opened this. If you save, you see both versions."


def clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
