"""Theme > Objective > Target: what the strategy promises, who delivers it, and in which version it came and went."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.fields import QuarterField
from pssdash.reporting.models import Source
from pssdash.reporting.quarters import Quarter


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


class StrategyItemQuerySet(models.QuerySet):
    def in_force(self, quarter: Quarter) -> "StrategyItemQuerySet":
        """What the strategy holds in `quarter`: items that ended earlier are left out, those that end in it are not."""
        return self.filter(from_quarter__lte=quarter).filter(
            Q(ended_quarter__isnull=True) | Q(ended_quarter__gte=quarter)
        )

    def running_in(self, quarter: Quarter) -> "StrategyItemQuerySet":
        """What the strategy still asks for at the end of `quarter`: what ends in it needs no update any more."""
        return self.in_force(quarter).exclude(ended_quarter=quarter)

    def current(self) -> "StrategyItemQuerySet":
        return self.filter(ended_quarter__isnull=True)


class StrategyItem(models.Model):
    """What objectives, targets and milestones share: when they came, and when and why they ended.

    An item counts from `from_quarter`. In `ended_quarter` it shows as withdrawn or superseded, afterwards not at all.
    """

    class Ended(models.TextChoices):
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")
    from_quarter = QuarterField()
    position = models.PositiveSmallIntegerField(default=1)
    ended_quarter = QuarterField(null=True, blank=True)
    ended_as = models.CharField(max_length=12, choices=Ended.choices, blank=True)
    ended_reason = models.TextField(blank=True)

    objects = StrategyItemQuerySet.as_manager()

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


class TargetDeliverer(models.Model):
    """One deliverer of a target, in the order of the source, and whether it leads or supports."""

    class Part(models.TextChoices):
        DELIVERS = "delivers", "Delivers"
        SUPPORTS = "supports", "Supports"

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="delivered_by")
    deliverer = models.ForeignKey(Deliverer, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.DELIVERS)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["target", "deliverer"], name="one_part_a_deliverer")]

    def __str__(self) -> str:
        return f"{self.deliverer} {self.get_part_display().lower()} {self.target.ref}"
