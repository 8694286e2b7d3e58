"""Requests to move a deadline."""

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.moves.actions import in_force
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.promises import AbstractMilestone
from tests.factories.organisations import make_england


def make_request(
    milestone: AbstractMilestone,
    *,
    by: User,
    to: str = "by 30 June 2021",
    organisation: Organisation | None = None,
    **fields,
) -> AbstractDeadlineRequest:
    """A request by `by`, for England unless said, to move the deadline that is in force."""
    old = in_force(milestone)
    values = {"reason": "Clinics were shut", "effect": "Training begins later"} | fields
    return milestone.deadline_requests.create(
        organisation=organisation or make_england(), old_text=old.text, old_end=old.end, asked_by=by,
        **milestone.deadline_columns(parse_deadline(to)), **values,
    )  # fmt: skip
