"""Theme > Objective > Target: what the strategy promises, who delivers it, and in which version it came and went."""

from django.db import models
from django.urls import reverse

from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.fields import QuarterField
from pssdash.reporting.models import Source
from pssdash.reporting.promises import Delivery, Promise


class StrategyVersion(models.Model):
    """An edition of the strategy (year one, the 2021 update, …). Every item names the version that brought it."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    from_quarter = QuarterField(help_text="The first quarter that this version speaks of.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["from_quarter", "pk"]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A part of the strategy with its own table of objectives. Its prefix begins their references."""

    prefix = models.CharField(max_length=4, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class StrategyItem(Promise):
    """An objective, target or milestone: a promise of one version of the strategy."""

    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")

    class Meta(Promise.Meta):
        abstract = True


class Objective(StrategyItem):
    """A promise of the strategy, such as SC-1. Its reference is never given to another."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="objectives")
    ref = models.CharField("reference", max_length=12, unique=True)
    title = models.CharField(max_length=300)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_place = models.CharField(max_length=120, blank=True)

    class Meta(StrategyItem.Meta):
        ordering = ["theme__position", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("objective", args=[self.ref])


class Target(StrategyItem):
    """One "who, what and by when" row of an objective, such as SC-1.1, in our words and the official ones."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="targets")
    ref = models.CharField("reference", max_length=16, unique=True)
    summary = models.TextField()
    official_wording = models.TextField(blank=True)
    deliverers = models.ManyToManyField(Deliverer, through="TargetDeliverer", related_name="targets")
    concerns_all_regions = models.BooleanField(default=True)
    regions = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="targets",
        help_text="The regions concerned, where not all are.",
    )
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_place = models.CharField(max_length=120, blank=True)

    class Meta(StrategyItem.Meta):
        ordering = ["objective__theme__position", "objective__position", "objective_id", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.ref} {self.summary}"

    def get_absolute_url(self) -> str:
        return f"{reverse('objective', args=[self.objective.ref])}#{self.ref}"


class TargetDeliverer(Delivery):
    """One deliverer of a target."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="delivered_by")

    class Meta(Delivery.Meta):
        constraints = [models.UniqueConstraint(fields=["target", "deliverer"], name="one_part_a_deliverer")]

    def __str__(self) -> str:
        return f"{self.deliverer} {self.get_part_display().lower()} {self.target.ref}"
