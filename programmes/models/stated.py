"""Numbers as a text states them, where they stand, and which statement was adopted where two disagree."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from programmes.models.measures import Measure
from programmes.models.observations import Basis, Observation
from programmes.models.phases import StatedCount
from programmes.models.programmes import Sourced, Workstream
from pssdash.accounts.append_only import AppendOnly
from pssdash.organisations.models import Organisation


class StatedFigure(Sourced):
    """A number that a text or a table states. Only one with the role `value` may become an observation.

    `fact` names the thing that is stated; two figures with one `fact` and different values contradict each other.
    """

    class Role(models.TextChoices):
        VALUE = "value", "Value"
        MEAN = "mean", "Mean"
        BASELINE = "baseline", "Baseline"
        CHANGE = "change", "Change"
        AMBITION = "ambition", "Ambition"
        ESTIMATE = "estimate", "Estimate"
        TOTAL = "total", "Total"
        CONTEXT = "context", "Context"

    slug = models.SlugField(max_length=100, unique=True)
    role = models.CharField(max_length=10, choices=Role.choices)
    fact = models.SlugField(max_length=100, help_text="What is stated; the same for two statements of one thing.")
    text = models.CharField(max_length=300, help_text="What the number says, in our words.")
    value = models.FloatField()
    unit = models.CharField(max_length=60, blank=True)
    qualifier = models.CharField(max_length=40, blank=True)
    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="stated_figures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="stated_figures")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="stated_figures"
    )
    basis = models.CharField(max_length=1, choices=Basis.choices, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    period_text = models.CharField(
        max_length=80, blank=True, help_text="The period as it is stated, such as Q1 and Q2."
    )
    observation = models.ForeignKey(
        Observation, on_delete=models.SET_NULL, null=True, blank=True, related_name="stated_figures"
    )
    stated_count = models.ForeignKey(
        StatedCount, on_delete=models.SET_NULL, null=True, blank=True, related_name="stated_figures"
    )
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["workstream__programme__position", "workstream__position", "position", "pk"]
        indexes = [models.Index(fields=["fact"], name="stated_figures_of_a_fact")]
        constraints = [
            models.CheckConstraint(
                condition=Q(observation__isnull=True) | Q(role="value") | Q(role="estimate"),
                name="only_values_become_observations",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Adoption(AppendOnly):
    """Which of the statements of one fact counts, why, and who said so. The last one on a fact stands."""

    fact = models.SlugField(max_length=100, db_index=True)
    figure = models.ForeignKey(StatedFigure, on_delete=models.PROTECT, related_name="adoptions")
    reason = models.TextField()
    adopted_at = models.DateTimeField(default=timezone.now)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.fact}: {self.figure.value:g}"
