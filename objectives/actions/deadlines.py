"""Moving a deadline. The old one, every move and who agreed to it stay on record."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from objectives.actions.strategy_changes import key_of, refuse_if_ended, subject_of
from objectives.models import DeadlineChange, Milestone
from objectives.strategy_calendar import Calendar, strategy_calendar
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.deadlines import Deadline, Relation
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused


@transaction.atomic
def move_deadline(
    *, milestone: Milestone, deadline: Deadline, reason: str, agreed_by: str, decided_on: date, by: User
) -> DeadlineChange:
    """Record a new deadline that `agreed_by` agreed to on `decided_on`. A mistaken entry is corrected by another one.

    It counts in every quarter that ends on or after that day and is not published.
    """
    calendar = strategy_calendar(lock=True)
    refuse_if_ended(milestone)
    why_not = refusal(deadline, decided_on, calendar)
    if why_not:
        raise Refused(why_not)
    if not (reason.strip() and agreed_by.strip()):
        raise Refused("Say why the deadline moves and who agreed to it")
    old = milestone.deadline_at(decided_on)
    if (old.text, old.end) == (deadline.text, deadline.end):
        raise Refused(f"“{deadline.text}” is the deadline already")
    moved = DeadlineChange.objects.create(
        milestone=milestone, old_text=old.text, old_end=old.end, reason=reason, agreed_by=agreed_by,
        decided_on=decided_on, recorded_by=by, **DeadlineChange.deadline_columns(deadline),
    )  # fmt: skip
    record(
        by=by, action="moved the deadline of", item=key_of(milestone), subject=subject_of(milestone), reason=reason,
        before={"deadline": old.text, "ends": old.end},
        after={
            "deadline": deadline.text, "ends": deadline.end, "agreed by": agreed_by, "decided on": decided_on,
            "counts from": counts_from(decided_on, calendar).short,
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
