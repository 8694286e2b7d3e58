"""Which reminders a person wants, and when overdue returns are passed on. Each change is in the trail."""

from collections.abc import Collection

from django.db import transaction

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders.models import PassingOn, StoppedKind
from pssdash.rounds.reminders.next_in_line import days_to_wait

# What each kind is, for the person who chooses.
HINTS = {
    Need.SENT_BACK: "A reviewer sent back what you submitted",
    Need.OVERDUE: "The due day of what you owe has passed",
    Need.DUE: "What you owe is due on this day",
    Need.DUE_SOON: "What you owe is due within five working days",
    Need.LATER: "The national team reminds you earlier than that",
    Need.QUERY: "Somebody asks about what you wrote, or answered what you asked",
    Need.CHECK: "Somebody submitted what is to be checked before it is approved",
    Need.WAITING: "Somebody submitted what you may approve, or asks to move a deadline",
    Need.PASSED_ON: "Others are late, and you are next in line",
}


def stopped_by(person: User) -> set[str]:
    return set(StoppedKind.objects.filter(person=person).values_list("kind", flat=True))


@transaction.atomic
def choose(*, person: User, wanted: Collection[str]) -> None:
    """Send these kinds from now on, and no other."""
    before = _held(person)
    now = {kind for kind in Need.values if kind not in wanted}
    _write(person, before, now)


@transaction.atomic
def stop(*, person: User, kinds: Collection[str]) -> None:
    """Send none of these kinds any more."""
    before = _held(person)
    _write(person, before, before | {kind for kind in Need.values if kind in kinds})


def _held(person: User) -> set[str]:
    """What the person has stopped so far; another request of theirs waits."""
    User.objects.select_for_update().get(pk=person.pk)
    return stopped_by(person)


def _write(person: User, before: set[str], now: set[str]) -> None:
    if before == now:
        return
    StoppedKind.objects.filter(person=person, kind__in=before - now).delete()
    StoppedKind.objects.bulk_create(StoppedKind(person=person, kind=kind) for kind in sorted(now - before))
    record(
        by=person, action="chose reminders", item=("account", person.email),
        before={"stopped": in_words(before)}, after={"stopped": in_words(now)},
    )  # fmt: skip


def in_words(kinds: Collection[str]) -> list[str]:
    return [need.label for need in Need if need in kinds]


@transaction.atomic
def set_days_to_wait(*, days: int, reason: str, by: User) -> PassingOn:
    """After how many working days an overdue return is passed on; 0 for never."""
    before = days_to_wait()
    rule = PassingOn.objects.create(working_days=days, reason=reason, set_by=by)
    record(
        by=by, action="set when returns are passed on", item=("reminders", "passing on"),
        before={"working days": before}, after={"working days": days}, reason=reason,
    )  # fmt: skip
    return rule
