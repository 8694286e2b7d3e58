"""What was typed in one cell of a return: read as a value, or refused with the part and the reason.

A refusal stops a submission. What is only unusual asks for an explanation (return_checks.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from programmes.models import Measure, ValueState
from programmes.observations.values import Value, WrongValue, kept
from programmes.return_grid import Grid, GridRow

NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
ZERO = "zero"  # a value too: that it was counted, and there was none
STATES = {
    "value": ValueState.VALUE,
    ZERO: ValueState.VALUE,
    "not_submitted": ValueState.NOT_SUBMITTED,
    "suppressed": ValueState.SUPPRESSED,
    "not_applicable": ValueState.NOT_APPLICABLE,
}
NUMBERS = ("numerator", "denominator", "value")


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
    read = read_parts(grid.measure, cell)
    if isinstance(read, Refusal):
        return read
    state, numbers = read
    if cell.get("state") == ZERO:
        counted = "numerator" if grid.measure.is_ratio else "value"
        if numbers[counted]:
            return Refusal("state", f"It is a true zero, and yet the {counted} is {numbers[counted]:.15g}")
        numbers[counted] = 0.0
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


def read_parts(measure: Measure, cell: Mapping[str, str]) -> tuple[ValueState, dict[str, float | None]] | Refusal:
    """The state and the numbers of a cell, which need not be complete: a draft may hold half of them. A percentage that
    stands where something is counted came from another column.
    """
    state = STATES.get(cell.get("state") or "value")
    if state is None:
        return Refusal("state", "Choose one of the states")
    numbers: dict[str, float | None] = {}
    for part in NUMBERS:
        text = str(cell.get(part, "")).strip().replace(",", "")
        if text.endswith("%"):
            if part != "value" or not measure.is_percentage:
                return Refusal(part, f"“{cell[part]}” is a percentage, and here stands a number that was counted")
            text = text.removesuffix("%").strip()
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
