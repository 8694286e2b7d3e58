"""A target or deliverable in a quarter with the quarters before it: what every sign is judged from. No queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from pssdash.reporting.rag import Status
from pssdash.reporting.updates.rows import MilestoneRow, UpdateRow

FINAL = (Status.COMPLETE, Status.SUPERSEDED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Said:
    """What England's update of one quarter says. `confirms`: it confirms that nothing has changed instead of a text."""

    text: str = ""
    confirms: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.confirms or self.text.strip())


@dataclass(frozen=True)
class Working:
    """What is written and not approved yet: the text, the owner named, and the statuses given by milestone."""

    said: Said = Said()
    action_owner: str = ""
    statuses: Mapping[int, Status] = field(default_factory=dict)


NOTHING = Working()


@dataclass(frozen=True)
class Item:
    """A row of the quarter with those of the quarters before it, the newest first and without a gap.

    `chapter` is the slug and the name of its theme or programme, `url` its card in the quarter; `is_open` says that the
    quarter can still be written in. What is approved counts before what is not.
    """

    row: UpdateRow
    chapter: tuple[str, str]
    url: str
    earlier: tuple[UpdateRow, ...] = ()
    working: Working = NOTHING
    is_open: bool = False

    @property
    def ref(self) -> str:
        return self.row.ref

    @property
    def said(self) -> tuple[Said, ...]:
        """What was said, this quarter first."""
        now = Said(self.row.progress) if self.row.has_update else self.working.said
        return (now, *(Said(row.progress) for row in self.earlier))

    @property
    def action_owner(self) -> str:
        """Whoever was last named as the owner of the recovery action."""
        named = (self.row.action_owner, self.working.action_owner, *(row.action_owner for row in self.earlier[:1]))
        return next(filter(None, named), "")

    @property
    def is_over(self) -> bool:
        """Complete or ended: nobody is asked about it any more."""
        return self.row.status in FINAL

    def status_of(self, milestone: MilestoneRow) -> Status | None:
        return milestone.status or self.working.statuses.get(milestone.id)

    def matches(self, words: list[str]) -> bool:
        """Whether all the words occur in what it is called."""
        deliverers = " ".join(each.name for each in self.row.deliverers)
        text = f"{self.ref} {self.row.summary} {self.chapter[1]} {deliverers}".lower()
        return all(word in text for word in words)


def without_gap(row: UpdateRow, past: Iterable[Mapping[str, UpdateRow]]) -> tuple[UpdateRow, ...]:
    """The rows of the same thing in `past` (newest quarter first) up to the first quarter that does not have it."""
    found = takewhile(lambda earlier: earlier is not None, (quarter.get(row.ref) for quarter in past))
    return tuple(earlier for earlier in found if earlier)
