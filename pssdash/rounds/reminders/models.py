"""Every reminder that was sent or tried, what people no longer want, and when overdue returns are passed on."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pssdash.accounts.append_only import AppendOnly
from pssdash.accounts.permissions import Permission
from pssdash.reporting.fields import QuarterField
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.outstanding import Need

# What became of those that were not sent, as a sentence.
IN_A_SENTENCE = {
    "begun": "It is not known whether it arrived.",
    "failed": "The mail server did not take it. The next run tries again.",
    "refused": "The mail server does not know the address.",
}
USUAL_DAYS_TO_WAIT = 5  # working days, where nobody has set another number
MOST_DAYS = 60


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReminderQuerySet":
        """All for the national team and the administrators, for others none: a lead's names what others write."""
        if user.has_perm(Permission.READ_DRAFTS) or user.has_perm(Permission.ADMINISTER):
            return self
        return self.none()


class Reminder(models.Model):
    """One mail to one person on one day.

    The row is there before the mail is sent. If the run breaks between the two, the row stays `BEGUN`: nobody knows
    whether the mail arrived. Such a one is told and not sent again: a second copy costs trust, and what a lost one said
    is in the next working day's. Only what the mail server certainly did not take (`FAILED`) is tried again that day.
    """

    class Outcome(models.TextChoices):
        BEGUN = "begun", "In doubt"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        REFUSED = "refused", "Refused"

    # What may have arrived.
    TOLD = (Outcome.BEGUN, Outcome.SENT)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    address = models.EmailField("email address", max_length=254)
    day = models.DateField()
    kinds = models.JSONField(default=list, help_text="The kinds of what it said, the most pressing first.")
    subject = models.CharField(max_length=200)
    begun_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.BEGUN)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who pressed Remind; nobody for the day's own mail.",
    )  # fmt: skip

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"], condition=Q(asked_by__isnull=True), name="one_digest_a_person_and_day"
            ),
            models.CheckConstraint(
                condition=Q(outcome="sent", sent_at__isnull=False) | (~Q(outcome="sent") & Q(sent_at__isnull=True)),
                name="sent_reminder_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}, {self.day}: {self.subject}"

    @property
    def why_not_sent(self) -> str:
        """A sentence and what the server said; "" of those that were sent."""
        return f"{IN_A_SENTENCE.get(self.outcome, '')} {self.error}".strip()

    @property
    def kinds_in_words(self) -> str:
        return ", ".join(Need(kind).label for kind in self.kinds if kind in Need.values)


class ReminderLine(models.Model):
    """One thing that a reminder spoke of, as it said it; it leads to the expected return while there is one."""

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="lines")
    expected = models.ForeignKey(
        ExpectedReturn, on_delete=models.SET_NULL, null=True, blank=True, related_name="reminder_lines"
    )
    need = models.CharField("kind", max_length=20)
    text = models.TextField()
    organisation = models.CharField(max_length=200)
    quarter = QuarterField()
    due = models.DateField(null=True, blank=True)
    url = models.CharField("page", max_length=500)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.text} of {self.organisation}"


class StoppedKind(models.Model):
    """A kind of reminder that a person does not want."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stopped_kinds")
    kind = models.CharField(max_length=20)
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_stop_a_person_and_kind")]

    def __str__(self) -> str:
        return f"{self.person} wants nothing about {self.kind}"


class PassingOn(AppendOnly):
    """After how many working days an overdue return is passed on to the next in line, and why. The last one counts."""

    working_days = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)])
    reason = models.TextField()
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "rule for passing on"

    def __str__(self) -> str:
        return f"{self.working_days} working days"
