"""The phases of a way of working, and which organisation is in which of them, quarter by quarter."""

from django.db import models
from django.db.models import F, Q

from programmes.models.programmes import Sourced, Workstream
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.fields import QuarterField


class PhaseFramework(Sourced):
    """Named phases, in order, that organisations of one kind go through."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="frameworks")
    description = models.TextField(blank=True)
    organisation_kind = models.CharField(max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.ICB)
    ambition = models.PositiveIntegerField(null=True, blank=True, help_text="How many organisations are to take part.")

    class Meta:
        ordering = ["workstream__programme__position", "workstream__position", "pk"]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """One step of a framework. Several form a stage, such as quality planning."""

    framework = models.ForeignKey(PhaseFramework, on_delete=models.PROTECT, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    stage = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="one_phase_a_number")]

    def __str__(self) -> str:
        return f"Phase {self.number}: {self.name}" if self.name else f"Phase {self.number}"


class Position(Sourced):
    """A named organisation's phase in a quarter, and how it is supported."""

    class Support(models.TextChoices):
        FULL = "full", "Full support"
        LIGHT_TOUCH = "light_touch", "Light-touch support"
        NONE = "none", "No support"

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="positions")
    framework = models.ForeignKey(PhaseFramework, on_delete=models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="positions")
    quarter = QuarterField()
    support = models.CharField(max_length=12, choices=Support.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["quarter", "phase__number", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "organisation", "quarter"], name="one_position_a_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.phase}, {self.quarter.short}"


class StatedCount(Sourced):
    """How many organisations a source says are in some phases, where it names none.

    `part_of` is the count that already contains this one: 15 in phase 6 are among the 23 in phases 4 to 6.
    """

    framework = models.ForeignKey(PhaseFramework, on_delete=models.PROTECT, related_name="stated_counts")
    quarter = QuarterField()
    first_phase = models.PositiveSmallIntegerField(null=True, blank=True)
    last_phase = models.PositiveSmallIntegerField(null=True, blank=True)
    support = models.CharField(max_length=12, choices=Position.Support.choices, blank=True)
    count = models.PositiveIntegerField()
    supporters = models.PositiveIntegerField(null=True, blank=True, help_text="How many collaboratives work with them.")
    text = models.CharField(max_length=300, help_text="What is counted, in our words.")
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["quarter", "first_phase", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_phase__isnull=True, last_phase__isnull=True) | Q(last_phase__gte=F("first_phase")),
                name="phases_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.count}: {self.text}"
