"""Which milestones an update must speak of."""

from objectives.models import Milestone, Target
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter


def milestones_asked(target: Target, period: ReportingPeriod) -> list[Milestone]:
    """Those in force in the quarter that did not end in it, nor their target or objective: one query."""
    quarter = period.quarter
    if target.ended_as_in(quarter) or target.objective.ended_as_in(quarter):
        return []
    return list(target.milestones.in_force(quarter).exclude(ended_quarter=quarter))


def asked_among(target: Target, quarter: Quarter) -> list[Milestone]:
    """The same, of a target whose milestones in force are read already (live_rows.py)."""
    if target.ended_as_in(quarter) or target.objective.ended_as_in(quarter):
        return []
    return [milestone for milestone in target.milestones.all() if milestone.ended_quarter != quarter]
