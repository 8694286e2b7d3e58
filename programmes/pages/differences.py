"""Where what was entered for an organisation differs from what the organisations below it add up to: a finding."""

from dataclasses import dataclass
from datetime import date

from programmes.models import Measure
from programmes.pages.measure_words import coverage_in_words, number_in_words, period_in_words
from programmes.series import ENTERED, Series, SeriesPoint, other_points
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation


@dataclass(frozen=True)
class Difference:
    """One period in which the two differ by more than rounding explains."""

    period: str
    entered: str
    rolled_up: str
    coverage: str


def differences(user: User, series: Series, basis: str, until: date, most: int | None) -> tuple[int, list[Difference]]:
    """In how many periods that end by `until` they differ, and the newest `most` of them, or all, newest first; none
    for an organisation that reports by itself. The series has one side already, so one query reads the other.
    """
    measure = series.measure
    if series.organisation.kind == measure.reported_by:
        return 0, []
    other = other_points(user, series, basis, until)
    entered, rolled_up = (series.points, other) if series.origin == ENTERED else (other, series.points)
    values = {point.end: point.value for point in entered if point.value is not None}
    margin = tolerance(measure)
    apart = [
        point
        for point in reversed(rolled_up)
        if point.value is not None and abs(values.get(point.end, point.value) - point.value) > margin
    ]
    return len(apart), [difference(measure, basis, values[point.end], point) for point in apart[:most]]


def tolerance(measure: Measure) -> float:
    """What the measure's decimals leave open."""
    return 0.5 * 10**-measure.decimals * (1 + 1e-9)


def difference(measure: Measure, basis: str, entered: float, point: SeriesPoint) -> Difference:
    return Difference(
        period=period_in_words(measure, point, basis),
        entered=number_in_words(measure, entered),
        rolled_up=number_in_words(measure, point.value),
        coverage=coverage_in_words(point),
    )


def in_a_sentence(measure: Measure, organisation: Organisation, number: int) -> str:
    """The finding in words; empty where there is none."""
    if not number:
        return ""
    shown = "what was rolled up" if measure.shown == Measure.Shown.ROLLED_UP else "what was entered"
    periods = "one period" if number == 1 else f"{number} periods"
    return (
        f"In {periods} the value entered for {organisation.short_name} is not what the organisations below it add up "
        f"to. The chart shows {shown}."
    )
