"""Made-up series for the gallery: fixed numbers, one series for each thing that a chart can show."""

from datetime import date

from programmes.spc import DatedTarget, Direction, Frequency, Options, Result, analyse
from programmes.spc.series import Point

# Two years around a mean, without any signal.
STEADY = (62.1, 64.8, 61.0, 65.9, 63.2, 60.4, 64.1, 66.0, 61.7, 63.9, 62.6, 65.2,
          60.9, 63.4, 65.5, 61.8, 64.6, 62.2, 63.7, 60.8, 65.1, 62.9, 64.3, 61.5)  # fmt: skip
RAISED = (68.9, 70.2, 67.8, 71.4, 69.5, 70.8, 68.4, 71.9, 69.1, 70.6, 68.7, 71.1, 69.9, 70.3)
COUNTS = (112, 131, 104, 127, 119, 98, 122, 136, 109, 125, 116, 129, 101, 120, 133, 111, 143, 151, 160, 168, 171, 179)


def monthly(*values: float | None, first: int = 2022 * 12 + 3) -> list[Point]:
    """A point a month from April 2022."""
    return [(date(*_month(first + place)), value) for place, value in enumerate(values)]


def quarterly(*values: float | None) -> list[Point]:
    """A point a quarter from Q1 2021/22."""
    return [(date(*_month(2021 * 12 + 3 + 3 * place)), value) for place, value in enumerate(values)]


def _month(number: int) -> tuple[int, int, int]:
    return number // 12, number % 12 + 1, 1


def result(points: list[Point], target: float | None = None, **options: object) -> Result:
    targets = () if target is None else (DatedTarget(target),)
    chosen = {"frequency": Frequency.MONTH, "targets": targets} | options
    return analyse(points, Options(**chosen))  # type: ignore[arg-type]


IMPROVING = result(monthly(*STEADY, 66.4, 66.9, 65.8, 67.2, 66.3, 67.9, 66.8, 68.1), 85)
CONCERN = result(
    monthly(*(1.2 * value - 40 for value in STEADY), 41.5, 42.6, 44.0, 45.8, 46.9, 48.2, 50.7),
    36,
    direction=Direction.DECREASE,
)
NEUTRAL_HIGH = result(monthly(*COUNTS), direction=Direction.NEUTRAL)
NEUTRAL_LOW = result(monthly(*(300 - count for count in COUNTS)), direction=Direction.NEUTRAL)
COMMON = result(monthly(*STEADY), 62)
STEPPED = result(monthly(*STEADY, *RAISED), 66, rebase=(date(2024, 4, 1),))
GAPPED = result(monthly(*STEADY[:9], None, None, None, *STEADY[12:20], None, *RAISED[:6]), 60)
TRIAL = result(quarterly(12, 15, 11, 17, 14, 16, 13, 18, 19), 20, frequency=Frequency.QUARTER)
NO_LIMITS = result(monthly(*[100.0] * 11, 92.0, *[100.0] * 6), 95)
EVENTFUL = result(monthly(*STEADY, 71.8, 57.2, *RAISED[:8], *STEADY[:6]), 85, rebase=(date(2024, 6, 1),))
MOVED_TARGET = analyse(
    monthly(*STEADY, *RAISED),
    Options(
        frequency=Frequency.MONTH,
        targets=(DatedTarget(60), DatedTarget(70, date(2023, 4, 1)), DatedTarget(75, date(2024, 4, 1))),
    ),
)
NEAR_FULL = result(monthly(*(min(100.0, value + 34.6) for value in STEADY)), 95)
YEARLY = result(
    [(date(2009 + place, 4, 1), value) for place, value in enumerate(STEADY[:15])],
    frequency=Frequency.YEAR,
    direction=Direction.DECREASE,
)
WEEKLY = result(
    [(date.fromordinal(date(2024, 1, 1).toordinal() + 7 * place), value) for place, value in enumerate(STEADY[:20])],
    frequency=Frequency.WEEK,
)
ROLLING = monthly(*(310 - 1.4 * place + 4 * (value - 63) for place, value in enumerate((*STEADY, *STEADY[:12]))))
