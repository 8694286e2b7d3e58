"""What a target took over from: the way back of a split, or of something that it replaced."""

from django.db.models import Prefetch

from objectives.models import Milestone, Target
from pssdash.reporting.quarters import Quarter

REPLACED_TARGETS = "replaces"
REPLACED_MILESTONES = Prefetch("replaces", queryset=Milestone.objects.select_related("target"))


def origins_of(target: Target, quarter: Quarter) -> tuple[str, ...]:
    """The references of the other targets that `target` or a milestone of it stands in for by `quarter`, in order.

    Reads `replaces` of the target and of its milestones from the prefetch, no query then.
    """
    whole = [old for old in target.replaces.all() if old.ended_as_in(quarter)]
    parts = [
        old.target
        for milestone in target.milestones.all()
        for old in milestone.replaces.all()
        if old.ended_as_in(quarter) and old.target_id != target.pk
    ]
    return tuple(dict.fromkeys(old.ref for old in [*whole, *parts]))
