"""Which targets and deliverables a person is shown the signs of.

The national team: all. A regional lead: the targets that concern their regions, and the deliverables that an
organisation inside them helps to deliver. A submitter: what their own organisations help to deliver.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet

from objectives.models import Target
from programmes.models import Deliverable
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.updates.rows import UpdateRow

Row = TypeVar("Row", bound=UpdateRow)


def targets_seen_by(user: User) -> QuerySet:
    if user.has_perm(Permission.READ_DRAFTS):
        return Target.objects.all()
    regions = Organisation.objects.regions_readable_by(user)
    concerned = Q(concerns_all_regions=True) | Q(regions__in=regions) if regions.exists() else Q(pk__in=[])
    return Target.objects.filter(concerned | Q(delivered_by__deliverer__in=deliverers_of(own(user))))


def deliverables_seen_by(user: User) -> QuerySet:
    if user.has_perm(Permission.READ_DRAFTS):
        return Deliverable.objects.all()
    return Deliverable.objects.filter(delivered_by__deliverer__in=deliverers_of(organisations_seen_by(user)))


def organisations_seen_by(user: User) -> QuerySet:
    """Those of which a person is told whether anybody answers for them."""
    return Organisation.objects.with_local_rows_for(user)


def own(user: User) -> QuerySet:
    """The organisations that a submitter writes for."""
    if not user.has_perm(Permission.SUBMIT_FOR_ORGANISATION):
        return Organisation.objects.none()
    return Organisation.objects.of_user(user)


def deliverers_of(organisations: QuerySet) -> QuerySet:
    return Deliverer.objects.answered_by(organisations).values("pk")


def within(rows: Iterable[Row], seen: QuerySet) -> list[Row]:
    """The rows of what is among `seen`, in their order."""
    refs = set(seen.values_list("ref", flat=True))
    return [row for row in rows if row.ref in refs]
