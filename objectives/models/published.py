"""What publishing a quarter stores. Published pages read only these rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from objectives.models.strategy import Objective, Target
from objectives.models.updates import ProgressUpdate
from pssdash.accounts.append_only import AppendOnly, AppendOnlyQuerySet
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.rag import Rag


class PublishedRowQuerySet(AppendOnlyQuerySet):
    def latest_versions(self) -> "PublishedRowQuerySet":
        """Of each target and period the row now in force: the last correction, or the one first published."""
        newer = PublishedRow.objects.filter(
            target=models.OuterRef("target"),
            period=models.OuterRef("period"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(newer))


class PublishedRow(AppendOnly):
    """A target as it was published in a period: its words, deadlines in force, ratings and notes, frozen.

    `content` is the whole row (objectives/quarter_rows.py writes and reads it); the columns repeat what histories are
    drawn from. A correction is the next version, with a reason; earlier ones still open.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="published_rows")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="published_rows")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="published_rows")
    version = models.PositiveIntegerField(default=1)
    update_shown = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, null=True, related_name="published_rows")
    computed_rag = models.CharField(max_length=10, choices=Rag.choices)
    reported_rag = models.CharField(max_length=10, choices=Rag.choices, blank=True)
    content = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    correction_reason = models.TextField(blank=True)

    objects = PublishedRowQuerySet.as_manager()

    class Meta:
        ordering = [
            "objective__theme__position",
            "objective__position",
            "target__position",
            "target_id",
            "version",
        ]
        constraints = [
            models.UniqueConstraint(fields=["target", "period", "version"], name="one_published_row_a_version"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(correction_reason=""), name="published_correction_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.ref} as published for {self.period.quarter.short}, version {self.version}"
