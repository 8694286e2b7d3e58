"""The update of one target in one quarter by one organisation, and what a person may do with it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from objectives.models import Objective, Target
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries import assignments
from pssdash.reporting.models import Part
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.assignments import written_by


@dataclass(frozen=True)
class Assignment(assignments.Assignment):
    """The update of `target`."""

    target: Target

    @property
    def of(self) -> dict[str, Any]:
        return {"target": self.target, "period": self.period, "organisation": self.organisation}

    @property
    def ref(self) -> str:
        return self.target.ref

    @property
    def home(self) -> tuple[str, str]:
        return self.target.objective.ref, self.target.objective.get_absolute_url()

    def url(self, step: str = "") -> str:
        return update_url(self.target.ref, self.period.quarter, self.organisation, step)


@dataclass(frozen=True)
class Desk(assignments.Desk):
    """Where a person works on all targets of a quarter."""

    @property
    def url(self) -> str:
        return sheet_url(self.period.quarter, self.organisation)

    def assignment(self, target: Target) -> Assignment:
        """The update of one of the targets."""
        return Assignment(self.period, self.organisation, self.user, self.rights, target)


def find_sheet(user: User, quarter: Quarter, organisation_code: str) -> Desk:
    """The desk, or 404 where `user` may not see it. No code means England."""
    period, organisation = assignments.find_desk(user, Part.OBJECTIVES, quarter, organisation_code)
    return Desk(period, organisation, user, assignments.rights_of(user, organisation))


def sheet_url(quarter: Quarter, organisation: Organisation) -> str:
    """The address of the page with all updates that the organisation writes for the quarter."""
    return assignments.entry_url("update_sheet", "", [quarter], organisation)


def update_url(target_ref: str, quarter: Quarter, organisation: Organisation, step: str = "") -> str:
    """The address of an update's page, or of one of its steps."""
    return assignments.entry_url("update", step, [target_ref, quarter], organisation)


def find_assignment(user: User, target_ref: str, quarter: Quarter, organisation_code: str) -> Assignment:
    """The assignment, or 404 where there is none or `user` may not see it. No code means England."""
    desk = find_sheet(user, quarter, organisation_code)
    targets = targets_of(user, quarter, desk.organisation).select_related("objective")
    return desk.assignment(get_object_or_404(targets, ref=target_ref))


def targets_of(user: User, quarter: Quarter, organisation: Organisation) -> QuerySet:
    """The targets in force that the organisation writes about: all for England, else those that it helps to deliver."""
    targets = Target.objects.in_force(quarter).filter(objective__in=Objective.objects.in_force(quarter))
    return written_by(targets, user, organisation)
