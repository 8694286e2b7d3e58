"""The single commitments in a target, and every move of their deadlines."""

from django.db import models

from objectives.models.strategy import Objective, StrategyItem, Target
from pssdash.reporting.models import Part
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.promises import AbstractDeadlineChange, AbstractMilestone


class Milestone(StrategyItem, AbstractMilestone):
    """One commitment of a target."""

    PART = Part.OBJECTIVES

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="milestones")
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta(StrategyItem.Meta):
        ordering = ["target", "position", "pk"]

    @property
    def item(self) -> Target:
        return self.target

    @property
    def holders(self) -> tuple[Target, Objective]:
        return self.target, self.target.objective

    @property
    def subject(self) -> str:
        return f"objective/{self.target.objective.ref}"


class DeadlineChange(AbstractDeadlineChange):
    """A move of the deadline of a target's milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="deadline_changes")


class DeadlineRequest(AbstractDeadlineRequest):
    """A request to move the deadline of a target's milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="deadline_requests")
    change = models.OneToOneField(DeadlineChange, on_delete=models.PROTECT, null=True, related_name="request")
