"""How alike two texts are, word by word. Pure: the measure that silence is judged by, and what differs in words.

Two texts are compared as sequences of words, small letters, without punctuation: twice the words that they share in the
same order, divided by the words of both. 1 is word for word; a text of forty words with four exchanged is 0.9.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

NEARLY = 0.9  # at least so alike counts as unchanged
WORD = re.compile(r"[\w%£]+(?:[.,'’-][\w%]+)*")
SHOWN = 3  # differences that are quoted
LONGEST = 60  # characters of each


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, as they are compared."""
    return WORD.findall(text.casefold())


def likeness(first: str, second: str) -> float:
    """From 0 (no word in common) to 1 (the same words in the same order). Two empty texts are alike."""
    return _matcher(words_of(first), words_of(second)).ratio()


def is_nearly(first: str, second: str) -> bool:
    """Whether one is the other, or nearly so."""
    return likeness(first, second) >= NEARLY


def differences(before: str, after: str) -> str:
    """What became what: `“12” became “47”; “in Leeds” is new`. "" where the words are the same."""
    old, new = words_of(before), words_of(after)
    found = [_in_words(old[a:b], new[c:d]) for tag, a, b, c, d in _matcher(old, new).get_opcodes() if tag != "equal"]
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return "; ".join(found[:SHOWN]) + more


def _matcher(first: Sequence[str], second: Sequence[str]) -> SequenceMatcher[str]:
    # Without the guess at junk, which leaves out every word that is frequent in a long text.
    return SequenceMatcher(None, first, second, autojunk=False)


def _in_words(old: Sequence[str], new: Sequence[str]) -> str:
    if not old:
        return f"{_quoted(new)} is new"
    if not new:
        return f"{_quoted(old)} is gone"
    return f"{_quoted(old)} became {_quoted(new)}"


def _quoted(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + '…'}”"
