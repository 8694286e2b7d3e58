"""What every kind of quarterly update shares: its states, its words, its versions and every save of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pssdash.accounts.append_only import AppendOnly
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod, Source
from pssdash.reporting.rag import Rag


class UpdateState(models.TextChoices):
    """Where an update stands. `MOVES` says what may follow."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"


# From each state, the moves and where they lead. Saving a submitted update takes it back into draft.
MOVES: dict[str, dict[str, str]] = {
    UpdateState.DRAFT: {"save": UpdateState.DRAFT, "submit": UpdateState.SUBMITTED},
    UpdateState.SUBMITTED: {
        "save": UpdateState.DRAFT,
        "submit": UpdateState.SUBMITTED,
        "approve": UpdateState.APPROVED,
        "send_back": UpdateState.SENT_BACK,
    },
    UpdateState.SENT_BACK: {"save": UpdateState.SENT_BACK, "submit": UpdateState.SUBMITTED},
    UpdateState.APPROVED: {},
}

# A person rates with these; Complete follows from the milestones, and Not rated is never a choice.
REPORTABLE_RAGS = [(rag.value, rag.label) for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.COMPLETE)]


def validate_links(text: str) -> None:
    """Each line of `text` is a web address, http or https."""
    check = URLValidator(schemes=["http", "https"])
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                check(line.strip())
            except ValidationError as error:
                raise ValidationError(f"Line {number} is not a web address: {line.strip()[:80]}") from error


class AbstractUpdate(models.Model):
    """What an organisation says of one item in one period. England's is the national view.

    There is one working version at a time, shared by its editors; approved versions are numbered and stay as they are.
    A correction is the next version, with a reason.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=UpdateState.choices, default=UpdateState.DRAFT)
    progress = models.TextField(blank=True)
    reported_rag = models.CharField(max_length=10, choices=REPORTABLE_RAGS, blank=True)
    rag_reason = models.TextField(blank=True)
    action = models.TextField(blank=True)
    action_owner = models.CharField(max_length=150, blank=True)
    action_due = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, validators=[validate_links], help_text="One web address a line.")
    correction_reason = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_note = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_place = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_at__isnull=True)),
                name="%(class)s_approval_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False) | Q(source__isnull=False),
                name="%(class)s_approved_by_a_person_or_a_source",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(correction_reason=""), name="%(class)s_correction_has_a_reason"
            ),
        ]

    def can(self, move: str) -> bool:
        """Whether `move` (a key of `MOVES`) may follow the present state."""
        return move in MOVES[self.state]

    @property
    def links(self) -> list[str]:
        return [line.strip() for line in self.evidence.splitlines() if line.strip()]


class AbstractRevision(AppendOnly):
    """One save of an update, whole: who typed what, when. Also what was typed and not taken over (a conflict)."""

    class Outcome(models.TextChoices):
        SAVED = "saved", "Saved"
        CONFLICT = "conflict", "Kept aside: somebody else had saved first"

    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.SAVED)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()

    class Meta:
        abstract = True
        ordering = ["-number"]
