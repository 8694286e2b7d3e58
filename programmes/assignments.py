"""The update of one deliverable in one quarter by one organisation, and what a person may do with it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from programmes.models import Deliverable
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries import assignments
from pssdash.reporting.models import Part
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.assignments import written_by


@dataclass(frozen=True)
class DeliverableAssignment(assignments.Assignment):
    """The update of `deliverable`."""

    deliverable: Deliverable

    @property
    def of(self) -> dict[str, Any]:
        return {"deliverable": self.deliverable, "period": self.period, "organisation": self.organisation}

    @property
    def ref(self) -> str:
        return self.deliverable.ref

    @property
    def home(self) -> tuple[str, str]:
        return self.deliverable.ref, self.deliverable.get_absolute_url()

    def url(self, step: str = "") -> str:
        return update_url(self.deliverable, self.period.quarter, self.organisation, step)


def update_url(deliverable: Deliverable, quarter: Quarter, organisation: Organisation, step: str = "") -> str:
    """The address of an update's page, or of one of its steps."""
    args = [deliverable.workstream.programme.slug, deliverable.ref, quarter]
    return assignments.entry_url("deliverable_update", step, args, organisation)


def find_assignment(
    user: User, programme: str, ref: str, quarter: Quarter, organisation_code: str
) -> DeliverableAssignment:
    """The assignment, or 404 where there is none or `user` may not see it. No code means England."""
    period, organisation = assignments.find_desk(user, Part.PROGRAMMES, quarter, organisation_code)
    deliverables = deliverables_of(user, quarter, organisation)
    deliverable = get_object_or_404(deliverables, workstream__programme__slug=programme, ref=ref)
    rights = assignments.rights_of(user, organisation)
    return DeliverableAssignment(deliverable=deliverable, period=period, organisation=organisation, user=user, **rights)


def deliverables_of(user: User, quarter: Quarter, organisation: Organisation) -> QuerySet:
    """Those in force that the organisation writes about: all for England, else those that it helps to deliver."""
    deliverables = Deliverable.objects.in_force(quarter).select_related("workstream__programme")
    return written_by(deliverables, user, organisation)
