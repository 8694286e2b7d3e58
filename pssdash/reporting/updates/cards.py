"""What the card of a target or deliverable shows of it."""

from dataclasses import dataclass

from pssdash.reporting.moves.pages import Moving
from pssdash.reporting.rag import in_words
from pssdash.reporting.updates.cells import deliverers_in_words
from pssdash.reporting.updates.history_table import HistoryTable, Link, PastQuarter
from pssdash.reporting.updates.rows import UpdateRow


@dataclass(frozen=True)
class Fact:
    """A key and its value, for a summary list."""

    key: str
    value: str


@dataclass(frozen=True)
class Section:
    """A row in the quarter of the card, with every quarter that the reader may see, newest first.

    `moving` are its milestones with the requests to move their deadlines, for whoever may ask or read them.
    """

    row: UpdateRow
    facts: tuple[Fact, ...]
    history: tuple[PastQuarter, ...]
    links: tuple[Link, ...]
    moving: Moving | None = None

    @property
    def history_table(self) -> HistoryTable:
        return HistoryTable(self.history, caption=f"{self.row.ref} in every quarter")


def delivered_by(row: UpdateRow) -> Fact:
    return Fact("Delivered by", deliverers_in_words(row))


def source_of(row: UpdateRow) -> Fact:
    return Fact("Source", row.source or "None recorded")


def recovery_of(row: UpdateRow) -> tuple[Fact, ...]:
    """How it is to recover, for Red and Amber, or where an action is recorded all the same."""
    if not (row.is_exception or row.action):
        return ()
    missing = "None recorded in the source" if row.from_document else "None recorded"
    return (
        Fact("Recovery action", row.action or missing),
        Fact("Owner of the action", row.action_owner or missing),
        Fact("Action due", in_words(row.action_due) if row.action_due else missing),
    )
