"""The targets that are Red or Amber, by the rule, as reported or by a reviewer, and what is done about each."""

from collections.abc import Iterable
from dataclasses import dataclass

from objectives.rows import TargetRow
from pssdash.reporting.rag import Rag

FIRST = 5


@dataclass(frozen=True)
class Exceptions:
    """The worst first; among equals what has been due longest."""

    rows: tuple[TargetRow, ...]

    @property
    def first(self) -> tuple[TargetRow, ...]:
        return self.rows[:FIRST]

    @property
    def others(self) -> tuple[TargetRow, ...]:
        return self.rows[FIRST:]

    @property
    def summary(self) -> str:
        """How many there are, in which order, and how many have no recovery action."""
        total, without_action = len(self.rows), sum(not row.action for row in self.rows)
        shown = f"The first {FIRST} of {total}" if total > FIRST else f"{total} in all"
        verb = "has" if without_action < 2 else "have"
        return f"{shown}, the worst and longest overdue first; {without_action or 'none'} {verb} no recovery action"

    @property
    def others_by_rag(self) -> list[tuple[Rag, list[TargetRow]]]:
        """The others by their worse rating, for a list of references alone."""
        by_rag = [(rag, [row for row in self.others if row.worst_rag is rag]) for rag in (Rag.RED, Rag.AMBER)]
        return [(rag, rows) for rag, rows in by_rag if rows]


def exceptions_in(rows: Iterable[TargetRow]) -> Exceptions:
    return Exceptions(tuple(sorted((row for row in rows if row.is_exception), key=urgency)))


def urgency(row: TargetRow) -> tuple:
    due = row.next_deadline
    return row.worst_rag.severity, due is None, due and due.toordinal(), row.order


def missing(row: TargetRow) -> str:
    """What stands where an action, an owner or a date is not given (DESIGN.md section 3, rule 2)."""
    return "None recorded in the source" if row.from_document else "None recorded"
