"""Deliverable updates as part of a quarter's round."""

from collections.abc import Iterator

from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.assignments import deliverables_of, update_url
from programmes.models import DeliverableUpdate
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.rounds import InRound, Owed
from pssdash.reporting.models import Part, ReportingPeriod


def owed(user: User, period: ReportingPeriod, organisation: Organisation) -> Iterator[Owed]:
    """The update of every deliverable that runs and that the organisation writes about, by workstream."""
    quarter = period.quarter
    for deliverable in deliverables_of(user, quarter, organisation).running_in(quarter):
        workstream = deliverable.workstream
        heading = f"{workstream.programme}: {workstream}"
        url = update_url(deliverable, quarter, organisation)
        yield Owed((deliverable.pk,), heading, deliverable.ref, deliverable.summary, url)


def describe(update: DeliverableUpdate) -> tuple[str, str]:
    deliverable = update.deliverable
    return deliverable.summary, update_url(deliverable, update.period.quarter, update.organisation)


DELIVERABLES_IN_ROUND = InRound(
    DELIVERABLE_UPDATES, Part.PROGRAMMES, owed, describe, related=("deliverable__workstream__programme",)
)
