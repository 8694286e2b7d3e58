"""Where what was entered for an organisation differs from what the organisations below it add up to: a finding."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Abs

from programmes.models import Measure, Observation, RollUp, ValueState
from programmes.pages.measure_words import coverage_in_words, number_in_words, period_in_words
from programmes.series import SeriesPoint
from pssdash.organisations.models import Organisation

COLUMNS = ("start", "end", "value", "reported", "expected")


@dataclass(frozen=True)
class Difference:
    """One period in which the two differ by more than rounding explains."""

    period: str
    entered: str
    rolled_up: str
    coverage: str


def differences(
    measure: Measure, organisation: Organisation, basis: str, until: date, most: int | None
) -> tuple[int, list[Difference]]:
    """In how many periods that end by `until` they differ, and the newest `most` of them, or all, newest first; none
    for an organisation that reports by itself.
    """
    if organisation.kind == measure.reported_by:
        return 0, []
    own = {"measure": measure, "organisation": organisation, "basis": basis, "end__lte": until}
    same_period = Observation.objects.filter(**own, end=OuterRef("end"), state=ValueState.VALUE)
    apart = (
        RollUp.objects.filter(**own)
        .annotate(entered=Subquery(same_period.values("value")[:1]))
        .annotate(apart=Abs(F("entered") - F("value")))
        .filter(apart__gt=tolerance(measure))
        .order_by("-end")
    )
    rows = list(apart.values_list("entered", *COLUMNS))
    return len(rows), [
        difference(measure, basis, entered, SeriesPoint(start, end, value, reported=reported, expected=expected))
        for entered, start, end, value, reported, expected in rows[:most]
    ]


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
