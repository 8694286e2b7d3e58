"""Where an entry can stand, and what may follow."""

from django.db import models


class EntryState(models.TextChoices):
    """Where an entry stands. `MOVES` says what may follow."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"


# From each state, the moves and where they lead. Saving a submitted entry takes it back into draft.
MOVES: dict[str, dict[str, str]] = {
    EntryState.DRAFT: {"save": EntryState.DRAFT, "submit": EntryState.SUBMITTED},
    EntryState.SUBMITTED: {
        "save": EntryState.DRAFT,
        "submit": EntryState.SUBMITTED,
        "approve": EntryState.APPROVED,
        "send_back": EntryState.SENT_BACK,
    },
    EntryState.SENT_BACK: {"save": EntryState.SENT_BACK, "submit": EntryState.SUBMITTED},
    EntryState.APPROVED: {},
}
