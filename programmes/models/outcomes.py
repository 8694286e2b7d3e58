"""From a count to an estimated outcome, and what estimates add up to."""

from django.db import models
from django.db.models import Q

from programmes.models.measures import Measure
from programmes.models.programmes import Sourced, Workstream
from pssdash.reporting.models import Source


class OutcomeModel(Sourced):
    """How an estimate comes about: `677 women treated / 37, rounded down = 18 cases avoided`.

    Where a constant is known, the estimate is computed from the counted measure; where the source gives the result
    alone, it is entered as an observation of `result`, and the page says so. If both are there, both are shown.
    """

    class Rounding(models.TextChoices):
        DOWN = "down", "Rounded down"
        NEAREST = "nearest", "Rounded to the nearest whole number"
        NONE = "none", "Not rounded"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="outcome_models")
    position = models.PositiveSmallIntegerField(default=1)
    counted = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="models_from",
        help_text="The measure that is divided.",
    )  # fmt: skip
    constant = models.FloatField(null=True, blank=True, help_text="What the count is divided by.")
    constant_text = models.CharField(max_length=200, blank=True, help_text="What the constant means.")
    constant_source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    constant_place = models.CharField(max_length=160, blank=True)
    range_low = models.FloatField("constant, lowest", null=True, blank=True)
    range_high = models.FloatField("constant, highest", null=True, blank=True)
    rounding = models.CharField(max_length=8, choices=Rounding.choices, default=Rounding.DOWN)
    result = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="models_to",
        help_text="The measure that holds entered estimates.",
    )  # fmt: skip
    qualifier = models.CharField(max_length=40, blank=True, help_text="Such as “up to”.")
    unit = models.CharField(max_length=120)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["workstream__programme__position", "workstream__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(constant__isnull=True) | Q(constant_source__isnull=False, constant__gt=0),
                name="constant_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=False, constant__isnull=False) | Q(result__isnull=False),
                name="outcome_computed_or_entered",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OutcomeTotal(Sourced):
    """A sum of estimates, with what it leaves out: cerebral palsy is not in lives saved."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="outcome_totals")
    position = models.PositiveSmallIntegerField(default=1)
    models_added = models.ManyToManyField(OutcomeModel, through="TotalPart", related_name="totals")
    leaves_out = models.CharField(max_length=300, blank=True)
    qualifier = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=120)

    class Meta:
        ordering = ["workstream__programme__position", "workstream__position", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class TotalPart(models.Model):
    """One estimate in a total."""

    total = models.ForeignKey(OutcomeTotal, on_delete=models.CASCADE, related_name="parts")
    model = models.ForeignKey(OutcomeModel, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["total", "position"]
        constraints = [models.UniqueConstraint(fields=["total", "model"], name="one_part_a_model")]

    def __str__(self) -> str:
        return f"{self.model} in {self.total}"
