"""Where an entry can stand. moves.py says what may follow, and who may do it."""

from django.db import models

# Of an entry that nobody has saved. It has no row, so this is never kept.
NOT_STARTED = "not_started"


class EntryState(models.TextChoices):
    """Where an entry stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CHECKED = "checked", "Checked"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"


# It waits for a reviewer; and all that its writers have done their part of.
WITH_REVIEWERS = (EntryState.SUBMITTED, EntryState.CHECKED)
HANDED_IN = (*WITH_REVIEWERS, EntryState.APPROVED)
