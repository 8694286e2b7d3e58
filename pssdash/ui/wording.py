"""The words for a value that carries its own label, and for a number of things."""

from typing import Any

from django.utils.text import capfirst


def wording(value: Any) -> str:
    """The `label` of a member or rating, else the value in words: "sent_back" is "Sent back", None is ""."""
    if value is None:
        return ""
    return capfirst(str(getattr(value, "label", value)).replace("_", " "))


def reason(rating: Any) -> str:
    """The sentence of a rating without the colour it starts with, for where the tag stands beside it."""
    colour, colon, rest = rating.sentence.partition(": ")
    return capfirst(rest) if colon and colour == wording(rating.rag) else rating.sentence


def counted(number: int, noun: str) -> str:
    """`1 return`, `2,140 returns`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
