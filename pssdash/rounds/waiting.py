"""What has been submitted and waits for an approver."""

from dataclasses import dataclass
from datetime import datetime

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.entries.rounds import InRound
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.kinds import KINDS


@dataclass(frozen=True)
class Waiting:
    """A submitted update: who sent it when, and whether this approver may decide on it."""

    ref: str
    text: str
    organisation: str
    quarter: Quarter
    is_correction: bool
    submitted_by: str
    submitted_at: datetime
    url: str
    is_own: bool


def waiting_for_approval(user: User) -> list[Waiting]:
    """Every submitted entry, the oldest first, marked where the person wrote in it: another approver decides."""
    if not user.has_perm(Permission.APPROVE_UPDATES):
        return []
    found = [waiting for each in KINDS for waiting in waiting_of(each, user)]
    return sorted(found, key=lambda waiting: waiting.submitted_at.timestamp() if waiting.submitted_at else 0)


def waiting_of(of: InRound, user: User) -> list[Waiting]:
    """The submitted entries of one kind."""
    submitted = (
        of.kind.model.objects.visible_to(user)
        .filter(state=EntryState.SUBMITTED)
        .select_related("period", "organisation", "submitted_by", *of.related)
        .order_by("submitted_at", "pk")
    )
    own = set(submitted.filter(revisions__saved_by=user).values_list("pk", flat=True))
    found = []
    for entry in submitted:
        text, url = of.describe(entry)
        found.append(
            Waiting(
                ref=entry.ref,
                text=text,
                organisation=entry.organisation.short_name,
                quarter=entry.period.quarter,
                is_correction=entry.version > 1,
                submitted_by=str(entry.submitted_by),
                submitted_at=entry.submitted_at,
                url=url,
                is_own=entry.pk in own,
            )
        )
    return found
