"""Whose update of which promise: what an organisation writes about, and the desks of a person."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind
from pssdash.reporting.quarters import Quarter


def written_by(items: QuerySet, user: User, organisation: Organisation) -> QuerySet:
    """Those of `items` (targets or deliverables) that the organisation writes about: all for England, else those that
    it helps to deliver.
    """
    if organisation.kind == OrganisationKind.NATION:
        return items
    every = items.model.objects
    deliverers = Deliverer.objects.answered_by(Organisation.objects.filter(pk=organisation.pk))
    answered = Q(pk__in=every.filter(delivered_by__deliverer__in=deliverers).values("pk"))
    if user.has_perm(Permission.READ_DRAFTS):
        # What it wrote while it was a deliverer stays readable.
        answered |= Q(pk__in=every.filter(updates__organisation=organisation).values("pk"))
    return items.filter(answered)


def desks(user: User, quarter: Quarter) -> Iterator[tuple[Organisation, str]]:
    """The organisations whose updates the person writes or reads, with the words of a link to one."""
    if user.has_perm(Permission.READ_DRAFTS):
        verb = "Edit" if user.has_perm(Permission.EDIT_UPDATES) else "Read"
        yield Organisation.england(), f"{verb} the update for {quarter.short}"
    if user.has_perm(Permission.SUBMIT_FOR_ORGANISATION):
        for organisation in Organisation.objects.of_user(user):
            yield organisation, f"Your update for {quarter.short} ({organisation.short_name})"
