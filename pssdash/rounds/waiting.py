"""What has been submitted and waits for an approver."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.rounds import InRound
from pssdash.reporting.entries.states import WITH_REVIEWERS, EntryState
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.kinds import KINDS


@dataclass(frozen=True)
class Waiting:
    """A submitted update: who sent it when. `writers` wrote part of it and do not decide; `is_own` says so of one.

    `needs_check` says that a check comes first. `answers` is what is owed that it answers, as (item, of what, whose);
    empty where nobody owes it.
    """

    ref: str
    text: str
    organisation: str
    quarter: Quarter
    is_correction: bool
    state: str
    submitted_by: str
    submitted_at: datetime
    url: str
    writers: frozenset[int]
    needs_check: bool = False
    answers: tuple = ()
    is_own: bool = False


def waiting_for_approval(user: User) -> list[Waiting]:
    """Every submitted entry, the oldest first, marked where the person wrote in it: another approver decides."""
    if not user.has_perm(Permission.APPROVE_UPDATES):
        return []
    return [replace(each, is_own=user.pk in each.writers) for each in everything_waiting()]


def everything_waiting() -> list[Waiting]:
    """Every submitted entry of every kind, the oldest first, in a number of queries that does not grow."""
    found = [waiting for each in KINDS for waiting in waiting_of(each)]
    return sorted(found, key=lambda waiting: waiting.submitted_at.timestamp() if waiting.submitted_at else 0)


def waiting_of(of: InRound) -> list[Waiting]:
    """The submitted entries of one kind."""
    submitted = of.kind.model.objects.filter(state__in=WITH_REVIEWERS)
    writers: dict[int, set[int]] = defaultdict(set)
    for pk, *wrote in submitted.order_by().values_list("pk", "submitted_by", "revisions__saved_by"):
        writers[pk] |= {person for person in wrote if person}
    related = submitted.select_related("period", "organisation", "submitted_by", *of.related)
    found = []
    for entry in related.order_by("submitted_at", "pk"):
        text, url = of.describe(entry)
        found.append(
            Waiting(
                ref=entry.ref,
                text=text,
                organisation=entry.organisation.short_name,
                quarter=entry.period.quarter,
                is_correction=entry.version > 1,
                state=entry.state,
                submitted_by=str(entry.submitted_by),
                submitted_at=entry.submitted_at,
                url=url,
                writers=frozenset(writers[entry.pk]),
                needs_check=entry.period.needs_check and entry.state == EntryState.SUBMITTED,
                answers=answers_of(of, entry),
            )
        )
    return found


def answers_of(of: InRound, entry: AbstractEntry) -> tuple:
    return (of.owing.item, getattr(entry, f"{of.owing.item}_id"), entry.organisation_id) if of.owing else ()
