"""The deadlines of a milestone: the original, every move, and the effect of a new one."""

from dataclasses import dataclass
from datetime import date, datetime

from pssdash.reporting.calendars import Calendar
from pssdash.reporting.deadline_reading import in_full, reading_of
from pssdash.reporting.deadlines import Deadline
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.moves.changes import counts_from
from pssdash.reporting.promises import AbstractDeadlineChange, AbstractMilestone
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class Entry:
    """One move. `counts_from` is the first quarter that shows it; `recorded` says who wrote it down and when."""

    old: str
    new: str
    reading: str
    reason: str
    agreed_by: str
    decided_on: date
    counts_from: Quarter
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class DeadlineHistory:
    """`moves` come newest first. The one in force is that at the end of the first unpublished quarter."""

    text: str
    original: str
    original_reading: str
    in_force: str
    in_force_reading: str
    quarter: Quarter
    moves: tuple[Entry, ...]


@dataclass(frozen=True)
class Preview:
    """How a new deadline is read and from which quarter it counts. `later` warns that another one stays in force."""

    reading: str
    counts_from: Quarter
    later: str


def deadline_history(milestone: AbstractMilestone, calendar: Calendar) -> DeadlineHistory:
    """What the deadline was, is, and how it came to that."""
    original, in_force = milestone.own_deadline, milestone.deadline_at(calendar.live.end)
    published = list(
        ReportingPeriod.objects.covering(milestone.PART).published().values_list("quarter", "published_at")
    )
    moves = milestone.deadline_changes.select_related("recorded_by").order_by("-decided_on", "-pk")
    return DeadlineHistory(
        text=milestone.text,
        original=original.text or "None given",
        original_reading=reading_of(original),
        in_force=in_force.text or "None given",
        in_force_reading=reading_of(in_force),
        quarter=calendar.live,
        moves=tuple(entry(move, published) for move in moves),
    )


def entry(move: AbstractDeadlineChange, published: list[tuple[Quarter, datetime]]) -> Entry:
    """A move that was recorded after its quarter was published counts only from the quarter after that."""
    frozen = [quarter.next for quarter, moment in published if moment <= move.recorded_at]
    return Entry(
        old=move.old_text or "None given",
        new=move.deadline_text,
        reading=reading_of(move.own_deadline),
        reason=move.reason,
        agreed_by=move.agreed_by,
        decided_on=move.decided_on,
        counts_from=max([Quarter.containing(move.decided_on), *frozen]),
        recorded_by=move.recorded_by.name if move.recorded_by else "",
        recorded_at=move.recorded_at,
    )


def preview(milestone: AbstractMilestone, deadline: Deadline, decided_on: date, calendar: Calendar) -> Preview:
    """What recording this move would do."""
    later = [move for move in milestone.deadline_changes.all() if move.decided_on > decided_on]
    warning = ""
    if later:
        last = max(later, key=lambda move: (move.decided_on, move.pk))
        warning = f"“{last.deadline_text}” was decided later, on {in_full(last.decided_on)}, and stays in force then"
    return Preview(reading_of(deadline), counts_from(decided_on, calendar), warning)
