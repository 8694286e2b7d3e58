"""The strategy (theme, objective, target, milestone), its deadlines, its updates and what was published."""

from objectives.models.milestones import DeadlineChange, DeadlineRequest, Milestone
from objectives.models.published import PublishedRow
from objectives.models.strategy import (
    Objective,
    StrategyItem,
    StrategyVersion,
    Target,
    TargetDeliverer,
    Theme,
)
from objectives.models.updates import MilestoneLine, ProgressUpdate, UpdateFile, UpdateRevision

__all__ = [
    "DeadlineChange",
    "DeadlineRequest",
    "Milestone",
    "MilestoneLine",
    "Objective",
    "ProgressUpdate",
    "PublishedRow",
    "StrategyItem",
    "StrategyVersion",
    "Target",
    "TargetDeliverer",
    "Theme",
    "UpdateFile",
    "UpdateRevision",
]
