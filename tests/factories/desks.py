"""One entry of any kind in any state, and everybody who might want something of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from objectives.models import ProgressUpdate
from programmes.models import (
    DeliverableUpdate,
    MeasureReturn,
    NarrativeText,
    PhaseReturn,
    StepChangeProposal,
)
from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.reading import find
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.models import AbstractUpdate
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target
from tests.factories.organisations import make_collaborative, make_deliverer, make_england, make_icb, make_region
from tests.factories.programmes import (
    make_deliverable,
    make_framework,
    make_measure,
    make_programme,
    make_section,
    make_workstream,
)

# The author may write and review, and wrote; the stranger is a submitter of another organisation.
PEOPLE = ("author", "editor", "approver", "region", "submitter", "stranger", "board", "admin", "nobody")
COLLABORATIVE = OrganisationKind.COLLABORATIVE

ITEMS: dict[type[AbstractEntry], Callable[[], dict[str, Any]]] = {
    ProgressUpdate: lambda: {
        "target": make_target(deadline="by 31 March 2022", deliverers=[make_deliverer(member_kind=COLLABORATIVE)])
    },
    DeliverableUpdate: lambda: {
        "deliverable": make_deliverable(
            from_quarter=Quarter(2020, 1), deliverers=[make_deliverer(member_kind=COLLABORATIVE)]
        )
    },
    NarrativeText: lambda: {"section": make_section(make_programme())},
    PhaseReturn: lambda: {"framework": make_framework(make_workstream())},
    MeasureReturn: lambda: {"measure": make_measure(reported_by=COLLABORATIVE)},
    StepChangeProposal: lambda: {
        "measure": make_measure(), "series_of": make_england(), "starts_on": date(2020, 10, 1)
    },
}  # fmt: skip


@dataclass
class Desk:
    """`of` is what identifies the entry, `people` are named as in PEOPLE."""

    kind: Kind
    of: dict[str, Any]
    people: dict[str, User]

    @property
    def entry(self) -> AbstractEntry | None:
        return find(self.kind, **self.of)

    def snapshot(self) -> tuple:
        """All that a move could change."""
        versions = [
            (each.state, each.content(), each.checked_by, each.approved_by, each.reviewed(), each.revisions.count())
            for each in self.kind.model.objects.filter(**self.of).order_by("version")
        ]
        return versions, AuditEvent.objects.count()


def make_desk(kind: Kind, whose: str, state: str, **period: Any) -> Desk:
    """The entry of England or of a "PSC". With the state `not_started` there is none yet."""
    region, ours, theirs = make_region(), make_collaborative(), make_collaborative()
    make_icb(region, ours)
    make_icb(region, theirs)
    people = make_people(region, ours, theirs)
    period = make_period(**{"covers_programmes": True, **period})
    of = {**ITEMS[kind.model](), "period": period, "organisation": make_england() if whose == "England" else ours}
    if state != "not_started":
        make_entry(kind, of, state, people)
    return Desk(kind, of, people)


def make_people(region: Organisation, ours: Organisation, theirs: Organisation) -> dict[str, User]:
    return {
        "author": make_user(EDITOR, APPROVER, SUBMITTER, organisations=(ours,)),
        "editor": make_user(EDITOR),
        "approver": make_user(APPROVER),
        "region": make_user(REGIONAL_LEAD, organisations=(region,)),
        "submitter": make_user(SUBMITTER, organisations=(ours,)),
        "stranger": make_user(SUBMITTER, organisations=(theirs,)),
        "board": make_user(BOARD_MEMBER),
        "admin": make_user(ADMINISTRATOR),
        "nobody": make_user(),
    }


def make_entry(kind: Kind, of: dict[str, Any], state: str, people: dict[str, User]) -> AbstractEntry:
    """An entry by the author, signed as its state asks."""
    signed: dict[str, Any] = {"submitted_at": NOON, "submitted_by": people["author"]}
    if state in ("checked", "approved"):
        signed |= {"checked_at": NOON, "checked_by": people["editor"]}
    if state == "approved":
        signed |= {"approved_at": NOON, "approved_by": people["approver"]}
    entry = kind.model.objects.create(**of, state=state, **signed)
    entry.write(words(kind, "First words") | lines_of(entry))
    entry.revisions.create(number=1, saved_by=people["author"], content=entry.content())
    return entry


def words(kind: Kind, said: str = "Other words") -> dict[str, Any]:
    """Everything that is typed in an entry of the kind, as `save` takes it."""
    if hasattr(kind.model, "cells"):
        return {"cells": {"ENG 2020-10-01": {"value": said}}}
    said_in = next(name for name in ("progress", "text", "reason") if name in kind.model.TYPED)
    typed = dict.fromkeys(kind.model.TYPED, "") | {said_in: said}
    return typed | {"action_due": None, "lines": {}} if issubclass(kind.model, AbstractUpdate) else typed


def lines_of(entry: AbstractEntry) -> dict[str, Any]:
    """The line of every milestone, in progress; of other kinds nothing."""
    if not isinstance(entry, AbstractUpdate):
        return {}
    line = {"status": "in_progress", "status_reason": "", "forecast_text": "", "forecast": None, "met_on": None}
    return {"lines": {str(each.pk): line for each in entry.item.milestones.all()}}
