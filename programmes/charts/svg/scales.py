"""From values and dates to places in the drawing."""

from dataclasses import dataclass
from datetime import date

from programmes.charts.facts import Box


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to pixels."""

    low: float
    high: float
    start: float
    end: float
    is_date: bool = False

    def place(self, value: object) -> float:
        """The pixel of a number, or of an ISO date on an axis of dates."""
        found = date.fromisoformat(str(value)).toordinal() if self.is_date else float(value)  # type: ignore[arg-type]
        return self.start + (found - self.low) / (self.high - self.low) * (self.end - self.start)


def scale_of(axis: Box, start: float, end: float) -> Scale:
    """The scale of a plotly axis whose range goes from `start` to `end`."""
    low, high = axis["range"]
    if axis.get("type") == "date":
        return Scale(date.fromisoformat(low).toordinal(), date.fromisoformat(high).toordinal(), start, end, True)
    return Scale(float(low), float(high), start, end)
