"""What is done with invitations: made, sent again, withdrawn, accepted. Each is in the audit trail."""

import logging
import secrets
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Membership
from pssdash.people.given import Given
from pssdash.people.models import LASTS, Invitation, digest
from pssdash.people.refusals import unless_taken
from pssdash.ui.mail import send_mail

LOG = logging.getLogger(__name__)
SUBJECT = "You are invited to the Patient Safety Strategy dashboard"


@transaction.atomic
def invite(*, people: Iterable[Given], by: User) -> list[Invitation]:
    """Invite these people, all or none. The mails go out once the records are there. Refused where somebody else has
    invited one of them since the list was checked.
    """
    people = list(people)
    with unless_taken(person.email for person in people):
        return [_invite_one(person, by) for person in people]


def _invite_one(person: Given, by: User) -> Invitation:
    token, invitation = secrets.token_urlsafe(32), Invitation(email=person.email, name=person.name)
    _begin(invitation, token, by)
    invitation.roles.set(person.roles)
    invitation.organisations.set(person.organisations)
    record(by=by, action="invited", item=key(invitation), after=in_words(invitation))
    return invitation


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User) -> Invitation:
    """A new link, for another 30 days; the old one no longer works."""
    invitation = _unanswered(invitation)
    _begin(invitation, secrets.token_urlsafe(32), by)
    record(by=by, action="invited again", item=key(invitation))
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """The link no longer works."""
    invitation = _unanswered(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(by=by, action="withdrew the invitation", item=key(invitation))
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, password: str) -> User:
    """Make the account with its roles and organisations. `Invitation.DoesNotExist` if it was answered meanwhile.

    Refused if the address has an account by now.
    """
    invitation = _unanswered(invitation)
    with unless_taken([invitation.email]):
        user = User.objects.create_user(invitation.email, password, name=invitation.name)
    user.groups.set(invitation.roles.all())
    Membership.objects.bulk_create(
        Membership(user=user, organisation=organisation) for organisation in invitation.organisations.all()
    )
    invitation.account, invitation.accepted_at = user, timezone.now()
    invitation.save(update_fields=["account", "accepted_at"])
    record(by=user, action="accepted the invitation", item=key(invitation), after=in_words(invitation))
    return user


def _unanswered(invitation: Invitation) -> Invitation:
    """The row as it is now, held until the end of the transaction."""
    return Invitation.objects.unanswered().select_for_update().get(pk=invitation.pk)


def _begin(invitation: Invitation, token: str, by: User) -> None:
    now = timezone.now()
    invitation.invited_by, invitation.invited_at, invitation.expires_at = by, now, now + LASTS
    invitation.token_digest, invitation.was_sent = digest(token), False
    invitation.save()
    transaction.on_commit(partial(send, invitation, token))


def send(invitation: Invitation, token: str) -> None:
    """Send the link. A mail server that fails leaves the invitation marked as not sent, to be sent again."""
    context = {"invitation": invitation, "path": reverse("accept_invitation", args=[token])}
    try:
        send_mail(invitation.email, SUBJECT, "invitation", context)
    except (SMTPException, OSError):
        LOG.exception("An invitation could not be sent.")
        return
    Invitation.objects.filter(pk=invitation.pk, token_digest=digest(token)).update(was_sent=True)


def key(invitation: Invitation) -> tuple[str, str]:
    return "account", invitation.email


def in_words(invitation: Invitation) -> dict[str, object]:
    return {
        "name": invitation.name,
        "roles": sorted(role.name for role in invitation.roles.all()),
        "organisations": sorted(str(organisation) for organisation in invitation.organisations.all()),
    }
