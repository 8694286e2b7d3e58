"""Asking to move a deadline, and deciding it. Keyword-only, atomic, each with its entry in the trail."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.deadline_reading import in_full
from pssdash.reporting.deadlines import Deadline, Relation
from pssdash.reporting.moves.changes import change_deadline, key_of, refuse_if_ended, refuse_the_same
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.moves.states import STEPS, RequestState
from pssdash.reporting.promises import AbstractMilestone
from pssdash.reporting.refusals import Refused

ANOTHER_DECIDES = "You asked for this, so another approver decides"


@transaction.atomic
def ask(
    *, milestone: AbstractMilestone, deadline: Deadline, reason: str, effect: str, organisation: Organisation, by: User
) -> AbstractDeadlineRequest:
    """Ask for a new deadline in the place of the one now in force. A milestone has one open request."""
    milestone = hold(milestone)
    refuse_if_ended(milestone)
    if deadline.relation is Relation.UNKNOWN:
        raise Refused(deadline.note)
    if not (reason.strip() and effect.strip()):
        raise Refused("Say why the deadline is to move and what follows from it")
    old = in_force(milestone)
    refuse_the_same(old, deadline)
    waiting = milestone.deadline_requests.open().first()
    if waiting:
        raise Refused(f"Another request waits already: to move it to “{waiting.deadline_text}”")
    asked = milestone.deadline_requests.create(
        organisation=organisation, old_text=old.text, old_end=old.end, reason=reason, effect=effect, asked_by=by,
        **milestone.deadline_columns(deadline),
    )  # fmt: skip
    record(
        by=by, action="asked to move the deadline of", item=key_of(milestone), subject=milestone.subject, reason=reason,
        before={"deadline": old.text, "ends": old.end},
        after={
            "deadline": deadline.text, "ends": deadline.end, "effect": effect, "asked for": organisation.short_name,
            "State": asked.state,
        },
    )  # fmt: skip
    return asked


@transaction.atomic
def approve(*, request: AbstractDeadlineRequest, by: User) -> AbstractDeadlineRequest:
    """Agree to a request: the deadline moves today, on the approver's word. Not if it changed since it was asked."""
    request = begin(request, "approve")
    refuse_own(request, by)
    now = in_force(request.milestone)
    if request.is_stale(now):
        raise Refused(stale_in_words(request, now))
    change = change_deadline(
        milestone=request.milestone, deadline=request.own_deadline, reason=request.reason, agreed_by=by.name,
        decided_on=timezone.localdate(), by=by, context={"asked by": request.asked_by.name},
    )  # fmt: skip
    return end(request, "approve", by, change=change)


@transaction.atomic
def refuse(*, request: AbstractDeadlineRequest, by: User, note: str) -> AbstractDeadlineRequest:
    """Leave the deadline as it is, and say why."""
    request = begin(request, "refuse")
    refuse_own(request, by)
    if not note.strip():
        raise Refused("Say why the deadline stays")
    refused = end(request, "refuse", by, note=note)
    record_end(refused, "refused to move the deadline of", by, note)
    return refused


@transaction.atomic
def withdraw(*, request: AbstractDeadlineRequest, by: User) -> AbstractDeadlineRequest:
    """Take a request back before it is decided."""
    withdrawn = end(begin(request, "withdraw"), "withdraw", by)
    record_end(withdrawn, "withdrew the request to move the deadline of", by)
    return withdrawn


def hold(milestone: AbstractMilestone) -> AbstractMilestone:
    """The milestone as it stands, held until the transaction ends."""
    return type(milestone).objects.select_for_update().get(pk=milestone.pk)


def begin(request: AbstractDeadlineRequest, step: str) -> AbstractDeadlineRequest:
    """The request as it stands, with its milestone held; refused where the step is not possible any more."""
    milestone = hold(request.milestone)
    request = type(request).objects.get(pk=request.pk)
    request.milestone = milestone
    if step not in STEPS[request.state]:
        raise Refused(f"This request is {request.get_state_display().lower()} already")
    return request


def end(request: AbstractDeadlineRequest, step: str, by: User, **fields: Any) -> AbstractDeadlineRequest:
    request.state = STEPS[request.state][step]
    request.decided_by, request.decided_at = by, timezone.now()
    for field, value in fields.items():
        setattr(request, field, value)
    request.save()
    return request


def record_end(request: AbstractDeadlineRequest, action: str, by: User, note: str = "") -> None:
    record(
        by=by, action=action, item=key_of(request.milestone), subject=request.milestone.subject, reason=note,
        before={"State": RequestState.ASKED},
        after={"State": request.state, "asked deadline": request.deadline_text, "asked by": request.asked_by.name},
    )  # fmt: skip


def refuse_own(request: AbstractDeadlineRequest, by: User) -> None:
    if by.pk == request.asked_by_id:
        raise Refused(ANOTHER_DECIDES)


def in_force(milestone: AbstractMilestone) -> Deadline:
    """The deadline as it stands today."""
    return milestone.deadline_at(timezone.localdate())


def stale_in_words(request: AbstractDeadlineRequest, now: Deadline) -> str:
    """Both deadlines: the one that the request speaks of, and the one in force."""
    was, is_now = written(request.old_text, request.old_end), written(now.text, now.end)
    return f"The deadline has changed since this was asked: it was {was} then and is {is_now} now. Ask again"


def written(text: str, end: Any) -> str:
    """The wording with the day that it ends, where it has one."""
    return (f"“{text}”" if text else "not given") + (f" ({in_full(end)})" if end else "")
