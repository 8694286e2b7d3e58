"""What a decision on a step change would make of the chart: with it and without it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from programmes.assignments import StepChangeAssignment
from programmes.charts import Chart, spc_chart
from programmes.models import Basis, StepChange, StepChangeProposal
from programmes.pages.measure_charts import facts_of, subtitle_of
from programmes.pages.measure_steps import decisions_on, in_force
from programmes.pages.readings import Reading, readings_of
from programmes.pages.step_changes import real_series

AS_IT_WILL_BE, AS_IT_IS, IF_ACCEPTED = (
    "The chart as it will be",
    "The chart as it is now",
    "The chart if it is accepted",
)


@dataclass(frozen=True)
class StepChangePreview:
    """`charts` are the two charts under their headings, or one where the decision changes nothing."""

    charts: tuple[tuple[str, Chart], ...]
    changes_nothing: bool


def draw_step_change(assignment: StepChangeAssignment, entry: StepChangeProposal) -> dict[str, Any]:
    """The chart that the measure's page will show, and the one that it shows now. Decisions count at once."""
    series = real_series(assignment)
    if series is None:
        return {"preview": StepChangePreview((), changes_nothing=True), "counts_at_once": True}
    now = frozenset(series.step_changes)
    then = now - {entry.starts_on} if entry.decision == StepChange.Decision.DECLINED else now | {entry.starts_on}
    heading = AS_IT_WILL_BE if entry.decision else IF_ACCEPTED
    wanted = [(AS_IT_IS, now)] if now == then else [(heading, then), (AS_IT_IS, now)]
    readings = readings_of([replace(series, step_changes=tuple(sorted(days))) for _, days in wanted], Basis.IN_PERIOD)
    steps = in_force(decisions_on(assignment.measure, assignment.series_of))
    charts = tuple(
        (
            title,
            drawn(reading, [*steps_at(steps, days - {entry.starts_on}), *steps_at([entry], days)], f"chart-{number}"),
        )
        for number, ((title, days), reading) in enumerate(zip(wanted, readings, strict=True), start=1)
        if reading.result
    )
    return {"preview": StepChangePreview(charts, changes_nothing=now == then), "counts_at_once": True}


def steps_at(steps: Iterable[Any], days: frozenset[date]) -> list[Any]:
    """Those of the decisions from which the limits start again."""
    return [each for each in steps if each.starts_on in days]


def drawn(reading: Reading, steps: list[Any], id: str) -> Chart:
    """Without plotly: the drawing alone, with its table. The headline is the sentence that the chart gives."""
    return spc_chart(
        reading.result, facts_of(reading.series.measure, [reading], steps), id=id, headline=reading.sentence,
        subtitle=subtitle_of(reading), interactive=False,
    )  # fmt: skip
