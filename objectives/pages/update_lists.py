"""The updates of one objective's targets in a quarter, and where each stands."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from objectives.assignments import targets_of, update_url
from objectives.models import Objective, ProgressUpdate
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.states import HANDED_IN
from pssdash.reporting.models import ReportingPeriod


@dataclass(frozen=True)
class Item:
    """One target as the task list component draws it."""

    text: str
    hint: str
    url: str
    status: str


@dataclass(frozen=True)
class UpdateList:
    objective: Objective
    period: ReportingPeriod
    organisation: Organisation
    items: tuple[Item, ...]

    @property
    def finished(self) -> int:
        return sum(item.status in HANDED_IN for item in self.items)


def build_list(user: User, objective_ref: str, period: ReportingPeriod, organisation: Organisation) -> UpdateList:
    """One item for each target of the objective that the organisation writes about."""
    quarter = period.quarter
    objective = get_object_or_404(Objective.objects.in_force(quarter), ref=objective_ref)
    targets = targets_of(user, quarter, organisation).filter(objective=objective)
    versions = ProgressUpdate.objects.filter(period=period, organisation=organisation, target__objective=objective)
    states = dict(versions.order_by("version").values_list("target_id", "state"))
    items = (
        Item(
            f"{target.ref} {target.summary}",
            "",
            update_url(target.ref, quarter, organisation),
            states.get(target.pk, "not_started"),
        )
        for target in targets
    )
    return UpdateList(objective, period, organisation, tuple(items))
