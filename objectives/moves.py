"""Moving the deadlines of the objectives: what the shared pages need of this area."""

from django.db.models import QuerySet

from objectives.models import DeadlineRequest, Milestone, Objective, Target
from objectives.strategy_calendar import strategy_calendar
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.moves.pages import Area


def milestones() -> QuerySet:
    return Milestone.objects.select_related("target__objective")


def targets(user: User) -> QuerySet:
    """All for the national team; for others, who write about them, those of the first unpublished quarter."""
    if user.has_perm(Permission.READ_DRAFTS):
        return Target.objects.all()
    quarter = strategy_calendar().live
    return Target.objects.in_force(quarter).filter(objective__in=Objective.objects.in_force(quarter))


TARGET_MOVES = Area(
    route="objective_move", item="target", milestones=milestones, items=targets, requests=DeadlineRequest
)
