"""Who may ask to move a deadline, who may decide, and who may take a request back."""

from django.db.models import QuerySet

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.assignments import may_write_for
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.updates.assignments import written_by


def writing_for(user: User) -> list[Organisation]:
    """The organisations that the person writes for: England for an editor, their own for a submitter."""
    found = [Organisation.england()] if user.has_perm(Permission.EDIT_UPDATES) else []
    if user.has_perm(Permission.SUBMIT_FOR_ORGANISATION):
        found += Organisation.objects.of_user(user).exclude(kind=OrganisationKind.NATION).order_by("name")
    return found


def asking_for(user: User, items: QuerySet) -> dict[int, list[Organisation]]:
    """Target or deliverable -> the organisations for which the person may ask to move a deadline of it.

    The number of queries depends on how many organisations the person answers for, not on the number of items.
    """
    found: dict[int, list[Organisation]] = {}
    for organisation in writing_for(user):
        for pk in written_by(items, user, organisation).values_list("pk", flat=True):
            found.setdefault(pk, []).append(organisation)
    return found


def may_decide(user: User, request: AbstractDeadlineRequest) -> bool:
    """An approver who did not ask."""
    return user.has_perm(Permission.APPROVE_UPDATES) and user.pk != request.asked_by_id


def may_withdraw(user: User, request: AbstractDeadlineRequest) -> bool:
    """Who asked, while they still write for that organisation, and everybody else who does."""
    return may_write_for(user, request.organisation)
