"""The update of a target in a period by an organisation, with a line for each milestone."""

from typing import Any

from django.db import models
from django.db.models import Q

from objectives.models.milestones import Milestone
from objectives.models.strategy import Target
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.rag import Status
from pssdash.reporting.updates import AbstractRevision, AbstractUpdate, UpdateState

TEXT_FIELDS = ["progress", "reported_rag", "rag_reason", "action", "action_owner", "action_due", "evidence"]
LINE_FIELDS = ["status", "status_reason", "forecast_text", "forecast", "met_on"]


class ProgressUpdateQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProgressUpdateQuerySet":
        """Drafts for those who read drafts or answer for the organisation; else approved rows of published quarters,
        England's for every reader and an organisation's for its region.
        """
        if user.has_perm(Permission.READ_DRAFTS):
            return self
        published = Q(state=UpdateState.APPROVED, period__state=ReportingPeriod.State.PUBLISHED)
        england = published & Q(organisation__kind=OrganisationKind.NATION)
        local = published & Q(organisation__in=Organisation.objects.with_local_rows_for(user))
        own = (
            Q(organisation__memberships__user=user)
            if user.has_perm(Permission.SUBMIT_FOR_ORGANISATION)
            else Q(pk__in=[])
        )
        return (
            self.filter(england | local | own).distinct() if user.has_perm(Permission.READ_PUBLISHED) else self.none()
        )

    def national(self) -> "ProgressUpdateQuerySet":
        return self.filter(organisation__kind=OrganisationKind.NATION)

    def approved(self) -> "ProgressUpdateQuerySet":
        return self.filter(state=UpdateState.APPROVED)

    def working(self) -> "ProgressUpdateQuerySet":
        return self.exclude(state=UpdateState.APPROVED)


class ProgressUpdate(AbstractUpdate):
    """What was done for a target in a quarter, as one organisation tells it."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="updates")

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta(AbstractUpdate.Meta):
        ordering = ["-period__quarter", "organisation", "-version"]
        constraints = [
            *AbstractUpdate.Meta.constraints,
            models.UniqueConstraint(
                fields=["target", "period", "organisation", "version"], name="one_update_a_version"
            ),
            models.UniqueConstraint(
                fields=["target", "period", "organisation"],
                condition=~Q(state=UpdateState.APPROVED),
                name="one_working_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.ref} {self.period.quarter.short}, {self.organisation}, version {self.version}"

    def content(self) -> dict[str, Any]:
        """Everything a person typed, as plain values: what a revision keeps and the audit trail compares."""
        words = {field: plain(getattr(self, field)) for field in TEXT_FIELDS}
        lines = {
            str(line.milestone_id): {field: plain(getattr(line, field)) for field in LINE_FIELDS}
            for line in self.lines.all()
        }
        return {**words, "lines": lines}


class MilestoneLine(models.Model):
    """Where one milestone stands according to one version of an update."""

    update_of = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="lines")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="lines")
    status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    status_reason = models.TextField(blank=True)
    forecast_text = models.CharField("forecast as written", max_length=60, blank=True)
    forecast = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["milestone__position", "milestone_id"]
        constraints = [models.UniqueConstraint(fields=["update_of", "milestone"], name="one_line_a_milestone")]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_status_display()}"


class UpdateRevision(AbstractRevision):
    """Every save of an update, and every text kept aside in a conflict."""

    update_of = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["update_of", "number"], name="one_revision_a_number")]

    def __str__(self) -> str:
        return f"Save {self.number} of {self.update_of}"


def plain(value: Any) -> Any:
    """A value as JSON keeps it: dates as ISO text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
