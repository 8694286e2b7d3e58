"""The words for a value that carries its own label."""

from typing import Any


def wording(value: Any) -> str:
    """The `label` of an enum member or rating, else the value itself in words: "sent_back" gives "Sent back", None ""."""
    if value is None:
        return ""
    text = str(getattr(value, "label", value)).replace("_", " ")
    return text[:1].upper() + text[1:]
