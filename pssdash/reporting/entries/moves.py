"""Who may move an entry from which state to which, and under what conditions: one table.

The actions refuse what it does not have, and the pages take their buttons from it. cases.py says what each condition
asks of an entry; assignments.py what gives a person a right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pssdash.reporting.entries.states import NOT_STARTED, EntryState


class Move(StrEnum):
    """What a person can do with an entry. Also the names of the steps in the addresses."""

    SAVE = "save"
    SUBMIT = "submit"
    CHECK = "check"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    CORRECT = "correct"


class Right(StrEnum):
    """What a role must allow."""

    WRITE = "write for the organisation"
    CHECK = "check updates"
    APPROVE = "approve updates"


class Condition(StrEnum):
    """What must hold besides."""

    PERIOD_OPEN = "the period is open, or it is a correction or of a kind that comes late"
    NOT_PASSED_OVER = "the period was not published without it"
    NOT_OWN = "no part of any version is the person's own"
    CHECKED_IF_NEEDED = "where the period needs a check, it is checked"
    NO_OPEN_QUERY = "no query on it is open"
    AS_READ = "nobody saved it since the person read it"
    COMPLETE = "nothing is missing"
    REASON = "a reason is given"
    REVIEW_EXPLAINED = "a reviewer who rates it otherwise than reported says why"
    LAST_VERSION = "no correction of it has begun"


# These are known only when the move is asked for; of the others a page can tell before.
WHEN_ASKED = (Condition.AS_READ, Condition.COMPLETE, Condition.REVIEW_EXPLAINED, Condition.REASON)


@dataclass(frozen=True)
class Step:
    """Where a move leads, who may make it, and under what conditions."""

    leads_to: str
    right: Right
    conditions: tuple[Condition, ...]

    @property
    def foreseeable(self) -> tuple[Condition, ...]:
        """The conditions of which a page can tell before the move is asked for."""
        return tuple(each for each in self.conditions if each not in WHEN_ASKED)


S, M, R, C = EntryState, Move, Right, Condition
WRITING = (C.PERIOD_OPEN,)
SUBMITTING = (C.PERIOD_OPEN, C.AS_READ, C.COMPLETE)
CHECKING = (C.NOT_PASSED_OVER, C.NOT_OWN, C.AS_READ, C.REVIEW_EXPLAINED)
APPROVING = (C.NOT_PASSED_OVER, C.NOT_OWN, C.NO_OPEN_QUERY, C.AS_READ, C.REVIEW_EXPLAINED)
SENDING_BACK = (C.NOT_OWN, C.REASON)

# Saving what waits for a reviewer takes it back to its writers. Submitting it once more leaves it where it is.
# A correction leaves the approved version as it is: the state is that of the next version, which it begins.
TABLE: tuple[tuple[str, Move, str, Right, tuple[Condition, ...]], ...] = (
    (NOT_STARTED, M.SAVE, S.DRAFT, R.WRITE, WRITING),
    (S.DRAFT, M.SAVE, S.DRAFT, R.WRITE, WRITING),
    (S.DRAFT, M.SUBMIT, S.SUBMITTED, R.WRITE, SUBMITTING),
    (S.SENT_BACK, M.SAVE, S.SENT_BACK, R.WRITE, WRITING),
    (S.SENT_BACK, M.SUBMIT, S.SUBMITTED, R.WRITE, SUBMITTING),
    (S.SUBMITTED, M.SAVE, S.DRAFT, R.WRITE, WRITING),
    (S.SUBMITTED, M.SUBMIT, S.SUBMITTED, R.WRITE, SUBMITTING),
    (S.SUBMITTED, M.CHECK, S.CHECKED, R.CHECK, CHECKING),
    (S.SUBMITTED, M.APPROVE, S.APPROVED, R.APPROVE, (C.CHECKED_IF_NEEDED, *APPROVING)),
    (S.SUBMITTED, M.SEND_BACK, S.SENT_BACK, R.CHECK, SENDING_BACK),
    (S.CHECKED, M.SAVE, S.DRAFT, R.WRITE, WRITING),
    (S.CHECKED, M.SUBMIT, S.CHECKED, R.WRITE, SUBMITTING),
    (S.CHECKED, M.APPROVE, S.APPROVED, R.APPROVE, APPROVING),
    (S.CHECKED, M.SEND_BACK, S.SENT_BACK, R.CHECK, SENDING_BACK),
    (S.APPROVED, M.CORRECT, S.DRAFT, R.WRITE, (C.LAST_VERSION, C.REASON)),
)


def by_state(table: tuple[tuple[str, Move, str, Right, tuple[Condition, ...]], ...]) -> Mapping[str, Mapping]:
    """State -> move -> Step."""
    found: dict[str, dict[Move, Step]] = {state: {} for state in (NOT_STARTED, *EntryState)}
    for state, move, *step in table:
        found[state][move] = Step(*step)
    return found


MOVES: Mapping[str, Mapping[Move, Step]] = by_state(TABLE)
