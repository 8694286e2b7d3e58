"""What is promised by a date: since when, who delivers it, its milestones, their deadlines and every move of them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pssdash.accounts.append_only import AppendOnly
from pssdash.organisations.models import Deliverer
from pssdash.reporting.deadlines import Deadline, Precision, Relation
from pssdash.reporting.fields import QuarterField
from pssdash.reporting.quarters import Quarter


class PromiseQuerySet(models.QuerySet):
    def in_force(self, quarter: Quarter) -> "PromiseQuerySet":
        """What is promised in `quarter`: what ended earlier is left out, what ends in it is not."""
        return self.filter(from_quarter__lte=quarter).filter(
            Q(ended_quarter__isnull=True) | Q(ended_quarter__gte=quarter)
        )

    def running_in(self, quarter: Quarter) -> "PromiseQuerySet":
        """What is still asked for at the end of `quarter`: what ends in it needs no update any more."""
        return self.in_force(quarter).exclude(ended_quarter=quarter)

    def current(self) -> "PromiseQuerySet":
        return self.filter(ended_quarter__isnull=True)


class Promise(models.Model):
    """What objectives, targets, deliverables and milestones share: when they came, and when and why they ended.

    It counts from `from_quarter`. In `ended_quarter` it shows as withdrawn or superseded, afterwards not at all.
    """

    class Ended(models.TextChoices):
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    from_quarter = QuarterField()
    position = models.PositiveSmallIntegerField(default=1)
    ended_quarter = QuarterField(null=True, blank=True)
    ended_as = models.CharField(max_length=12, choices=Ended.choices, blank=True)
    ended_reason = models.TextField(blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(ended_quarter__isnull=True) & Q(ended_as="") & Q(ended_reason=""))
                | (Q(ended_quarter__isnull=False) & ~Q(ended_as="") & ~Q(ended_reason="")),
                name="%(class)s_end_has_kind_and_reason",
            ),
        ]

    @property
    def is_current(self) -> bool:
        return self.ended_quarter is None

    def ended_as_in(self, quarter: Quarter) -> str:
        """How it has ended by `quarter`, "" while it runs. An end can be recorded for a later quarter."""
        return self.ended_as if self.ended_quarter and self.ended_quarter <= quarter else ""


class Delivery(models.Model):
    """One deliverer of a promise, in the order of the source, and whether it leads or supports."""

    class Part(models.TextChoices):
        DELIVERS = "delivers", "Delivers"
        SUPPORTS = "supports", "Supports"

    deliverer = models.ForeignKey(Deliverer, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.DELIVERS)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["position"]


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


class AbstractMilestone(DeadlineFields):
    """One commitment. The deadline columns hold the original; later ones are its changes (`deadline_changes`).

    A kind says `PART`, what it belongs to (`item`, and in `holders` everything above it), and where the trail shows it
    (`subject`).
    """

    class Change(models.TextChoices):
        RELATIVE = "relative", "Relative to the baseline"
        ABSOLUTE = "absolute", "Absolute"

    text = models.TextField()
    target_value = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    target_unit = models.CharField(max_length=120, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    base_period = models.CharField(max_length=60, blank=True)
    change = models.CharField(max_length=10, choices=Change.choices, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    def deadline_at(self, day: date) -> Deadline:
        """The deadline in force at the end of `day`. Reads `deadline_changes` from the prefetch, no query then."""
        decided = [change for change in self.deadline_changes.all() if change.decided_on <= day]
        latest = max(decided, key=lambda change: (change.decided_on, change.pk), default=self)
        return latest.own_deadline


class AbstractDeadlineChange(AppendOnly, DeadlineFields):
    """A moved deadline: the new one, why, who agreed, decided when, recorded by whom. The old one stays on record.

    A kind adds `milestone`, with `related_name="deadline_changes"`.
    """

    old_text = models.CharField(max_length=200, blank=True)
    old_end = models.DateField(null=True, blank=True)
    reason = models.TextField()
    agreed_by = models.CharField(max_length=150)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.old_text} moved to {self.deadline_text}"
