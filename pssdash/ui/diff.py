"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Part:
    """A run of words that stayed, or that is only in this text."""

    text: str
    is_changed: bool


def compare(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """The parts of both texts, in order. Those of a side, joined, are its text to the last space."""
    old, new = split(before), split(after)
    left: list[Part] = []
    right: list[Part] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words in ((left, old[start:end]), (right, new[new_start:new_end])):
            if words:
                side.append(Part("".join(words), kind != "equal"))
    return left, right


def split(text: str) -> list[str]:
    """Words and the spaces between them, so that nothing is lost."""
    return re.findall(r"\S+|\s+", text)
