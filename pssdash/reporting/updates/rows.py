"""A promise in a quarter as every page shows it: one frozen value, drawn live or read from a published row."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pssdash.reporting.deadlines import Deadline
from pssdash.reporting.entries.evidence.links import FileLink
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag, Rating, Status, overall_status, rate_target


@dataclass(frozen=True)
class Move:
    """One move of a deadline, as known at the quarter's end."""

    old: str
    new: str
    reason: str
    agreed_by: str
    decided_on: date


@dataclass(frozen=True)
class MilestoneRow:
    """One commitment: its deadline in force and the original, where it stands and its computed rating."""

    id: int
    text: str
    measure: str
    deadline: Deadline
    original_deadline: Deadline
    moves: tuple[Move, ...]
    status: Status | None
    status_reason: str
    forecast: date | None
    met_on: date | None
    rating: Rating

    @property
    def status_label(self) -> str:
        return self.status.label if self.status else "No status"


@dataclass(frozen=True)
class DelivererName:
    """A deliverer as it was called, and whether it supports rather than leads."""

    slug: str
    name: str
    supports: bool


@dataclass(frozen=True, kw_only=True)
class UpdateRow:
    """What a reader may see of a target or deliverable in a quarter. `version` is that of the update shown, or None.

    `reviewer_rag` is a reviewer's rating where it differs from the reported one. Who they are is no part of it.
    """

    ref: str
    quarter: Quarter
    summary: str
    official_wording: str
    deliverers: tuple[DelivererName, ...]
    milestones: tuple[MilestoneRow, ...]
    progress: str
    reported_rag: Rag | None
    rag_reason: str
    action: str
    action_owner: str
    action_due: date | None
    links: tuple[str, ...]
    organisation: str
    version: int | None
    source: str
    from_document: bool
    correction_reason: str = ""
    confirmation: str = ""
    published_version: int = 0
    work_state: str = ""
    is_reviewed: bool = False
    reviewer_rag: Rag | None = None
    reviewer_reason: str = ""
    files: tuple[FileLink, ...] = ()  # only where a page asks for them (files.py)

    @cached_property
    def rating(self) -> Rating:
        """The computed rating: the worst of its milestones'."""
        return rate_target([milestone.rating for milestone in self.milestones])

    @property
    def computed_rag(self) -> Rag:
        return self.rating.rag

    @property
    def worst_rag(self) -> Rag:
        """The worst of the three, for exceptions: a person's Red counts although the rule says Green."""
        rags = (self.computed_rag, self.reported_rag, self.reviewer_rag)
        return min((rag for rag in rags if rag), key=lambda rag: rag.severity)

    @property
    def reviewed_rag(self) -> Rag | None:
        """What a reviewer says: their own rating, else the reported one that they agree with."""
        return (self.reviewer_rag or self.reported_rag) if self.is_reviewed else None

    @property
    def ratings(self) -> dict[str, str]:
        """All three as the trail keeps them."""
        found = {"computed": self.computed_rag, "reported": self.reported_rag, "reviewer’s": self.reviewed_rag}
        return {f"{whose} rating": rag or "" for whose, rag in found.items()}

    @property
    def is_exception(self) -> bool:
        return self.worst_rag in (Rag.RED, Rag.AMBER)

    @property
    def status(self) -> Status | None:
        return overall_status([milestone.status for milestone in self.milestones])

    @property
    def has_update(self) -> bool:
        return self.version is not None

    @property
    def open_milestones(self) -> tuple[MilestoneRow, ...]:
        """Those that still have something to do by a date."""
        ended = (Status.COMPLETE, Status.SUPERSEDED, Status.WITHDRAWN)
        return tuple(row for row in self.milestones if row.deadline.end and row.status not in ended)

    @property
    def is_overdue(self) -> bool:
        """A deadline has passed by the quarter's end and the milestone is not complete."""
        return any(row.deadline.end <= self.quarter.end for row in self.open_milestones if row.deadline.end)

    @property
    def next_deadline(self) -> date | None:
        """The earliest deadline of what is still to do, passed ones included."""
        return min((row.deadline.end for row in self.open_milestones if row.deadline.end), default=None)

    def is_due_in(self, quarter: Quarter) -> bool:
        """Some milestone's deadline lies in `quarter`, whatever its status."""
        ends = (row.deadline.end for row in self.milestones)
        return any(end and quarter.start <= end <= quarter.end for end in ends)
