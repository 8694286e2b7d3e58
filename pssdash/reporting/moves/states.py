"""Where a request to move a deadline can stand, and what may follow."""

from django.db import models


class RequestState(models.TextChoices):
    """Where a request stands. `STEPS` says what may follow."""

    ASKED = "asked", "Asked"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


# From each state, the steps and where they lead. What is decided stays decided: ask again.
STEPS: dict[str, dict[str, str]] = {
    RequestState.ASKED: {
        "approve": RequestState.APPROVED,
        "refuse": RequestState.REFUSED,
        "withdraw": RequestState.WITHDRAWN,
    },
    RequestState.APPROVED: {},
    RequestState.REFUSED: {},
    RequestState.WITHDRAWN: {},
}
