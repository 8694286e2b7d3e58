"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

RELATED = 0.5  # the share of words in common from which a second text reads as a change of the first
SHORT = 5  # words; a value of up to so many (a status, a date, a post) is a change whatever it shares


@dataclass(frozen=True)
class Part:
    """A run of words that stayed, or that is only in this text."""

    text: str
    is_changed: bool


def compare(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """The parts of both texts, in order. Those of a side, joined, are its text to the last space.

    Two texts with little in common are two texts, not a change: each is then one part, unmarked.
    """
    old, new = split(before), split(after)
    if not are_related(before.split(), after.split()):
        return [Part(before, False)], [Part(after, False)]
    left: list[Part] = []
    right: list[Part] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words in ((left, old[start:end]), (right, new[new_start:new_end])):
            if words:
                side.append(Part("".join(words), kind != "equal"))
    return joined(left), joined(right)


def split(text: str) -> list[str]:
    """Words and the spaces between them, so that nothing is lost."""
    return re.findall(r"\S+|\s+", text)


def are_related(old: list[str], new: list[str]) -> bool:
    """Whether two texts, as words, share enough of them in order, or are too short for the question."""
    return min(len(old), len(new)) <= SHORT or SequenceMatcher(None, old, new, autojunk=False).ratio() >= RELATED


def joined(parts: list[Part]) -> list[Part]:
    """The parts with the bare spaces between two changes marked as well: read as one change, not as word after word."""
    found: list[Part] = []
    for place, part in enumerate(parts):
        around = [*parts[:place][-1:], *parts[place + 1 :][:1]]
        is_gap = not part.text.strip() and len(around) == 2 and all(each.is_changed for each in around)
        is_changed = part.is_changed or is_gap
        if found and found[-1].is_changed == is_changed:
            found[-1] = Part(found[-1].text + part.text, is_changed)
        else:
            found.append(Part(part.text, is_changed))
    return found
