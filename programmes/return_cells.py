"""What was typed in one cell of a return: read as a value, or refused with the part and the reason; and warned about.

A refusal stops a submission. A warning only asks: the writer may explain it, and the explanation goes with the value.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from programmes.models import Measure, ValueState
from programmes.observations.values import Value, WrongValue, kept
from programmes.return_grid import Grid, GridRow
from programmes.series import SeriesPoint
from programmes.spc import Frequency, Options, analyse

NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
STATES = {
    "value": ValueState.VALUE,
    "not_submitted": ValueState.NOT_SUBMITTED,
    "suppressed": ValueState.SUPPRESSED,
    "not_applicable": ValueState.NOT_APPLICABLE,
}
NUMBERS = ("numerator", "denominator", "value")
FAR = 0.5  # a change of more than half of the last value is asked about


@dataclass(frozen=True)
class Refusal:
    """Why a cell cannot be taken, and in which part of it."""

    part: str
    text: str


def is_blank(cell: Mapping[str, str]) -> bool:
    """Nothing is said of the value: the choice between provisional and final alone says nothing."""
    return not any(str(cell.get(part, "")).strip() for part in (*NUMBERS, "state"))


def read_cell(grid: Grid, row: GridRow, cell: Mapping[str, str]) -> Value | Refusal:
    """The value that a cell which is not blank stands for."""
    read = read_parts(cell)
    if isinstance(read, Refusal):
        return read
    state, numbers = read
    value = Value(
        grid.measure, row.organisation, row.span.start, row.span.end, state=state, basis=grid.basis,
        is_final=cell.get("standing") != "provisional", explanation=str(cell.get("explanation", "")).strip(),
        **numbers,
    )  # fmt: skip
    try:
        kept(value)
    except WrongValue as error:
        return Refusal(part_of(grid.measure, numbers, state), f"{str(error)[:1].upper()}{str(error)[1:]}")
    return value


def read_parts(cell: Mapping[str, str]) -> tuple[ValueState, dict[str, float | None]] | Refusal:
    """The state and the numbers of a cell, which need not be complete: a draft may hold half of them."""
    state = STATES.get(cell.get("state") or "value")
    if state is None:
        return Refusal("state", "Choose one of the states")
    numbers: dict[str, float | None] = {}
    for part in NUMBERS:
        text = str(cell.get(part, "")).strip().replace(",", "").removesuffix("%").strip()
        if text and not NUMBER.fullmatch(text):
            return Refusal(part, f"“{cell[part]}” is not a number. Write it as 1234 or 12.5")
        numbers[part] = float(text) if text else None
    return state, numbers


def part_of(measure: Measure, numbers: Mapping[str, float | None], state: str) -> str:
    """The part that a refusal is shown at."""
    if state != ValueState.VALUE:
        return "state"
    if not measure.is_ratio:
        return "value"
    return "numerator" if numbers["numerator"] is None or numbers["denominator"] is not None else "denominator"


def warnings_for(grid: Grid, row: GridRow, value: Value) -> list[str]:
    """What is unusual about a value, in full sentences: far from the last one, or outside the limits before it."""
    number = kept(value).value
    if number is None:
        return []
    found = []
    last = row.last
    if last and last.value and abs(number - last.value) > FAR * abs(last.value):
        found.append(f"It differs by more than half from the value before, {last.value:,.10g}.")
    limits = limits_before(grid.measure, row.before)
    if limits and not limits[0] <= number <= limits[1]:
        found.append(f"It lies outside the limits so far, {limits[0]:,.4g} to {limits[1]:,.4g}.")
    return found


def limits_before(measure: Measure, before: Sequence[SeriesPoint]) -> tuple[float, float] | None:
    """The process limits of the values before, where there are enough that they are not trial limits."""
    if not before:
        return None
    points = [(point.start, point.value) for point in before]
    result = analyse(points, Options(frequency=Frequency(measure.frequency)))
    part = result.latest_part
    return None if part.trial or part.zero_width or part.lpl is None or part.upl is None else (part.lpl, part.upl)
