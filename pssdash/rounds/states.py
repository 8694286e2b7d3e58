"""Where what is owed can stand: not started, or as its entry stands."""

from pssdash.reporting.entries.states import EntryState

NOT_STARTED = "not_started"
# What the one who owes it has still to do something about.
TO_DO = (NOT_STARTED, EntryState.DRAFT, EntryState.SENT_BACK)
UNFINISHED = frozenset(TO_DO)  # asked of every return of a country
# In the order of the work.
STATES = [*TO_DO, *(state for state in EntryState if state not in TO_DO)]
# A draft is called what it is for the one who owes it.
LABELS = {EntryState.DRAFT: "In progress"}


def state_in_words(state: str) -> str:
    """`In progress`, `Sent back`."""
    return LABELS.get(state) or str(EntryState(state).label if state in EntryState.values else "Not started")
