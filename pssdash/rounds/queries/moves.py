"""Who may do what with a query in which state: one table, which the actions and the pages read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pssdash.accounts.models import User
from pssdash.reporting.entries.assignments import rights_of
from pssdash.reporting.entries.moves import Right
from pssdash.reporting.entries.reading import wrote_part
from pssdash.rounds.queries.models import Query, QueryState


class Move(StrEnum):
    """What can be done with a query that was asked."""

    ANSWER = "answer"
    ASK_AGAIN = "ask_again"
    RESOLVE = "resolve"
    WAIVE = "waive"


class Who(StrEnum):
    """Whose move it is."""

    WRITERS = "those who write the entry"
    CHECKERS = "editors and approvers"
    ASKER = "who asked, or an approver who wrote no part of the entry"
    APPROVERS = "an approver who wrote no part of the entry"


@dataclass(frozen=True)
class Step:
    """`needs_text`: a resolution may go without words, nothing else."""

    leads_to: str
    who: Who
    needs_text: bool = True


ANSWER = Step(QueryState.ANSWERED, Who.WRITERS)
AGAIN = Step(QueryState.ASKED, Who.CHECKERS)
RESOLVE = Step(QueryState.RESOLVED, Who.ASKER, needs_text=False)
WAIVE = Step(QueryState.WAIVED, Who.APPROVERS)

MOVES: Mapping[str, Mapping[Move, Step]] = {
    QueryState.ASKED: {Move.ANSWER: ANSWER, Move.RESOLVE: RESOLVE, Move.WAIVE: WAIVE},
    QueryState.ANSWERED: {Move.ANSWER: ANSWER, Move.ASK_AGAIN: AGAIN, Move.RESOLVE: RESOLVE, Move.WAIVE: WAIVE},
    QueryState.RESOLVED: {Move.ASK_AGAIN: AGAIN},
    QueryState.WAIVED: {Move.ASK_AGAIN: AGAIN},
}


def holds(query: Query, who: Who, user: User) -> bool:
    """Whether it is this person's move. Nobody waives what stands against the approval of their own words."""
    rights = rights_of(user, query.organisation)
    if who == Who.WRITERS:
        return Right.WRITE in rights
    if who == Who.CHECKERS:
        return Right.CHECK in rights
    if who == Who.ASKER and query.asked_by_id == user.pk:
        return True
    return Right.APPROVE in rights and not wrote_part(query.entry, user)


def moves_of(query: Query, user: User) -> dict[Move, Step]:
    """What the person may do with it now."""
    return {move: step for move, step in MOVES[query.state].items() if holds(query, step.who, user)}
