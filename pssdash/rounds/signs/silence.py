"""Silence: what is on the list and is not spoken about, or has nobody to speak about it. Pure.

Complete and ended items are left alone. The system points; a person judges whether silence is a fault.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import nonmember
from itertools import pairwise, takewhile

from pssdash.reporting.rag import Labelled, in_words
from pssdash.rounds.signs.items import Item, Said
from pssdash.rounds.signs.likeness import differences, is_nearly, likeness

IN_A_ROW = 2  # quarters with one text, or without any, that count as silence
CONFIRMED = "Confirmed that nothing has changed"


class Sign(Labelled):
    """What the silence is, the most pressing first."""

    NO_STATUS = "no_status"
    NO_UPDATE = "no_update"
    UNCHANGED = "unchanged"
    OWNER_LEFT = "owner_left"
    NOBODY_ANSWERS = "nobody_answers"

    LABELS = nonmember(
        {
            "no_status": "Deadline passed, no status",
            "no_update": "No update",
            "unchanged": "Text unchanged",
            "owner_left": "Owner has left",
            "nobody_answers": "Nobody answers",
        }
    )

    @property
    def label(self) -> str:
        return self.LABELS[self.value]


@dataclass(frozen=True)
class Answering:
    """Who is there to be asked. `left` are the names and addresses of closed accounts, in small letters; `closed` and
    `unanswered` say by deliverer (slug) that it has closed, and that it is open but no active account answers for it.
    """

    left: frozenset[str] = frozenset()
    closed: Mapping[str, str] = field(default_factory=dict)
    unanswered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Silence:
    """One sign of one item, why, and for how many quarters in a row (0 where that is not what it is about)."""

    item: Item
    sign: Sign
    why: str
    quarters: int = 0


def silences(items: Iterable[Item], answering: Answering) -> list[Silence]:
    """Every sign of every item, in the order of the items; an item can have several."""
    return [found for item in items if not item.is_over for found in signs_of(item, answering)]


def signs_of(item: Item, answering: Answering) -> Iterator[Silence]:
    for find in (passed_without_status, without_update, unchanged):
        found = find(item)
        if found:
            yield found
    yield from without_anybody(item, answering)


def unchanged(item: Item) -> Silence | None:
    """The same text, or nearly so, in this quarter and the one before. A confirmation that nothing has changed is one
    more quarter of the text before it.
    """
    texts = texts_of(item.said)
    quarters = 1 + len(list(takewhile(lambda pair: repeats(*pair), pairwise(texts))))
    if quarters < IN_A_ROW:
        return None
    why = CONFIRMED if item.said[0].confirms else how_alike(texts[0], texts[1])
    return Silence(item, Sign.UNCHANGED, why, quarters)


def texts_of(said: Sequence[Said]) -> list[str]:
    """The text that stood in each quarter; where one was confirmed, that of the quarter before."""
    texts: list[str] = []
    for each in reversed(said):
        texts.insert(0, texts[0] if each.confirms and texts else each.text)
    return texts


def repeats(now: str, before: str) -> bool:
    return bool(now.strip() and before.strip()) and is_nearly(before, now)


def how_alike(now: str, before: str) -> str:
    """That the words are the same, or how much is and what is not."""
    different = differences(before, now)
    # Rounded down, so that 100% is kept for the same words.
    return f"{int(100 * likeness(before, now))}% the same words: {different}" if different else "Word for word the same"


def without_update(item: Item) -> Silence | None:
    """No approved update in quarters that are over. One that is open can still get its own."""
    said = item.said
    past = said[1:] if item.is_open and said[0].is_empty else said
    quarters = len(list(takewhile(lambda each: each.is_empty, past)))
    if quarters < IN_A_ROW:
        return None
    return Silence(item, Sign.NO_UPDATE, f"No approved update for {quarters} quarters in a row", quarters)


def passed_without_status(item: Item) -> Silence | None:
    """A deadline on or before the quarter's end, and this quarter says nothing of where its commitment stands."""
    passed = [
        milestone
        for milestone in item.row.milestones
        if milestone.deadline.end and milestone.deadline.end <= item.row.quarter.end and not item.status_of(milestone)
    ]
    if not passed:
        return None
    days = [in_words(milestone.deadline.end) for milestone in passed if milestone.deadline.end]
    return Silence(item, Sign.NO_STATUS, f"Due {listed(days)}: no status this quarter")


def without_anybody(item: Item, answering: Answering) -> Iterator[Silence]:
    """The owner of the recovery action has no account any more; deliverers that closed, or for which nobody answers."""
    owner = item.action_owner
    if owner.casefold().strip() in answering.left:
        yield Silence(item, Sign.OWNER_LEFT, f"{owner} owns the recovery action and no longer has an account")
    slugs = [deliverer.slug for deliverer in item.row.deliverers]
    for why, sign in ((answering.closed, Sign.OWNER_LEFT), (answering.unanswered, Sign.NOBODY_ANSWERS)):
        said = [why[slug] for slug in slugs if slug in why]
        if said:
            yield Silence(item, sign, "; ".join(said))


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`, each once."""
    *first, last = dict.fromkeys(parts)
    return f"{', '.join(first)} and {last}" if first else last
