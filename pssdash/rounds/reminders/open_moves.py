"""Requests to move a deadline, for the approvers who may decide them."""

from collections.abc import Iterator

from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.calendars import Calendar, calendar_of
from pssdash.reporting.moves.changes import counts_from
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.moves.pages import Area, request_line
from pssdash.rounds.moves import AREAS, beginning_of, waiting_in
from pssdash.rounds.outstanding import Need, Outstanding


def moves_waiting() -> Iterator[tuple[User, Outstanding]]:
    """For every approver who did not ask. The number of queries does not grow with the requests, nor the people."""
    approvers = list(User.objects.filter(is_active=True, groups__name=APPROVER))
    for area in AREAS:
        calendar = None
        for request in waiting_in(area):
            calendar = calendar or calendar_of(request.milestone.PART)
            item = in_words(area, request, calendar)
            for person in approvers:
                if person.pk != request.asked_by_id:
                    yield person, item


def in_words(area: Area, request: AbstractDeadlineRequest, calendar: Calendar) -> Outstanding:
    """The quarter is the first one that would show the new deadline."""
    line = request_line(area, request, f"{beginning_of(request)}move the deadline ")
    quarter = counts_from(timezone.localdate(), calendar)
    return Outstanding(Need.WAITING, line.text, request.organisation.short_name, quarter, line.url)
