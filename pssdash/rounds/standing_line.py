"""How a round stands, in one line: `Q3 2024/25 is open: 41 of 76 submitted, due in 5 working days`. Pure."""

from dataclasses import dataclass
from datetime import date

from pssdash.reporting.quarters import Quarter
from pssdash.reporting.working_days import due_in_words


@dataclass(frozen=True)
class Standing:
    """What a line is made of.

    `submitted` counts what is submitted or further; `of_what` is what `total` counts, where that is not what the reader
    owes: `organisations in North West`. `total` is None for those who read no counts. `due` is the day by which all is
    asked for, None where no day is set.
    """

    quarter: Quarter
    state: str
    total: int | None = None
    submitted: int = 0
    approved: int | None = None
    of_what: str = ""
    due: date | None = None


def in_one_line(standing: Standing, today: date) -> str:
    """The line, without a full stop. Days are counted only while the quarter is open and something is still missing."""
    quarter = f"{standing.quarter.short} is {standing.state}"
    if standing.total is None:
        return f"{quarter}: its updates are being {'written' if standing.state == 'open' else 'checked'}"
    if not standing.total:
        return f"{quarter}: nothing is asked for"
    parts = [f"{standing.submitted} of {standing.total} {standing.of_what + ' ' if standing.of_what else ''}submitted"]
    if standing.approved is not None:
        parts.append(f"{standing.approved} approved")
    if standing.due and standing.state == "open" and standing.submitted < standing.total:
        parts.append(due_in_words(standing.due, today))
    return f"{quarter}: {', '.join(parts)}"
