"""Who answers for an organisation: its submitters; the national editors for England."""

from collections import defaultdict
from collections.abc import Iterable

from pssdash.accounts.models import User
from pssdash.accounts.roles import EDITOR, SUBMITTER
from pssdash.organisations.models import Membership, Organisation, OrganisationKind


def answering_for(organisations: Iterable[Organisation] | None = None) -> dict[int, tuple[User, ...]]:
    """Organisation -> the people with an account who answer for it, by name. Left out are those without anybody."""
    people = User.objects.filter(is_active=True)
    memberships = Membership.objects.filter(user__in=people.filter(groups__name=SUBMITTER)).select_related("user")
    if organisations is not None:
        memberships = memberships.filter(organisation__in=[each.pk for each in organisations])
    found: dict[int, list[User]] = defaultdict(list)
    for membership in memberships.order_by("user__name", "user__pk"):
        found[membership.organisation_id].append(membership.user)
    editors = list(people.filter(groups__name=EDITOR).order_by("name", "pk"))
    found |= {england.pk: editors for england in Organisation.objects.filter(kind=OrganisationKind.NATION)}
    return {organisation: tuple(users) for organisation, users in found.items() if users}
