"""The single commitments in a target, their deadlines and every move of them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from objectives.models.strategy import StrategyItem, Target
from pssdash.accounts.append_only import AppendOnly
from pssdash.reporting.deadlines import Deadline, Precision, Relation


class DeadlineFields(models.Model):
    """A deadline expression as columns: the wording as written and what `parse_deadline` read in it."""

    deadline_text = models.CharField("deadline as written", max_length=200, blank=True)
    deadline_start = models.DateField(null=True, blank=True)
    deadline_end = models.DateField(null=True, blank=True)
    deadline_precision = models.CharField(max_length=10, choices=[(value.value, value.value) for value in Precision])
    deadline_relation = models.CharField(max_length=20, choices=[(value.value, value.value) for value in Relation])
    deadline_start_by = models.DateField(null=True, blank=True)
    deadline_note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def own_deadline(self) -> Deadline:
        """The deadline of this row itself, as the frozen value that the arithmetic takes."""
        return Deadline(
            text=self.deadline_text,
            start=self.deadline_start,
            end=self.deadline_end,
            precision=Precision(self.deadline_precision),
            relation=Relation(self.deadline_relation),
            start_by=self.deadline_start_by,
            note=self.deadline_note,
        )

    @staticmethod
    def deadline_columns(deadline: Deadline) -> dict:
        """The column values of a read deadline, to make a row with."""
        return {
            "deadline_text": deadline.text,
            "deadline_start": deadline.start,
            "deadline_end": deadline.end,
            "deadline_precision": deadline.precision,
            "deadline_relation": deadline.relation,
            "deadline_start_by": deadline.start_by,
            "deadline_note": deadline.note,
        }


class Milestone(StrategyItem, DeadlineFields):
    """One commitment of a target. The deadline columns hold the original; later ones are its `DeadlineChange` rows."""

    class Change(models.TextChoices):
        RELATIVE = "relative", "Relative to the baseline"
        ABSOLUTE = "absolute", "Absolute"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="milestones")
    text = models.TextField()
    target_value = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    target_unit = models.CharField(max_length=120, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    base_period = models.CharField(max_length=60, blank=True)
    change = models.CharField(max_length=10, choices=Change.choices, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta(StrategyItem.Meta):
        ordering = ["target", "position", "pk"]

    def __str__(self) -> str:
        return self.text

    def deadline_at(self, day: date) -> Deadline:
        """The deadline in force at the end of `day`. Reads `deadline_changes` from the prefetch, no query then."""
        decided = [change for change in self.deadline_changes.all() if change.decided_on <= day]
        latest = max(decided, key=lambda change: (change.decided_on, change.pk), default=self)
        return latest.own_deadline


class DeadlineChange(AppendOnly, DeadlineFields):
    """A moved deadline: the new one, why, who agreed, decided when, recorded by whom. The old one stays on record."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="deadline_changes")
    old_text = models.CharField(max_length=200, blank=True)
    old_end = models.DateField(null=True, blank=True)
    reason = models.TextField()
    agreed_by = models.CharField(max_length=150)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.old_text} moved to {self.deadline_text}"
