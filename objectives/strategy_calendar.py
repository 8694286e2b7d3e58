"""From which quarter a change of the strategy counts."""

from pssdash.reporting.calendars import Calendar, calendar_of
from pssdash.reporting.models import Part

__all__ = ["Calendar", "strategy_calendar"]


def strategy_calendar(*, lock: bool = False) -> Calendar:
    """The calendar of the objectives as it stands. With `lock`, publishing waits until the change is made."""
    return calendar_of(Part.OBJECTIVES, lock=lock)
