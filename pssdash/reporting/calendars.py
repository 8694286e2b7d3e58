"""From which quarter a change of what is promised counts: never one that is published, nor one that is closed."""

from dataclasses import dataclass

from django.utils import timezone

from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter

OFFERED = 8  # two years; further ahead nobody plans an end


@dataclass(frozen=True)
class Calendar:
    """`live` is the first quarter that is not published: whatever has no quarter of its own shows in it at once.

    `closed` says that `live` takes no more edits. `published` is the last published quarter, if there is one.
    """

    live: Quarter
    closed: bool
    published: Quarter | None

    @property
    def first(self) -> Quarter:
        """The first quarter in which something can come or end."""
        return self.live.next if self.closed else self.live

    @property
    def offered(self) -> list[Quarter]:
        return [self.first + step for step in range(OFFERED)]

    def refusal(self, quarter: Quarter) -> str:
        """Why nothing can come or end in `quarter`, "" where it can."""
        if self.published and quarter <= self.published:
            return (
                f"{quarter.short} is published or earlier than {self.published.short}, which is, and what is published "
                f"never changes. Choose {self.first.short} or later"
            )
        if quarter < self.live:
            return f"{quarter.short} is over. Choose {self.first.short} or later"
        if quarter < self.first:
            return f"{quarter.short} is closed. Choose {self.first.short} or later, or have the quarter reopened"
        return ""

    def refusal_at_once(self) -> str:
        """Why nothing can be changed that shows at once (wording, order, deliverers, regions), "" where it can."""
        if self.closed:
            return (
                f"{self.live.short} is closed, and this change would show in it. Have the quarter reopened, or wait "
                "until it is published"
            )
        return ""


def calendar_of(part: Part, *, lock: bool = False) -> Calendar:
    """The calendar of a part as it stands. With `lock`, inside a transaction, publishing waits for the change."""
    periods = ReportingPeriod.objects.covering(part)
    unpublished = periods.unpublished()
    waiting = (unpublished.select_for_update() if lock else unpublished).first()
    last = periods.published().first()
    published = last.quarter if last else None
    if waiting:
        return Calendar(waiting.quarter, not waiting.is_open, published)
    return Calendar(published.next if published else Quarter.containing(timezone.localdate()), False, published)
