"""Programme > Workstream: what is to come of it, the words it uses, and the figures of its reports."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pssdash.reporting.fields import QuarterField
from pssdash.reporting.models import Source


class Sourced(models.Model):
    """A record that a document brought: which one, and the place in it. Empty for what a person entered."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_place = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    @property
    def provenance(self) -> str:
        """`Q2 2024/25 progress report, Programme deliverables`; "" where no source is recorded."""
        return ", ".join(part for part in (self.source.title if self.source_id else "", self.source_place) if part)


class Programme(Sourced):
    """A national patient safety improvement programme, such as MatNeoSIP."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    acronym = models.CharField(max_length=20, blank=True)
    purpose = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.slug])


class Workstream(Sourced):
    """A part of a programme with its own outcomes, deliverables and measures."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="workstreams")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    acronym = models.CharField(max_length=20, blank=True)
    purpose = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["programme__position", "position", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('programme', args=[self.programme.slug])}#{self.slug}"


class ExpectedOutcome(Sourced):
    """What a workstream is to bring about. A deadline in it is kept as it is worded."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Expected outcome"
        BENEFIT = "benefit", "Anticipated benefit"

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="expected_outcomes")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OUTCOME)
    text = models.TextField()
    deadline_text = models.CharField("deadline as written", max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["workstream__programme__position", "workstream__position", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class GlossaryTerm(Sourced):
    """An abbreviation or a word of the programmes, and what it means."""

    term = models.CharField(max_length=60, unique=True)
    meaning = models.CharField(max_length=300)

    class Meta:
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term


class Enabler(Sourced):
    """What all programmes rest on, such as safety culture."""

    name = models.CharField(max_length=120, unique=True)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class ReportFigure(Sourced):
    """A numbered figure of a report: what it draws, and what it shows, in our words."""

    class Kind(models.TextChoices):
        SPC = "spc", "SPC chart"
        ROLLING_AVERAGE = "rolling_average", "Rolling average with trend"
        STACKED_COUNTS = "stacked_counts", "Stacked counts by phase and quarter"
        STACKED_SUPPORT = "stacked_support", "Stacked counts by support and quarter"

    quarter = QuarterField()
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="figures")
    measure = models.ForeignKey(
        "programmes.Measure", on_delete=models.PROTECT, null=True, blank=True, related_name="figures"
    )
    framework = models.ForeignKey(
        "programmes.PhaseFramework", on_delete=models.PROTECT, null=True, blank=True, related_name="figures"
    )
    shows = models.TextField(blank=True)

    class Meta:
        ordering = ["quarter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "number"], name="one_figure_a_number"),
            models.CheckConstraint(
                condition=Q(measure__isnull=False, framework__isnull=True)
                | Q(measure__isnull=True, framework__isnull=False),
                name="figure_draws_a_measure_or_a_framework",
            ),
        ]

    def __str__(self) -> str:
        return f"Figure {self.number}: {self.title}"
