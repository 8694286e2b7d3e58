"""What a reviewer says of a rating, as the fields of an update and as the actions take it."""

from typing import Any

from pssdash.accounts.models import User
from tests.factories.objectives import NOON

WHY = "Two of the three suppliers are late"


def otherwise(rag: str = "amber", reason: str = WHY) -> dict[str, str]:
    """Another rating, as `check` and `approve` take it and as the page sends it."""
    return {"reviewer_rag": rag, "reviewer_reason": reason}


def reviewed(by: User, rag: str = "amber", reason: str = WHY) -> dict[str, Any]:
    """The fields of an update that `by` rates otherwise."""
    return {**otherwise(rag, reason), "reviewed_by": by, "reviewed_at": NOON}
