"""The requests to move a deadline on my quarter: those that wait for a decision, and those that I asked."""

from datetime import datetime

from objectives.moves import TARGET_MOVES
from programmes.moves import DELIVERABLE_MOVES
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.moves.models import AbstractDeadlineRequest, RequestQuerySet
from pssdash.reporting.moves.pages import Area, RequestLine, request_line

AREAS = (TARGET_MOVES, DELIVERABLE_MOVES)
SHOWN = 10  # of one's own, the newest; the cards have all

Found = list[tuple[datetime, RequestLine]]


def moves_to_decide(user: User) -> Found:
    """What waits for an approver and since when, the oldest first, without what the person asked themselves."""
    if not user.has_perm(Permission.APPROVE_UPDATES):
        return []
    found: Found = []
    for area in AREAS:
        found += lines_of(area, area.requests.objects.open().exclude(asked_by=user))
    return sorted(found, key=lambda each: each[0])


def moves_asked(user: User) -> list[RequestLine]:
    """What the person or their organisation asked, the newest first."""
    lines: Found = []
    for area in AREAS:
        lines += lines_of(area, area.requests.objects.asked_for(user)[:SHOWN])
    newest = sorted(lines, key=lambda each: each[0], reverse=True)
    return [line for _, line in newest[:SHOWN]]


def waiting_in(area: Area) -> RequestQuerySet:
    """What nobody has decided yet, the oldest first."""
    return with_item(area, area.requests.objects.open()).order_by("asked_at", "pk")


def lines_of(area: Area, requests: RequestQuerySet) -> Found:
    related = with_item(area, requests)
    return [(request.asked_at, request_line(area, request, beginning_of(request))) for request in related]


def with_item(area: Area, requests: RequestQuerySet) -> RequestQuerySet:
    return requests.select_related("asked_by", "decided_by", "organisation", f"milestone__{area.item}")


def beginning_of(request: AbstractDeadlineRequest) -> str:
    return f"{request.milestone.item.ref}: "
