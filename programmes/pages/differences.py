"""Where what was entered for an organisation differs from what the organisations below it add up to: a finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from programmes.models import Measure, Observation, RollUp, ValueState
from programmes.pages.measure_words import coverage_in_words, number_in_words, period_in_words
from programmes.series import SeriesPoint
from pssdash.organisations.models import Organisation


@dataclass(frozen=True)
class Difference:
    """One period in which the two differ by more than rounding explains."""

    period: str
    entered: str
    rolled_up: str
    coverage: str


def differences(measure: Measure, organisation: Organisation, basis: str, until: date) -> list[Difference]:
    """Of periods that end by `until`, newest first; none for an organisation that reports by itself."""
    if organisation.kind == measure.reported_by:
        return []
    own = {"measure": measure, "organisation": organisation, "basis": basis, "value__isnull": False, "end__lte": until}
    values = dict(Observation.objects.filter(state=ValueState.VALUE, **own).values_list("end", "value"))
    if not values:
        return []
    rows = [row for row in RollUp.objects.filter(**own).order_by("-end") if row.end in values]
    return [difference(measure, values[row.end], row) for row in rows if differ(measure, values[row.end], row.value)]


def differ(measure: Measure, entered: float, rolled_up: float) -> bool:
    """By more than the measure's decimals leave open."""
    return abs(entered - rolled_up) > 0.5 * 10**-measure.decimals * (1 + 1e-9)


def difference(measure: Measure, entered: float, row: RollUp) -> Difference:
    point = SeriesPoint(row.start, row.end, row.value, reported=row.reported, expected=row.expected)
    return Difference(
        period=period_in_words(measure, point, row.basis),
        entered=number_in_words(measure, entered),
        rolled_up=number_in_words(measure, row.value),
        coverage=coverage_in_words(point),
    )


def in_a_sentence(measure: Measure, organisation: Organisation, found: Sequence[Difference]) -> str:
    """The finding in words; empty where there is none."""
    if not found:
        return ""
    shown = "what was rolled up" if measure.shown == Measure.Shown.ROLLED_UP else "what was entered"
    periods = "one period" if len(found) == 1 else f"{len(found)} periods"
    return (
        f"In {periods} the value entered for {organisation.short_name} is not what the organisations below it add up "
        f"to. The chart shows {shown}."
    )
