"""What an expression such as "by end Q4 2020/21" commits to. Pure; the rules are DESIGN.md's "Deadline expressions".

`parse_deadline` never guesses. What it cannot read, what names no real date and what names more than one commitment has
relation `unknown`, no dates, and a note that says why.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from pssdash.reporting.deadline_expressions import Bound, Expression, find_expressions
from pssdash.reporting.deadline_periods import Precision, find_mentions
from pssdash.reporting.deadline_words import (
    EVENTS,
    ONGOING,
    TO_BE_CONFIRMED,
    Phrase,
    Relation,
    find_event,
    find_phrase,
    find_recurrence,
)
from pssdash.reporting.quarters import Quarter

__all__ = ["Deadline", "Precision", "Relation", "parse_deadline"]

NOTE_LENGTH = 300


@dataclass(frozen=True)
class Deadline:
    """An expression as written and what was read in it. Only an `end` is a deadline; both days are included.

    by, in, during: `start` and `end` of the period named ("until X" has no start). before: `end` is the day before the
    period. from: `start` is its first day, `start_by` its last, and there is no end. recurring: no end unless one is
    named. The other relations have no dates.
    """

    text: str
    start: date | None
    end: date | None
    precision: Precision
    relation: Relation
    start_by: date | None = None
    note: str = ""


def parse_deadline(text: str, report_quarter: Quarter | None = None) -> Deadline:
    """Read `text`, which is a deadline or a commitment that names one. Never raises.

    `report_quarter` gives the NHS year to quarters that name none (`by Q3`), and the note says so; without it they are
    unknown, as days, months and seasons without a year always are. "late 2020" and "towards the end of 2020" are read
    to the end of the period, with a note; "early" and "mid" are not read, as nobody can say when they have passed. What
    waits for something to happen ("as published", "to follow the next review") is an event, if no date is named.
    """
    written = re.sub(r"[‐‑‒–—−]", "-", " ".join(text.split())).replace("’", "'").replace("‘", "'")
    if not written:
        return _unknown(text, "No deadline is given")
    return replace(_read(written, report_quarter), text=text)


def _read(written: str, report_quarter: Quarter | None) -> Deadline:
    recurrence = find_recurrence(written)
    dated = _distinct(find_expressions(written, report_quarter), recurrence)
    phrases = [recurrence, find_phrase(ONGOING, written, Relation.ONGOING)]
    phrases.append(find_phrase(TO_BE_CONFIRMED, written, Relation.TO_BE_CONFIRMED))
    if dated:
        phrases.append(find_phrase(EVENTS[0], written, Relation.EVENT))
    named = [phrase for phrase in phrases if phrase]
    if len(dated) == 1 and len(named) == 1:
        return _together(written, dated[0], named[0])
    if len(dated) + len(named) > 1:
        return _several(dated, named)
    if dated:
        return _deadline(dated[0])
    phrase = named[0] if named else find_event(written)
    return _undated(phrase) if phrase else _unread(written)


def _distinct(found: list[Expression], recurrence: Phrase | None) -> list[Expression]:
    """The expressions that differ in what they commit to, without those that are words of the recurrence."""
    distinct: dict[object, Expression] = {}
    for expression in found:
        if not (recurrence and expression.start < recurrence.end and recurrence.start < expression.end):
            distinct.setdefault(expression.bound or expression.problem, expression)
    return list(distinct.values())


def _together(written: str, dated: Expression, phrase: Phrase) -> Deadline:
    """A date and a phrase in one expression, such as "quarterly from Q2 2024/25"; else they are two commitments."""
    gap = written[min(dated.end, phrase.end) : max(dated.start, phrase.start)]
    bound = dated.bound
    is_near = not re.search(r"\w", gap)
    runs = bound is not None and is_near and bound.relation in (Relation.FROM, Relation.DURING)
    match phrase.relation:
        case Relation.RECURRING if not dated.names_year:
            return replace(_undated(phrase), note=dated.problem)
        case Relation.RECURRING if bound and runs:
            return Deadline(written, bound.start, bound.end, phrase.precision, Relation.RECURRING, note=bound.note)
        case Relation.ONGOING if runs:
            return _deadline(dated)
        case Relation.TO_BE_CONFIRMED if is_near and phrase.start < dated.start:
            return _deadline(dated)
        case Relation.TO_BE_CONFIRMED if is_near:
            return replace(_undated(phrase), note=f"“{dated.written}” is named, but not confirmed")
    return _several([dated], [phrase])


def _several(dated: list[Expression], phrases: list[Phrase]) -> Deadline:
    parts: list[Expression | Phrase] = sorted([*dated, *phrases], key=lambda part: part.start)
    names = [f"“{part.written[:60]}”" for part in parts]
    listed = f"{', '.join(names[:3])} and {len(names) - 3} more" if len(names) > 4 else " and ".join(names)
    return _unknown("", f"More than one deadline is named: {listed}")


def _deadline(expression: Expression) -> Deadline:
    bound: Bound | None = expression.bound
    if bound is None:
        return _unknown(expression.written, expression.problem)
    return Deadline(
        expression.written, bound.start, bound.end, bound.precision, bound.relation, bound.start_by,
        bound.note[:NOTE_LENGTH],
    )  # fmt: skip


def _undated(phrase: Phrase) -> Deadline:
    return Deadline(phrase.written, None, None, phrase.precision, phrase.relation)


def _unread(written: str) -> Deadline:
    yearless = next((mention for mention in find_mentions(written) if mention.year is None), None)
    short = written if len(written) <= 100 else f"{written[:100]}…"
    return _unknown(written, f"“{yearless.written}” names no year" if yearless else f"No date can be read in “{short}”")


def _unknown(text: str, note: str) -> Deadline:
    return Deadline(text, None, None, Precision.NONE, Relation.UNKNOWN, note=note[:NOTE_LENGTH])
