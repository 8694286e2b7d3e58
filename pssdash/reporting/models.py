"""Quarters as work (reporting periods) and where records come from (sources)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pssdash.accounts.permissions import Permission
from pssdash.reporting.fields import QuarterField
from pssdash.reporting.quarters import Quarter


class Source(models.Model):
    """Where a record comes from: a document, an import, or "illustrative". The place in it stands on the record."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "Document"
        IMPORT = "import", "Import"
        ILLUSTRATIVE = "illustrative", "Illustrative"

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120, blank=True)
    published = models.CharField(
        max_length=60, blank=True, help_text="As the document says it, for example September 2020."
    )
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class OpenForm(models.Model):
    """That somebody has a page with a form open: its address, who, since when, and when it was last heard of.

    It passes, and is of the page and not of what is written there, which need not exist yet. entries/presence.py says
    how long it counts.
    """

    address = models.CharField(max_length=300)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    beats = models.BooleanField("says by itself that it is still open", default=False)

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["address", "user"], name="one_open_form_a_person")]
        indexes = [models.Index(fields=["seen_at"], name="open_form_seen_at")]

    def __str__(self) -> str:
        return f"{self.user} at {self.address}"


class Part(models.TextChoices):
    """What a reporting period can cover."""

    OBJECTIVES = "objectives", "Objectives"
    PROGRAMMES = "programmes", "Programmes"


class ReportingPeriodQuerySet(models.QuerySet):
    def published(self) -> "ReportingPeriodQuerySet":
        return self.filter(state=ReportingPeriod.State.PUBLISHED)

    def unpublished(self) -> "ReportingPeriodQuerySet":
        return self.exclude(state=ReportingPeriod.State.PUBLISHED)

    def open(self) -> "ReportingPeriodQuerySet":
        return self.filter(state=ReportingPeriod.State.OPEN)

    def covering(self, part: Part) -> "ReportingPeriodQuerySet":
        return self.filter(**{f"covers_{part.value}": True})

    def covering_objectives(self) -> "ReportingPeriodQuerySet":
        return self.covering(Part.OBJECTIVES)

    def covering_programmes(self) -> "ReportingPeriodQuerySet":
        return self.covering(Part.PROGRAMMES)

    def visible_to(self, user) -> "ReportingPeriodQuerySet":
        """Published quarters for every reader; unpublished ones for those who read drafts."""
        if user.has_perm(Permission.READ_DRAFTS):
            return self
        return self.published() if user.has_perm(Permission.READ_PUBLISHED) else self.none()


class ReportingPeriod(models.Model):
    """A quarter's cycle. A quarter that is not open yet has no row."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        PUBLISHED = "published", "Published"

    quarter = QuarterField(unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    covers_objectives = models.BooleanField(default=True)
    covers_programmes = models.BooleanField(default=False)
    needs_check = models.BooleanField(
        default=False, help_text="Every entry is checked by somebody else before it is approved."
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="The document that it was loaded from, if any.",
    )

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_objectives=True) | Q(covers_programmes=True),
                name="period_covers_something",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="published_periods_say_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.quarter)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it covers."""
        return tuple(part for part in Part if getattr(self, f"covers_{part.value}"))

    @property
    def parts_in_words(self) -> str:
        """`objectives and programmes`."""
        return " and ".join(part.label.lower() for part in self.parts)

    @property
    def next_quarter(self) -> Quarter:
        return self.quarter.next
