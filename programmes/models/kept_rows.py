"""A row of observations as history keeps it."""

from typing import Any

from django.db import models

# The columns of an observation that are kept besides its key.
COPIED = (
    "state", "value", "numerator", "denominator", "is_final", "is_mapped", "qualifier", "explanation", "source_place",
)  # fmt: skip
# Only ever added to at the end: history is never changed.
KEPT = ("batch", "start", *COPIED)


class KeptRow(models.JSONField):
    """Names and values here; in the database the values alone, in the order of KEPT.

    A corrected month of all practices writes 400,000 of these. With names they take twice the time and the room.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> dict[str, Any] | None:
        values = super().from_db_value(value, expression, connection)
        return None if values is None else dict(zip(KEPT, values, strict=False))

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value([value.get(name) for name in KEPT] if isinstance(value, dict) else value)
