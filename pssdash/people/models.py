"""Invitations: an account that somebody is offered, with its roles and organisations."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from pssdash.organisations.models import Organisation

LASTS = timedelta(days=30)


class InvitationQuerySet(models.QuerySet):
    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn: waiting, or expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self) -> "InvitationQuerySet":
        return self.unanswered().filter(expires_at__gt=timezone.now())

    def expired(self) -> "InvitationQuerySet":
        return self.unanswered().filter(expires_at__lte=timezone.now())

    def of_token(self, token: str) -> "InvitationQuerySet":
        """The one whose link has this token, while it can be accepted."""
        return self.waiting().filter(token_digest=digest(token))


class Invitation(models.Model):
    """An account offered by mail. The link in the mail holds a token, of which only the digest is kept here."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        EXPIRED = "expired", "Expired"
        WITHDRAWN = "withdrawn", "Withdrawn"

    email = models.EmailField("email address", max_length=120)
    name = models.CharField(max_length=150)
    roles = models.ManyToManyField(Group, related_name="+")
    organisations = models.ManyToManyField(Organisation, related_name="+", blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_made")
    invited_at = models.DateTimeField("invited", help_text="The last time, if more than once.")
    expires_at = models.DateTimeField("expires")
    was_sent = models.BooleanField("mail was sent", default=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_unanswered_invitation_an_address",
                violation_error_message="This address is invited already.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, account__isnull=True)
                | Q(accepted_at__isnull=False, account__isnull=False),
                name="accepted_invitation_has_its_account",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def state(self) -> State:
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.state_at(timezone.now())

    def state_at(self, moment: datetime) -> State:
        """Of one that is neither accepted nor withdrawn."""
        return self.State.WAITING if moment < self.expires_at else self.State.EXPIRED

    @property
    def can_be_sent_again(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None


def digest(token: str) -> str:
    """What is kept of a token. It is 32 random bytes, so nobody finds it again by trying."""
    return hashlib.sha256(token.encode()).hexdigest()
