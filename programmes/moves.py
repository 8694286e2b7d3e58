"""Moving the deadlines of deliverables: what the shared pages need of this area."""

from django.db.models import QuerySet

from programmes.models import Deliverable, DeliverableDeadlineRequest, DeliverableMilestone
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.calendars import calendar_of
from pssdash.reporting.models import Part
from pssdash.reporting.moves.pages import Area


def milestones() -> QuerySet:
    return DeliverableMilestone.objects.select_related("deliverable__workstream__programme")


def deliverables(user: User) -> QuerySet:
    """All for the national team; for others, who write about them, those of the first unpublished quarter."""
    if user.has_perm(Permission.READ_DRAFTS):
        return Deliverable.objects.all()
    return Deliverable.objects.in_force(calendar_of(Part.PROGRAMMES).live)


DELIVERABLE_MOVES = Area(
    route="deliverable_move",
    item="deliverable",
    milestones=milestones,
    items=deliverables,
    requests=DeliverableDeadlineRequest,
)
