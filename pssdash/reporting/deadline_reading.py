"""How a deadline is read, in words for the person who writes it."""

from datetime import date

from pssdash.reporting.deadlines import Deadline, Relation

UNDATED = {
    Relation.TO_BE_CONFIRMED: "no date yet: it is to be confirmed",
    Relation.ONGOING: "no date: it is ongoing",
    Relation.EVENT: "no date: it waits for something to happen",
    Relation.RECURRING: "no end: it recurs",
    Relation.FROM: "no end",
}


def reading_of(deadline: Deadline) -> str:
    """What the product will go by, for example "ends 30 June 2021" or "starts 1 July 2019; no end"."""
    if deadline.relation is Relation.UNKNOWN:
        return f"no date: it cannot be read ({deadline.note})" if deadline.text.strip() else "no date"
    parts = []
    if deadline.start and deadline.relation is Relation.FROM:
        latest = f", at the latest {in_full(deadline.start_by)}" if deadline.start_by else ""
        parts.append(f"starts {in_full(deadline.start)}{latest}")
    parts.append(f"ends {in_full(deadline.end)}" if deadline.end else UNDATED.get(deadline.relation, "no end"))
    return "; ".join([*parts, deadline.note] if deadline.note else parts)


def in_full(day: date) -> str:
    """30 June 2021."""
    return f"{day.day} {day:%B %Y}"
