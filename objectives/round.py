"""Target updates as part of a quarter's round."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from objectives.actions.updates import TARGET_UPDATES
from objectives.assignments import update_url
from objectives.models import Objective, ProgressUpdate, Target
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.rounds import InRound, Owed, Owing, Pair
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.owing import owing_updates


def pairs(period: ReportingPeriod, organisations: Sequence[Organisation]) -> Iterator[Pair]:
    """The update of every target that runs, by the organisations that write about it."""
    running = Target.objects.filter(objective__in=Objective.objects.running_in(period.quarter))
    return owing_updates(ProgressUpdate, running, period, organisations)


def targets() -> QuerySet:
    return Target.objects.select_related("objective__theme")


def words(target: Target, quarter: Quarter, organisation: Organisation) -> Owed:
    """By objective."""
    objective = target.objective
    url, confirm_url = (update_url(target.ref, quarter, organisation, step) for step in ("", "confirm"))
    text = f"{target.ref} {target.summary}"
    return Owed(objective.theme.name, str(objective), target.ref, text, url, confirm_url)


def describe(update: ProgressUpdate) -> tuple[str, str]:
    target = update.target
    return f"{target.ref} {target.summary}", update_url(target.ref, update.period.quarter, update.organisation)


TARGETS_IN_ROUND = InRound(
    TARGET_UPDATES,
    Part.OBJECTIVES,
    describe,
    ("target",),
    Owing("target", "Targets", pairs, targets, words),
    prefetched=("lines", "target__milestones"),
)
