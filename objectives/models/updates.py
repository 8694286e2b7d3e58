"""The update of a target in a period by an organisation, with a line for each milestone."""

from django.db import models

from objectives.models.milestones import Milestone
from objectives.models.strategy import Target
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile, evidence_constraints
from pssdash.reporting.entries.models import AbstractRevision, version_constraints
from pssdash.reporting.updates.models import AbstractLine, AbstractUpdate


class ProgressUpdate(AbstractUpdate):
    """What was done for a target in a quarter, as one organisation tells it."""

    IDENTITY = ("target", "period", "organisation")

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="updates")

    class Meta(AbstractUpdate.Meta):
        ordering = ["-period__quarter", "organisation", "-version"]
        constraints = [
            *AbstractUpdate.Meta.constraints,
            *version_constraints(("target", "period", "organisation"), "one_update_a_version", "one_working_version"),
        ]

    def __str__(self) -> str:
        return f"{self.target.ref} {self.period.quarter.short}, {self.organisation}, version {self.version}"

    @property
    def subject(self) -> str:
        return f"objective/{self.target.objective.ref}"


class MilestoneLine(AbstractLine):
    """Where one milestone of a target stands according to one version of an update."""

    update_of = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="lines")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="lines")

    class Meta(AbstractLine.Meta):
        constraints = [models.UniqueConstraint(fields=["update_of", "milestone"], name="one_line_a_milestone")]


class UpdateRevision(AbstractRevision):
    """Every save of an update, and every text kept aside in a conflict."""

    update_of = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["update_of", "number"], name="one_revision_a_number")]

    def __str__(self) -> str:
        return f"Save {self.number} of {self.update_of}"


class UpdateFile(AbstractEvidenceFile):
    """A file that proves what an update says."""

    entry = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="files")

    class Meta(AbstractEvidenceFile.Meta):
        constraints = evidence_constraints("update_file_removed_by_somebody", "update_file_once")
