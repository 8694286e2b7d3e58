"""Writing a new deadline down. Who may is decided before: an approver decides a request, an editor enters the first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.calendars import Calendar, calendar_of
from pssdash.reporting.deadlines import Deadline, Relation
from pssdash.reporting.promises import AbstractDeadlineChange, AbstractMilestone
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused


def change_deadline(
    *,
    milestone: AbstractMilestone,
    deadline: Deadline,
    reason: str,
    agreed_by: str,
    decided_on: date,
    by: User,
    context: Mapping[str, Any] | None = None,
) -> AbstractDeadlineChange:
    """Record, inside a transaction, a new deadline that `agreed_by` agreed to on `decided_on`; the old one stays.

    It counts in every quarter that ends on or after that day and is not published. `context` goes to the trail.
    """
    calendar = calendar_of(milestone.PART, lock=True)
    refuse_if_ended(milestone)
    why_not = refusal(deadline, decided_on, calendar)
    if why_not:
        raise Refused(why_not)
    if not (reason.strip() and agreed_by.strip()):
        raise Refused("Say why the deadline moves and who agreed to it")
    old = milestone.deadline_at(decided_on)
    refuse_the_same(old, deadline)
    moved = milestone.deadline_changes.create(
        old_text=old.text, old_end=old.end, reason=reason, agreed_by=agreed_by, decided_on=decided_on, recorded_by=by,
        **milestone.deadline_columns(deadline),
    )  # fmt: skip
    record(
        by=by, action="moved the deadline of", item=key_of(milestone), subject=milestone.subject, reason=reason,
        before={"deadline": old.text, "ends": old.end},
        after={
            "deadline": deadline.text, "ends": deadline.end, "agreed by": agreed_by, "decided on": decided_on,
            "counts from": counts_from(decided_on, calendar).short, **(context or {}),
        },
    )  # fmt: skip
    return moved


def counts_from(decided_on: date, calendar: Calendar) -> Quarter:
    """The first quarter that shows a move decided on that day: not over by then, and not published."""
    return max(Quarter.containing(decided_on), calendar.live)


def refusal(deadline: Deadline, decided_on: date, calendar: Calendar) -> str:
    """Why the move cannot be recorded, "" where it can."""
    if deadline.relation is Relation.UNKNOWN:
        return deadline.note
    if decided_on > timezone.localdate():
        return "The day of the decision is in the future"
    if calendar.closed and counts_from(decided_on, calendar) == calendar.live:
        return (
            f"{calendar.live.short} is closed, and a move decided by its end would count in it. Have the quarter "
            "reopened, or wait until it is published"
        )
    return ""


def refuse_if_ended(milestone: AbstractMilestone) -> None:
    """Refuse what has ended itself or with the promise that it belongs to."""
    why_not = ended_in_words(milestone)
    if why_not:
        raise Refused(why_not)


def ended_in_words(milestone: AbstractMilestone) -> str:
    """That it has ended, itself or with what it belongs to, "" while it runs."""
    for promise in (milestone, *milestone.holders):
        if promise.ended_quarter:
            name = name_of(milestone) if promise is milestone else promise.ref
            return f"{name} is {promise.ended_as} in {promise.ended_quarter.short}, so it stays as it is"
    return ""


def refuse_the_same(old: Deadline, new: Deadline) -> None:
    if (old.text, old.end) == (new.text, new.end):
        raise Refused(f"“{new.text}” is the deadline already")


def name_of(milestone: AbstractMilestone) -> str:
    """The reference of what it belongs to and the beginning of its text."""
    return f"{milestone.item.ref} “{Truncator(milestone.text).chars(60)}”"


def key_of(milestone: AbstractMilestone) -> tuple[str, str]:
    """How the trail names it. A milestone has no reference, so its number in the database stands for it."""
    return "milestone", f"{milestone.item.ref} no. {milestone.pk}: {Truncator(milestone.text).chars(60)}"
