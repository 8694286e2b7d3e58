"""What the engine refuses, and where it stands."""

from datetime import date


class SpcError(ValueError):
    """Options or points that no chart can be drawn from."""


class PointError(SpcError):
    """One point is refused.

    `series` is the name of its series, `point` its date (or, without a date, its place in the input, counted
    from 1), and `reason` what is wrong with it.
    """

    def __init__(self, reason: str, *, series: str, point: date | int) -> None:
        self.reason = reason
        self.series = series
        self.point = point
        where = point.isoformat() if isinstance(point, date) else f"point {point}"
        super().__init__(": ".join(filter(None, [series, f"{where} {reason}"])))
