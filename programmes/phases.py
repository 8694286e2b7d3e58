"""Which organisations are in which phase of a framework in a quarter, as frozen values. Pure.

`phase_counting.py` makes them.
"""

from dataclasses import dataclass
from enum import StrEnum

from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True, slots=True)
class PhaseName:
    """One phase, in words."""

    number: int
    name: str = ""
    stage: str = ""

    @property
    def label(self) -> str:
        return f"Phase {self.number}: {self.name}" if self.name else f"Phase {self.number}"


@dataclass(frozen=True, slots=True)
class Place:
    """A named organisation in a quarter: its phase and how it is supported."""

    code: str
    name: str
    phase: int
    support: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """How many organisations a source says are in some phases, or have some support. `part_of` is the `key` of the
    count that already contains this one.
    """

    key: int
    count: int
    text: str
    first: int | None = None
    last: int | None = None
    support: str = ""
    supporters: int | None = None
    part_of: int | None = None
    where: str = ""
    figure: str = ""

    def covers(self, phase: int) -> bool:
        return self.first is not None and self.last is not None and self.first <= phase <= self.last


@dataclass(frozen=True, slots=True)
class Segment:
    """Organisations of one quarter that are counted together: `first` to `last` are the phases that they are in.

    `named` are those whose names are known. A `remainder` is what a stated count leaves beside its parts.
    """

    first: int
    last: int
    label: str
    count: int
    named: tuple[Place, ...] = ()
    text: str = ""
    where: str = ""
    figure: str = ""
    is_stated: bool = False
    is_remainder: bool = False

    @property
    def not_named(self) -> int:
        return self.count - len(self.named)


@dataclass(frozen=True, slots=True)
class SupportCount:
    """How many have one kind of support."""

    support: str
    count: int
    named: tuple[Place, ...] = ()
    text: str = ""
    where: str = ""
    figure: str = ""
    is_stated: bool = False


class Direction(StrEnum):
    """What became of an organisation since the quarter before."""

    FORWARD = "forward"
    BACK = "back"
    STAYED = "stayed"
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Move:
    """One organisation's phase before and now; None where it was, or is, in none."""

    code: str
    name: str
    before: int | None
    now: int | None

    @property
    def direction(self) -> Direction:
        if self.before is None or self.now is None:
            return Direction.JOINED if self.before is None else Direction.LEFT
        if self.before == self.now:
            return Direction.STAYED
        return Direction.FORWARD if self.now > self.before else Direction.BACK


@dataclass(frozen=True, slots=True)
class PhaseQuarter:
    """One quarter. `segments` add up to `total`. `moves` is None where nobody is named in this quarter or the one
    before. `beside` compares stated counts with the named organisations in the same phases. `wholes` are the stated
    counts that are added up, `problems` says which cannot hold together.
    """

    quarter: Quarter
    segments: tuple[Segment, ...]
    support: tuple[SupportCount, ...]
    moves: tuple[Move, ...] | None = None
    beside: tuple[tuple[Stated, int], ...] = ()
    wholes: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)

    @property
    def supported(self) -> int:
        return sum(each.count for each in self.support)

    @property
    def is_stated(self) -> bool:
        return any(segment.is_stated for segment in self.segments)

    @property
    def contradiction(self) -> str:
        """Where the phases and the support come to different numbers of organisations."""
        if not (self.is_stated and self.support) or self.total == self.supported:
            return ""
        by_support = " + ".join(str(each.count) for each in self.support)
        by_phase = " + ".join(map(str, self.wholes))
        return (
            f"The counts by support come to {self.supported} ({by_support}), those by phase to {self.total} "
            f"({by_phase}). Both cannot be the number of organisations."
        )

    def moved(self, direction: Direction) -> tuple[Move, ...]:
        return tuple(move for move in self.moves or () if move.direction is direction)
