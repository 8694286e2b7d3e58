"""Invitations."""

from django.contrib.auth.models import Group
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.accounts.roles import BOARD_MEMBER
from pssdash.organisations.models import Organisation
from pssdash.people.models import LASTS, Invitation, digest

TOKEN = "the-token-of-a-link"


def make_invitation(
    *, by: User, email: str = "new@example.org", name: str = "New", roles: tuple[str, ...] = (BOARD_MEMBER,),
    organisations: tuple[Organisation, ...] = (), token: str = TOKEN,
) -> Invitation:  # fmt: skip
    """Made just now, and sent, without a mail."""
    now = timezone.now()
    invitation = Invitation.objects.create(
        email=email, name=name, token_digest=digest(token), invited_by=by, invited_at=now, expires_at=now + LASTS,
        was_sent=True,
    )  # fmt: skip
    invitation.roles.set(Group.objects.filter(name__in=roles))
    invitation.organisations.set(organisations)
    return invitation
