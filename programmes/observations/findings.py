"""Where what was entered for a parent and what was rolled up for it differ: nobody's slip is smoothed over."""

from dataclasses import dataclass
from datetime import date

from programmes.models import Measure, Observation, RollUp, ValueState
from pssdash.organisations.models import Organisation


@dataclass(frozen=True)
class RollUpFinding:
    """One span in which the two differ by more than the measure's decimals leave open."""

    organisation: Organisation
    basis: str
    start: date
    end: date
    entered: float
    rolled_up: float
    reported: int
    expected: int

    def __str__(self) -> str:
        return (
            f"{self.organisation}, {self.start} to {self.end}: {self.entered:.10g} was entered, and "
            f"{self.reported} of {self.expected} organisations add up to {self.rolled_up:.10g}"
        )


def roll_up_findings(measure: Measure) -> list[RollUpFinding]:
    """All of them, by organisation and span. Only spans that have both values can differ."""
    entered = {
        (row.organisation_id, row.basis, row.end): row
        for row in Observation.objects.filter(measure=measure, state=ValueState.VALUE).exclude(
            organisation__kind=measure.reported_by
        )
    }
    rolled_up = RollUp.objects.filter(measure=measure, value__isnull=False).select_related("organisation")
    open_to_rounding = 0.5 * 10**-measure.decimals * (1 + 1e-9)
    found = []
    for row in rolled_up:
        other = entered.get((row.organisation_id, row.basis, row.end))
        if other is not None and abs(other.value - row.value) > open_to_rounding:
            found.append(
                RollUpFinding(
                    row.organisation, row.basis, row.start, row.end, other.value, row.value, row.reported, row.expected
                )
            )
    return found
