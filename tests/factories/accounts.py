"""People, by role."""

from itertools import count

from django.contrib.auth.models import Group

from pssdash.accounts.models import User
from pssdash.accounts.roles import ROLES
from pssdash.organisations.models import Membership, Organisation

numbers = count(1)
PASSWORD = "a long enough password"


def make_user(*roles: str, organisations: tuple[Organisation, ...] = (), email: str = "") -> User:
    """A person who holds `roles` (names of ROLES) and answers for `organisations`."""
    assert set(roles) <= set(ROLES)
    user = User.objects.create_user(
        email or f"person{next(numbers)}@example.org", PASSWORD, name=" and ".join(roles) or "Nobody"
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    for organisation in organisations:
        Membership.objects.create(user=user, organisation=organisation)
    return user
