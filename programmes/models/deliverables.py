"""What a workstream has promised to deliver, by when, and the update of it in a quarter."""

from django.db import models
from django.urls import reverse

from programmes.models.programmes import Sourced, Workstream
from pssdash.organisations.models import Deliverer
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile, evidence_constraints
from pssdash.reporting.entries.models import AbstractRevision, version_constraints
from pssdash.reporting.models import Part
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.promises import AbstractDeadlineChange, AbstractMilestone, Delivery, Promise
from pssdash.reporting.updates.models import AbstractLine, AbstractUpdate


class Deliverable(Promise, Sourced):
    """One deliverable of a workstream, such as MEWS-D1, in our words and the official ones.

    Its reference is never given to another.
    """

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="deliverables")
    ref = models.SlugField("reference", max_length=30, unique=True)
    summary = models.TextField()
    official_wording = models.TextField(blank=True)
    deliverers = models.ManyToManyField(Deliverer, through="DeliverableDeliverer", related_name="deliverables")

    class Meta(Promise.Meta):
        ordering = ["workstream__programme__position", "workstream__position", "workstream_id", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.ref} {self.summary}"

    def get_absolute_url(self) -> str:
        return reverse("deliverable", args=[self.workstream.programme.slug, self.ref])


class DeliverableDeliverer(Delivery):
    """One deliverer of a deliverable."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="delivered_by")

    class Meta(Delivery.Meta):
        constraints = [models.UniqueConstraint(fields=["deliverable", "deliverer"], name="one_deliverer_a_deliverable")]

    def __str__(self) -> str:
        return f"{self.deliverer} {self.get_part_display().lower()} {self.deliverable.ref}"


class DeliverableMilestone(Promise, AbstractMilestone):
    """One commitment of a deliverable."""

    PART = Part.PROGRAMMES

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="milestones")

    class Meta(Promise.Meta):
        ordering = ["deliverable", "position", "pk"]

    @property
    def item(self) -> Deliverable:
        return self.deliverable

    @property
    def holders(self) -> tuple[Deliverable]:
        return (self.deliverable,)

    @property
    def subject(self) -> str:
        return subject_of(self.deliverable)


class DeliverableDeadlineChange(AbstractDeadlineChange):
    """A move of the deadline of a deliverable's milestone."""

    milestone = models.ForeignKey(DeliverableMilestone, on_delete=models.PROTECT, related_name="deadline_changes")


class DeliverableDeadlineRequest(AbstractDeadlineRequest):
    """A request to move the deadline of a deliverable's milestone."""

    milestone = models.ForeignKey(DeliverableMilestone, on_delete=models.PROTECT, related_name="deadline_requests")
    change = models.OneToOneField(
        DeliverableDeadlineChange, on_delete=models.PROTECT, null=True, related_name="request"
    )


class DeliverableUpdate(AbstractUpdate):
    """What was done for a deliverable in a quarter, as one organisation tells it."""

    IDENTITY = ("deliverable", "period", "organisation")
    TRAIL_KIND = "deliverable update"

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="updates")

    class Meta(AbstractUpdate.Meta):
        ordering = ["-period__quarter", "organisation", "-version"]
        constraints = [
            *AbstractUpdate.Meta.constraints,
            *version_constraints(
                ("deliverable", "period", "organisation"),
                "one_deliverable_update_a_version", "one_working_deliverable_update",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deliverable.ref} {self.period.quarter.short}, {self.organisation}, version {self.version}"

    @property
    def subject(self) -> str:
        return subject_of(self.deliverable)


class DeliverableLine(AbstractLine):
    """Where one milestone of a deliverable stands according to one version of an update."""

    update_of = models.ForeignKey(DeliverableUpdate, on_delete=models.CASCADE, related_name="lines")
    milestone = models.ForeignKey(DeliverableMilestone, on_delete=models.PROTECT, related_name="lines")

    class Meta(AbstractLine.Meta):
        constraints = [
            models.UniqueConstraint(fields=["update_of", "milestone"], name="one_line_a_deliverable_milestone")
        ]


class DeliverableRevision(AbstractRevision):
    """Every save of a deliverable's update, and every text kept aside in a conflict."""

    update_of = models.ForeignKey(DeliverableUpdate, on_delete=models.PROTECT, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        constraints = [
            models.UniqueConstraint(fields=["update_of", "number"], name="one_deliverable_revision_a_number")
        ]

    def __str__(self) -> str:
        return f"Save {self.number} of {self.update_of}"


class DeliverableFile(AbstractEvidenceFile):
    """A file that proves what a deliverable's update says."""

    entry = models.ForeignKey(DeliverableUpdate, on_delete=models.PROTECT, related_name="files")

    class Meta(AbstractEvidenceFile.Meta):
        constraints = evidence_constraints("deliverable_file_removed_by_somebody", "deliverable_file_once")


def subject_of(deliverable: Deliverable) -> str:
    """How the audit trail names the page of a deliverable."""
    return f"deliverable/{deliverable.ref}"
