"""What publishing a quarter stores of the programmes. Published pages read only these rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from programmes.models.programmes import Programme
from pssdash.accounts.append_only import AppendOnly, AppendOnlyQuerySet
from pssdash.reporting.models import ReportingPeriod


class PublishedProgrammeQuerySet(AppendOnlyQuerySet):
    def latest_versions(self) -> "PublishedProgrammeQuerySet":
        """Of each programme and period the row now in force: the last correction, or the one first published."""
        newer = PublishedProgramme.objects.filter(
            programme=models.OuterRef("programme"),
            period=models.OuterRef("period"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(newer))


class PublishedProgramme(AppendOnly):
    """A programme as it was published in a period: its words, deliverables, measures and estimates, frozen whole.

    A correction is the next version, with a reason; earlier ones still open.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="published")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="published_programmes")
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    correction_reason = models.TextField(blank=True)

    objects = PublishedProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["period", "programme__position", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "period", "version"], name="one_published_programme_a_version"
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(correction_reason=""), name="published_programme_correction_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} as published for {self.period.quarter.short}, version {self.version}"
