"""What a deadline comes to, in words that stand under its own wording."""

from pssdash.reporting.deadlines import Deadline, Relation
from pssdash.reporting.rag import in_words


def comes_to(deadline: Deadline) -> str:
    """How the wording was read: "due 31 Mar 2020", "starts 1 Jul 2019, by 30 Sep 2019", "no end date"."""
    if deadline.end:
        return f"due {in_words(deadline.end)}"
    if deadline.relation == Relation.FROM and deadline.start:
        latest = ""
        if deadline.start_by and deadline.start_by != deadline.start:
            latest = f", by {in_words(deadline.start_by)}"
        return f"starts {in_words(deadline.start)}{latest}"
    return "no end date"


def wording_of(deadline: Deadline) -> str:
    """The wording as written, or that there is none."""
    return deadline.text or "None given"
