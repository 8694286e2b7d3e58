"""One person before one entry: whether a move is possible now and, if not, why, in words for the page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.assignments import rights_of
from pssdash.reporting.entries.hooks import open_queries_of
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.moves import MOVES, Condition, Move, Step
from pssdash.reporting.entries.reading import find, last_revision, part_of, wrote_part
from pssdash.reporting.entries.states import NOT_STARTED
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Incomplete, Refused

WAY_ON = {
    ReportingPeriod.State.CLOSED: "The national team can open it again.",
    ReportingPeriod.State.PUBLISHED: "It was published without this one; what is new belongs in the next quarter’s.",
}
VERBS = {Move.SUBMIT: "submit", Move.CHECK: "check", Move.APPROVE: "approve"}
NEEDS = {
    Move.SEND_BACK: "Say in a note what is wanted.",
    Move.CORRECT: "Say why it is corrected.",
}


@dataclass(frozen=True)
class Known:
    """What was read beforehand for many entries at once."""

    is_own: bool
    open_queries: int


@dataclass
class Case:
    """`entry` is None while nothing is saved, and then `whose` it would be. `base` is the save that the person read,
    `reason` what they gave, `review` what they say as a reviewer.
    """

    kind: Kind
    entry: AbstractEntry | None
    period: ReportingPeriod
    by: User | None
    base: int | None = None
    reason: str = ""
    review: Mapping[str, str] | None = None
    whose: Organisation | None = None
    known: Known | None = None

    @property
    def state(self) -> str:
        return self.entry.state if self.entry else NOT_STARTED

    @property
    def organisation(self) -> Organisation:
        return self.entry.organisation if self.entry else self.whose

    @property
    def noun(self) -> str:
        return self.kind.model.NOUN

    @property
    def is_correction(self) -> bool:
        return self.entry is not None and self.entry.version > 1

    @cached_property
    def is_own(self) -> bool:
        return self.known.is_own if self.known else wrote_part(self.entry, self.by)

    @cached_property
    def open_queries(self) -> int:
        return self.known.open_queries if self.known else open_queries_of([self.entry])[self.entry.pk]


def period_open(case: Case, move: Move) -> str:
    """A correction may be written whatever the quarter's state, and so may what comes late by its nature."""
    period = case.period
    if period.is_open or case.is_correction or case.kind.takes_late:
        return ""
    why = f"{period.quarter.short} is {period.state}, so its {case.kind.model.noun_for_many()} can no longer be edited."
    return f"{why} {WAY_ON[period.state]}"


def not_passed_over(case: Case, move: Move) -> str:
    """What a published quarter does not have is not added to it."""
    if not case.period.is_published or case.is_correction or case.kind.takes_late:
        return ""
    return f"{case.period.quarter.short} was published without this {case.noun}, and what is published never changes."


def not_own(case: Case, move: Move) -> str:
    if not case.is_own:
        return ""
    who = "another approver" if move == Move.APPROVE else "somebody else"
    return f"You wrote part of this {case.noun}, so {who} must decide on it."


def checked_if_needed(case: Case, move: Move) -> str:
    if not case.period.needs_check:
        return ""
    return f"In {case.period.quarter.short} every {case.noun} is checked before it is approved, and nobody has yet."


def no_open_query(case: Case, move: Move) -> str:
    number = case.open_queries
    if not number:
        return ""
    are = "query on it is" if number == 1 else "queries on it are"
    return f"{number} {are} open. Resolve {'it' if number == 1 else 'them'}, or waive with a reason."


def as_read(case: Case, move: Move) -> str:
    if last_revision(case.entry) == case.base:
        return ""
    return f"Somebody saved this {case.noun} while you were reading. Read it again before you {VERBS[move]} it."


def complete(case: Case, move: Move) -> str:
    """Raises Incomplete, which names the fields."""
    missing = case.kind.missing(case.entry)
    if missing:
        raise Incomplete(missing)
    return ""


def review_explained(case: Case, move: Move) -> str:
    """Raises Incomplete, which names the fields."""
    missing = case.entry.review_problems(case.review)
    if missing:
        raise Incomplete(missing)
    return ""


def reason(case: Case, move: Move) -> str:
    return "" if case.reason.strip() else NEEDS[move]


LAST_ONLY = "Only the last approved version can be corrected, and only one correction at a time."


def last_version(case: Case, move: Move) -> str:
    return "" if find(case.kind, **case.entry.of) == case.entry else LAST_ONLY


CONDITIONS: dict[Condition, Callable[[Case, Move], str]] = {
    Condition.PERIOD_OPEN: period_open,
    Condition.NOT_PASSED_OVER: not_passed_over,
    Condition.NOT_OWN: not_own,
    Condition.CHECKED_IF_NEEDED: checked_if_needed,
    Condition.NO_OPEN_QUERY: no_open_query,
    Condition.AS_READ: as_read,
    Condition.COMPLETE: complete,
    Condition.REVIEW_EXPLAINED: review_explained,
    Condition.REASON: reason,
    Condition.LAST_VERSION: last_version,
}


def out_of_turn(case: Case, move: Move) -> str:
    """Why the state does not have the move."""
    if case.state == NOT_STARTED:
        return f"Nothing is written of this {case.noun} yet."
    state = case.entry.get_state_display().lower()
    if move in (Move.SAVE, Move.SUBMIT):
        return f"This {case.noun} is {state} and stays as it is. It can be corrected, with a reason, as a new version."
    return LAST_ONLY if move == Move.CORRECT else f"This {case.noun} is {state}, so it cannot be reviewed now."


def first_why(case: Case, move: Move, conditions: Iterable[Condition]) -> str:
    """The first condition that does not hold, in words."""
    return next(filter(None, (CONDITIONS[each](case, move) for each in conditions)), "")


def why_not(case: Case, move: Move) -> str:
    """Why the move is not possible now, as far as can be told before it is asked for; "" where nothing stands against
    it. The person's rights are not asked: a page offers only what they allow.
    """
    step = MOVES[case.state].get(move)
    return first_why(case, move, step.foreseeable) if step else out_of_turn(case, move)


def take(case: Case, move: Move) -> Step:
    """The step that the move is, once all that the table asks holds. Raises Refused, or Incomplete."""
    step = MOVES[case.state].get(move)
    if step is None:
        raise Refused(out_of_turn(case, move))
    if step.right not in rights_of(case.by, case.organisation):
        raise Refused(f"Your role does not let you {step.right}.")
    why = first_why(case, move, step.conditions)
    if why:
        raise Refused(why)
    return step


def refusal(kind: Kind, entry: AbstractEntry | None, period: ReportingPeriod) -> str:
    """Why the entry takes no save now, "" where it does."""
    return why_not(Case(kind, entry, period, None), Move.SAVE)


def known_of(kind: Kind, entries: list[AbstractEntry], by: User) -> dict[int, Known]:
    """What the conditions ask of many entries of one kind, in as many queries as for one."""
    names = [kind.model._meta.get_field(name).attname for name in kind.model.IDENTITY]
    mine = kind.model.objects.filter(part_of(kind.model, by), period__in={entry.period_id for entry in entries})
    own = set(mine.values_list(*names))
    queries = open_queries_of(entries)
    return {
        entry.pk: Known(tuple(getattr(entry, name) for name in names) in own, queries[entry.pk]) for entry in entries
    }
