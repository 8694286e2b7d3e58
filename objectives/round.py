"""Target updates as part of a quarter's round."""

from collections.abc import Iterator

from objectives.actions.updates import TARGET_UPDATES
from objectives.assignments import targets_of, update_url
from objectives.models import ProgressUpdate
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.rounds import InRound, Owed
from pssdash.reporting.models import Part, ReportingPeriod


def owed(user: User, period: ReportingPeriod, organisation: Organisation) -> Iterator[Owed]:
    """The update of every target that runs and that the organisation writes about, by objective."""
    quarter = period.quarter
    for target in targets_of(user, quarter, organisation).running_in(quarter).select_related("objective__theme"):
        url = update_url(target.ref, quarter, organisation)
        objective = target.objective
        yield Owed(
            (target.pk,), objective.theme.name, str(objective), target.ref, f"{target.ref} {target.summary}", url
        )


def describe(update: ProgressUpdate) -> tuple[str, str]:
    target = update.target
    return f"{target.ref} {target.summary}", update_url(target.ref, update.period.quarter, update.organisation)


TARGETS_IN_ROUND = InRound(
    TARGET_UPDATES, Part.OBJECTIVES, owed, describe, related=("target",), prefetched=("lines", "target__milestones")
)
