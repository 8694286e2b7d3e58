"""The single commitments in a target, and every move of their deadlines."""

from django.db import models

from objectives.models.strategy import StrategyItem, Target
from pssdash.reporting.promises import AbstractDeadlineChange, AbstractMilestone


class Milestone(StrategyItem, AbstractMilestone):
    """One commitment of a target."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="milestones")
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta(StrategyItem.Meta):
        ordering = ["target", "position", "pk"]


class DeadlineChange(AbstractDeadlineChange):
    """A move of the deadline of a target's milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="deadline_changes")
