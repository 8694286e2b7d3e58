"""What is measured, what it should come to, and where its chart's limits start again."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from programmes.models.programmes import Sourced, Workstream
from pssdash.organisations.models import Organisation, OrganisationKind


class Measure(Sourced):
    """What is counted or rated, of whom, how often and how it is added up."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Outcome"
        PROCESS = "process", "Process"
        BALANCING = "balancing", "Balancing"

    class Direction(models.TextChoices):
        INCREASE = "increase", "Higher is better"
        DECREASE = "decrease", "Lower is better"
        NEUTRAL = "neutral", "Neither is better"

    class Frequency(models.TextChoices):
        MONTH = "month", "Monthly"
        QUARTER = "quarter", "Quarterly"
        YEAR = "year", "Yearly (NHS year)"

    class Aggregation(models.TextChoices):
        SUM = "sum", "Sum"
        RATIO_OF_SUMS = "ratio_of_sums", "Ratio of the sums"
        LATEST = "latest", "Sum of each organisation’s latest value"
        COUNT = "count", "Count of organisations with the value 1"
        NONE = "none", "Not added up"

    class Shown(models.TextChoices):
        ENTERED = "entered", "What was entered"
        ROLLED_UP = "rolled_up", "What was rolled up"

    dated_ambitions: tuple["Ambition", ...]  # put here by `programmes.series.read_ambitions`

    # Half as wide as other keys, because every value names it, in its row and in the index of all values.
    id = models.AutoField(primary_key=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="measures")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.CharField(max_length=60, help_text="% or what is counted: women, babies, organisations.")
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=10, choices=Direction.choices)
    frequency = models.CharField(max_length=8, choices=Frequency.choices)
    aggregation = models.CharField(max_length=14, choices=Aggregation.choices)
    per = models.FloatField(
        default=1, help_text="What a ratio is multiplied by: 100 for %, 1000 or 100000 for rates, 1 for counts."
    )
    reported_by = models.CharField(
        "level that reports", max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.NATION
    )
    trust_types = models.CharField(
        "types of trust that report", max_length=100, blank=True,
        help_text="Where trusts report and not all of them: acute, acute_specialist. Blank for all.",
    )  # fmt: skip
    shown = models.CharField(
        "shown for England and other parents", max_length=10, choices=Shown.choices, default=Shown.ENTERED
    )
    names_organisations = models.BooleanField(
        default=False,
        help_text="The national report prints the values of single organisations, so every reader sees them.",
    )
    definition = models.TextField(blank=True)
    population = models.TextField(blank=True)
    numerator_text = models.CharField("numerator", max_length=200, blank=True)
    denominator_text = models.CharField("denominator", max_length=200, blank=True)
    why_it_matters = models.TextField(blank=True)
    how_calculated = models.TextField(blank=True)
    owner = models.CharField(max_length=150, blank=True)
    checked_by = models.CharField(max_length=150, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)
    baseline_value = models.FloatField(null=True, blank=True)
    baseline_period = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["workstream__programme__position", "workstream__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(trust_types="") | Q(reported_by=OrganisationKind.TRUST),
                name="types_of_trust_only_where_trusts_report",
                violation_error_message="Only where trusts report can it be some types of trust.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reporting_types(self) -> frozenset[str]:
        """The types of trust that report; empty where all do."""
        return frozenset(filter(None, map(str.strip, self.trust_types.split(","))))

    def asks(self, organisations: Iterable[Organisation]) -> list[Organisation]:
        """Those of the organisations that report. A trust of unknown type is one: none is to be forgotten."""
        level, types = self.reported_by, self.reporting_types
        return [
            each
            for each in organisations
            if each.kind == level and (not types or not each.trust_type or each.trust_type in types)
        ]

    def get_absolute_url(self) -> str:
        return reverse("measure", args=[self.slug])

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"

    @property
    def is_ratio(self) -> bool:
        return self.aggregation == self.Aggregation.RATIO_OF_SUMS


class Ambition(Sourced):
    """What a measure should come to, by when. A later one replaces an earlier one from its own start on."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="ambitions")
    value = models.FloatField()
    text = models.CharField(max_length=300, blank=True, help_text="What was promised, in our words.")
    since = models.DateField(null=True, blank=True, help_text="From when it counts; blank for always.")
    by = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["measure", "since", "pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "since"], name="one_ambition_at_a_time")]

    def __str__(self) -> str:
        by = f" by {self.by.day} {self.by:%B %Y}" if self.by else ""
        return f"{self.value:g}{by}"


class StepChangeQuerySet(models.QuerySet):
    def in_force(self) -> "StepChangeQuerySet":
        """Those that charts follow."""
        return self.filter(decision=StepChange.Decision.ACCEPTED, replaced_at__isnull=True)


class StepChange(models.Model):
    """A decision on whether a chart's limits start again at a date: who decided what, and why. It is never edited.

    A declined one answers a suggestion, so that it is not made again. The last decision on a date counts.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "Limits start again"
        DECLINED = "declined", "Limits stay as they are"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="step_changes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(help_text="The first date of the new part.")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField()
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_at = models.DateTimeField(
        null=True, blank=True, help_text="When a later decision on the same date took its place."
    )

    objects = StepChangeQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "organisation", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "organisation", "starts_on"],
                condition=Q(replaced_at__isnull=True),
                name="one_decision_in_force_a_date",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="step_change_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.organisation}: {self.get_decision_display().lower()} from {self.starts_on}"


def ambition_at(ambitions: Iterable[Ambition], day: date) -> Ambition | None:
    """The one in force on `day` among a measure's `ambitions`."""
    begun = [each for each in ambitions if each.since is None or each.since <= day]
    return max(begun, key=lambda each: each.since or date.min, default=None)
