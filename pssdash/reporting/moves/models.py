"""What the requests of both areas share. A kind adds `milestone` and `change`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.deadlines import Deadline
from pssdash.reporting.moves.states import RequestState
from pssdash.reporting.promises import DeadlineFields

DECIDED = (RequestState.APPROVED, RequestState.REFUSED)


class RequestQuerySet(models.QuerySet):
    def open(self) -> "RequestQuerySet":
        return self.filter(state=RequestState.ASKED)

    def asked_for(self, user: User) -> "RequestQuerySet":
        """What the person asked, or somebody else of an organisation that they answer for."""
        own = Organisation.objects.of_user(user).values("pk")
        return self.filter(Q(asked_by=user) | Q(organisation__in=own))

    def visible_to(self, user: User) -> "RequestQuerySet":
        """All for the national team, for a submitter those of their own organisations, none for others."""
        if user.has_perm(Permission.READ_DRAFTS):
            return self
        return self.asked_for(user) if user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) else self.none()


class AbstractDeadlineRequest(DeadlineFields):
    """A deadline that somebody asks for: the new one in the deadline columns, the one that it is to replace beside it.

    A kind adds `milestone` (related_name `deadline_requests`) and `change`, the move that an approval made.
    `decided_by` is also who withdrew it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    old_text = models.CharField(max_length=200, blank=True)
    old_end = models.DateField(null=True, blank=True)
    reason = models.TextField()
    effect = models.TextField("effect on benefits and on what depends on it")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(state=RequestState.ASKED), name="%(class)s_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.ASKED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state=RequestState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="%(class)s_decided_with_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | ~Q(decided_by=F("asked_by")), name="%(class)s_decided_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.REFUSED) | ~Q(note=""), name="%(class)s_refused_with_a_note"
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.APPROVED, change__isnull=False)
                | (~Q(state=RequestState.APPROVED) & Q(change__isnull=True)),
                name="%(class)s_approved_with_its_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_text or 'No deadline'} to {self.deadline_text}, {self.get_state_display().lower()}"

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.ASKED

    def is_stale(self, in_force: Deadline) -> bool:
        """Whether the deadline has changed since this was asked."""
        return self.is_open and (self.old_text, self.old_end) != (in_force.text, in_force.end)
