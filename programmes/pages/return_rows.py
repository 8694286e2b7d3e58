"""The rows of a return's page: their fields, the value before, what somebody else returned, what is unusual."""

import json
from dataclasses import asdict, dataclass

from django.forms.boundfield import BoundField

from programmes.actions.returns import EXPLAIN, explanation_in
from programmes.forms.returns import STATES, ReturnForm
from programmes.models import Basis, Measure, MeasureReturn
from programmes.observations.values import Value
from programmes.pages.measure_words import number_in_words, period_in_words, value_in_words
from programmes.return_cells import ZERO, Refusal
from programmes.return_checks import Whole, in_words, numbers_in
from programmes.return_grid import Grid, GridRow
from programmes.series import SeriesPoint
from pssdash.reporting.quarters import Quarter

ORDER = ("numerator", "denominator", "value", "state", "standing", "explanation")  # as the headings have it
Read = dict[str, Value | Refusal]  # what is saved in each row, by its key


@dataclass(frozen=True)
class ReturnCell:
    """A field, and what is wrong in it. The summary above names the row and its warnings; here both are in sight."""

    field: BoundField
    errors: tuple[str, ...]

    @classmethod
    def of(cls, field: BoundField, place: str = "") -> "ReturnCell":
        errors = (error.removeprefix(f"{place}: ") for error in field.errors)
        return cls(field, tuple(EXPLAIN if error.endswith(EXPLAIN) else error for error in errors))


@dataclass(frozen=True)
class ReturnRow:
    """One row as it is drawn: its cells in order, the value before and of when, what is on record for its own period,
    what somebody else returned, what is unusual about the saved one. `span`, `checks` and `recorded` (the numbers of a
    blank row) are for static/js, as are `names`, by which a pasted row finds its organisation.
    """

    organisation: str
    place: str
    period: str
    before: str
    before_when: str
    on_record: str
    other: str
    saved: str
    cells: tuple[ReturnCell, ...]
    explanation: str
    warnings: tuple[str, ...]
    span: str
    checks: str
    recorded: str
    names: str

    @property
    def has_notes(self) -> bool:
        return bool(self.other or self.warnings)


@dataclass(frozen=True)
class SumRow:
    """What was entered for England of one span, and whether the values come to it. `span` and `data` are for static/js:
    `data` has the whole, and the numbers of the rows on other pages.
    """

    period: str
    whole: str
    text: str
    warning: bool
    cell: ReturnCell
    explanation: str
    span: str
    data: str


def row_of(form: ReturnForm, row: GridRow, read: Read, explanation: str, saved: dict[str, str]) -> ReturnRow:
    grid, last, value = form.grid, row.last, read.get(row.key)
    known = grid.on_record(row)
    other = form.checks.others.get(row.key)
    return ReturnRow(
        organisation=row.organisation.short_name,
        place=row.place,
        period=period_of(grid, row),
        before=before_in_words(grid.measure, last) if last else "",
        before_when=when_in_short(grid, last) if last else "",
        on_record=value_in_words(grid.measure, known) if known else "",
        other=other.text if other else "",
        saved=saved_in_words(saved, value),
        cells=tuple(
            ReturnCell.of(form[row.field(part)], row.place) for part in ORDER if row.field(part) in form.fields
        ),
        explanation=explanation,
        warnings=tuple(form.checks.warnings(row, value)) if isinstance(value, Value) else (),
        span=row.span.start.isoformat(),
        checks=json.dumps([asdict(check) for check in form.checks.of_row.get(row.key, ())]),
        recorded=json.dumps(numbers_in(grid, row, {})._asdict()),
        names=json.dumps([row.organisation.code, row.organisation.short_name, row.organisation.name]),
    )


def saved_in_words(cell: dict[str, str], value: Value | Refusal | None) -> str:
    """The value as it is read; what cannot be read as it was typed."""
    if isinstance(value, Value):
        return f"True zero: {in_words(value)}" if cell.get("state") == ZERO else in_words(value)
    state = dict(STATES)[cell["state"]] if cell.get("state") else ""
    numbers = " of ".join(filter(None, (cell.get("numerator"), cell.get("denominator")))) or cell.get("value", "")
    return ", ".join(filter(None, (state, numbers)))


def sum_of(form: ReturnForm, whole: Whole, read: Read, explanation: str) -> SumRow:
    grid, shown = form.grid, {row.key for row in form.rows}
    rows = [row for row in grid.rows if row.span == whole.span and row.key not in shown]
    check = whole.check
    data = {
        "whole": check.whole._asdict(),
        "compared": check.compared,
        "elsewhere": [numbers_in(grid, row, read)._asdict() for row in rows],
    }
    return SumRow(
        period=whole.span.in_short,
        whole=whole.words,
        text=whole.text,
        warning=bool(read) and whole in form.checks.sums(grid, read),
        cell=ReturnCell.of(form[whole.field]),
        explanation=explanation,
        span=whole.span.start.isoformat(),
        data=json.dumps(data),
    )


def warned_of(form: ReturnForm, entry: MeasureReturn, read: Read) -> list[tuple[str, str]]:
    """Every warning of the return with its explanation, rows first."""
    found = [
        (f"{row.place}: {' '.join(warnings)}", explanation_in(entry, row.key))
        for row in form.grid.rows
        if isinstance(read.get(row.key), Value) and (warnings := form.checks.warnings(row, read[row.key]))
    ]
    return found + [(whole.text, explanation_in(entry, whole.key)) for whole in form.checks.sums(form.grid, read)]


def before_in_words(measure: Measure, last: SeriesPoint) -> str:
    """`up to 18`: the unit stands in the heading."""
    qualifier = f"{last.qualifier} " if last.qualifier else ""
    return f"{qualifier}{number_in_words(measure, last.value, with_unit=False)}"


def when_in_short(grid: Grid, last: SeriesPoint) -> str:
    """`Q2 2024/25` for a quarter, so that the column stays narrow; other spans in their own words."""
    is_quarter = grid.measure.frequency == Measure.Frequency.QUARTER and grid.basis == Basis.IN_PERIOD
    if is_quarter:
        return Quarter.containing(last.start).short
    return period_in_words(grid.measure, last, grid.basis)


def period_of(grid: Grid, row: GridRow) -> str:
    return period_in_words(grid.measure, SeriesPoint(row.span.start, row.span.end, None), grid.basis)
