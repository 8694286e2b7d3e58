"""What an editor enters of a deadline without asking: the first one, and the same date in better words.

Whatever else changes a date is asked for and decided by an approver (pssdash/reporting/moves): from a mistyped year
nobody can tell a moved one, so that goes the same way.
"""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from objectives.models import DeadlineChange, Milestone
from pssdash.accounts.models import User
from pssdash.reporting.deadlines import Deadline, Relation
from pssdash.reporting.moves.changes import change_deadline
from pssdash.reporting.refusals import Refused

NEEDS_AN_APPROVER = (
    "This changes a deadline that is set, so an approver decides. Ask to move it; here the first deadline is entered, "
    "or the same date put in other words"
)
NOT_SET = {Relation.UNKNOWN, Relation.TO_BE_CONFIRMED}


@transaction.atomic
def enter_deadline(
    *, milestone: Milestone, deadline: Deadline, reason: str, agreed_by: str, decided_on: date, by: User
) -> DeadlineChange:
    """Record the first deadline of a milestone, or put its wording right. What was written before stays on record."""
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if needs_request(milestone, deadline, decided_on):
        raise Refused(NEEDS_AN_APPROVER)
    return change_deadline(
        milestone=milestone, deadline=deadline, reason=reason, agreed_by=agreed_by, decided_on=decided_on, by=by
    )


def needs_request(milestone: Milestone, deadline: Deadline, decided_on: date) -> bool:
    """Whether an approver has to agree: to what was in force on the day of the decision, and to what is today."""
    standing = (milestone.deadline_at(decided_on), milestone.deadline_at(timezone.localdate()))
    return not all(is_first(old) or says_the_same(old, deadline) for old in standing)


def is_first(old: Deadline) -> bool:
    """Whether no date was promised: nothing written, nothing that can be read, or "to be confirmed"."""
    return old.relation in NOT_SET and not (old.start or old.end)


def says_the_same(old: Deadline, new: Deadline) -> bool:
    """Whether both are read alike, by a date, and only the words differ."""
    return bool(old.start or old.end) and replace(new, text=old.text, note=old.note) == old
