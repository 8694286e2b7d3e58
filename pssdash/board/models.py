"""What regional leads say of the targets that concern their region."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from objectives.models import Target
from pssdash.accounts.append_only import AppendOnly
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod


class RegionComment(AppendOnly):
    """A signed comment on a target in a published quarter, for the region and the national team; never published."""

    region = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="region_comments")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="region_comments")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="region_comments")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.written_by} on {self.target.ref} in {self.region}"
