"""The form of a measure's return: five fields for each row of one page of the grid."""

from collections.abc import Sequence
from typing import Any

from django import forms

from programmes.models import MeasureReturn
from programmes.models.returns import CELL_STATES
from programmes.return_cells import Refusal, read_parts
from programmes.return_checks import ReturnChecks
from programmes.return_grid import Grid, GridRow
from pssdash.reporting.entries.forms import EntryForm

STATES = [("", "Value"), *CELL_STATES.items()]
STANDINGS = [("", "Final"), ("provisional", "Provisional")]


class ReturnForm(EntryForm):
    """What is typed in the rows that are shown; the cells of other pages stay as they are saved."""

    def __init__(
        self,
        data: Any,
        *,
        grid: Grid,
        rows: Sequence[GridRow],
        checks: ReturnChecks,
        entry: MeasureReturn | None,
        base: int,
    ) -> None:
        self.grid, self.rows, self.checks = grid, rows, checks
        cells = entry.cells if entry else {}
        initial = {row.field(part): value for row in rows for part, value in cells.get(row.key, {}).items()}
        initial |= {whole.field: cells.get(whole.key, {}).get("explanation", "") for whole in checks.wholes}
        super().__init__(data, initial={**initial, "base": base})
        for row in rows:
            for part, field in fields_of(grid, row).items():
                self.fields[row.field(part)] = field
        for whole in checks.wholes:
            self.fields[whole.field] = explanation()

    def clean(self) -> None:
        """A draft may lack anything, but holds nothing that is no number: that is shown while its source is at hand."""
        for row in self.rows:
            answer = read_parts(self.grid.measure, self.cell(row))
            if isinstance(answer, Refusal):
                self.add_error(row.field(answer.part), f"{row.place}: {answer.text}")

    def cell(self, row: GridRow) -> dict[str, str]:
        return {
            part: (self.cleaned_data.get(row.field(part)) or "").strip()
            for part in MeasureReturn.PARTS
            if row.field(part) in self.fields
        }

    @property
    def typed(self) -> dict[str, Any]:
        sums = {whole.key: {"explanation": self.cleaned_data[whole.field].strip()} for whole in self.checks.wholes}
        return {"cells": {row.key: self.cell(row) for row in self.rows} | sums}


def fields_of(grid: Grid, row: GridRow) -> dict[str, forms.Field]:
    """The fields of one row. A ratio asks for its parts, a count for its value."""
    measure, place = grid.measure, row.place
    numbers = ["numerator", "denominator"] if measure.is_ratio else ["value"]
    found: dict[str, forms.Field] = {part: number(f"{MeasureReturn.PARTS[part]}, {place}") for part in numbers}
    found["state"] = choice(f"State, {place}", STATES)
    found["standing"] = choice(f"Provisional or final, {place}", STANDINGS)
    found["explanation"] = explanation(place)
    return found


def explanation(place: str = "") -> forms.CharField:
    """In a row it is named by its place, elsewhere by the label beside it."""
    attrs = {"rows": 1} | ({"aria-label": f"Explanation, {place}"} if place else {})
    return forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs=attrs))


def number(label: str) -> forms.CharField:
    attrs = {"aria-label": label, "inputmode": "decimal", "class": "nhsuk-input--width-5", "data-grid-cell": True}
    return forms.CharField(required=False, max_length=30, widget=forms.TextInput(attrs=attrs))


def choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=choices, widget=forms.Select(attrs={"aria-label": label}))
