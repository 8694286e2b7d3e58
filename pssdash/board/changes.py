"""What changed between two quarters: ratings better or worse, what was completed, added, ended or moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from objectives.rows import TargetRow
from objectives.tables import card_url
from pssdash.reporting.deadline_texts import comes_to, wording_of
from pssdash.reporting.deadlines import Deadline
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import NotRated, Rag


class Kind(Enum):
    """The kinds of change, in the order in which a board reads them."""

    WORSE = "Computed RAG is worse"
    BETTER = "Computed RAG is better"
    COMPLETED = "Newly complete"
    REPORTED = "Reported RAG has changed"
    REVIEWED = "Reviewer’s rating has changed"
    UNRATED = "No longer rated"
    RATED = "Rated for the first time or again"
    ADDED = "New in the strategy"
    ENDED = "Withdrawn or superseded"
    MOVED = "Deadline moved"


@dataclass(frozen=True)
class Change:
    """One change of one target; `before` and `after` in words, empty for what was added or ended."""

    kind: Kind
    row: TargetRow
    before: str = ""
    after: str = ""

    @property
    def url(self) -> str:
        """The target on its card, in the last quarter that has it."""
        return card_url(self.row)


@dataclass(frozen=True)
class ChangeGroup:
    """The changes of one kind."""

    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Changes:
    """All changes since an earlier quarter; kinds without a change are left out."""

    since: Quarter
    groups: tuple[ChangeGroup, ...]


def changes_since(quarter: Quarter, before: Sequence[TargetRow], now: Sequence[TargetRow]) -> Changes:
    """What is otherwise in `now` than it was in `before`, the rows of `quarter`. In the order of the rows."""
    found = list(every_change(before, now))
    groups = (ChangeGroup(kind.value, tuple(each for each in found if each.kind is kind)) for kind in Kind)
    return Changes(quarter, tuple(group for group in groups if group.changes))


def every_change(before: Iterable[TargetRow], now: Iterable[TargetRow]) -> Iterator[Change]:
    earlier = {row.ref: row for row in before}
    for row in now:
        old = earlier.pop(row.ref, None)
        if old is None:
            yield Change(Kind.ADDED, row)
        elif has_ended(row) and not has_ended(old):
            yield Change(Kind.ENDED, row)
        else:
            yield from changes_of_rating(old, row)
            yield from moved_deadlines(old, row)
    yield from (Change(Kind.ENDED, old) for old in earlier.values() if not has_ended(old))


def has_ended(row: TargetRow) -> bool:
    return row.rating.not_rated is NotRated.WITHDRAWN


def changes_of_rating(old: TargetRow, new: TargetRow) -> Iterator[Change]:
    """The computed RAG, the reported one where there was one in both quarters, and a reviewer's that differs from it,
    where it is new, another or no longer held.
    """
    if old.computed_rag is not new.computed_rag:
        kind = kind_of_change(old.computed_rag, new.computed_rag)
        yield Change(kind, new, old.computed_rag.label, new.computed_rag.label)
    if old.reported_rag and new.reported_rag and old.reported_rag is not new.reported_rag:
        yield Change(Kind.REPORTED, new, old.reported_rag.label, new.reported_rag.label)
    if old.reviewer_rag is not new.reviewer_rag:
        yield Change(Kind.REVIEWED, new, reviewer_in_words(old), reviewer_in_words(new))


def reviewer_in_words(row: TargetRow) -> str:
    """`Amber, where Green is reported`, `agrees with Green`, `not reviewed`."""
    reported = row.reported_rag.label if row.reported_rag else "no rating"
    if row.reviewer_rag:
        return f"{row.reviewer_rag.label}, where {reported} is reported"
    if not row.is_reviewed:
        return "not reviewed"
    return f"agrees with {reported}" if row.reported_rag else "agrees: no rating is reported"


def kind_of_change(old: Rag, new: Rag) -> Kind:
    if new is Rag.COMPLETE:
        return Kind.COMPLETED
    if new is Rag.NOT_RATED:
        return Kind.UNRATED
    if old is Rag.NOT_RATED:
        return Kind.RATED
    return Kind.WORSE if new.severity < old.severity else Kind.BETTER


def moved_deadlines(old: TargetRow, new: TargetRow) -> Iterator[Change]:
    earlier = {milestone.id: milestone.deadline for milestone in old.milestones}
    for milestone in new.milestones:
        was = earlier.get(milestone.id, milestone.deadline)
        if was != milestone.deadline:
            yield Change(Kind.MOVED, new, deadline_in_words(was), deadline_in_words(milestone.deadline))


def deadline_in_words(deadline: Deadline) -> str:
    return f"{wording_of(deadline)} ({comes_to(deadline)})"
