"""The demo's accounts: one for each role, all with one password."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from pssdash.accounts import roles
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.environment import env, kept_secret
from pssdash.organisations.models import Membership, Organisation


@dataclass(frozen=True)
class DemoAccount:
    email: str
    role: str
    organisation: str = ""


ACCOUNTS = [
    DemoAccount("editor@example.org", roles.EDITOR),
    DemoAccount("approver@example.org", roles.APPROVER),
    DemoAccount("region@example.org", roles.REGIONAL_LEAD, "Y62"),
    DemoAccount("submitter@example.org", roles.SUBMITTER, "HI-NWC"),
    DemoAccount("board@example.org", roles.BOARD_MEMBER),
    DemoAccount("admin@example.org", roles.ADMINISTRATOR),
]


def demo_password() -> str:
    """PSSDASH_DEMO_PASSWORD, else the one made at the first start and kept since."""
    return env.str("PSSDASH_DEMO_PASSWORD", default="") or kept_secret(settings.VAR / "demo_password", 9)


@transaction.atomic
def make_accounts() -> list[DemoAccount]:
    """Make the accounts that are not there yet. One that is there keeps its name, role, organisation and password.

    Only a password set by PSSDASH_DEMO_PASSWORD replaces one that differs from it.
    """
    roles.sync_roles(Group, Permission, ContentType)
    for account in ACCOUNTS:
        user = User.objects.filter(email__iexact=account.email).first()
        if user is None:
            make_account(account)
        elif env.str("PSSDASH_DEMO_PASSWORD", default="") and not user.check_password(demo_password()):
            user.set_password(demo_password())
            user.save(update_fields=["password"])
    return ACCOUNTS


def make_account(account: DemoAccount) -> User:
    """One account with its role and organisation."""
    user = User.objects.create_user(account.email, demo_password(), name=account.role)
    user.groups.add(Group.objects.get(name=account.role))
    if account.organisation:
        Membership.objects.create(user=user, organisation=Organisation.objects.get(code=account.organisation))
    record(by=None, action="made", item=("account", account.email), after={"role": account.role})
    return user
