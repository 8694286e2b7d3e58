"""The form of a quarter's phases: phase, support and note of each organisation."""

from collections.abc import Sequence
from typing import Any

from django import forms

from programmes.models import Phase, PhaseReturn, Position
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.forms import EntryForm


class PhaseForm(EntryForm):
    """A row an organisation. `fill` are cells to begin with where a row has nothing yet: last quarter's, if asked."""

    def __init__(
        self, data: Any, *, organisations: Sequence[Organisation], phases: Sequence[Phase], entry: PhaseReturn | None,
        base: int, fill: dict[str, dict[str, str]],
    ) -> None:  # fmt: skip
        self.organisations = organisations
        cells = {**fill, **{code: cell for code, cell in (entry.cells if entry else {}).items() if any(cell.values())}}
        initial = {f"cell-{code}-{part}": value for code, cell in cells.items() for part, value in cell.items()}
        super().__init__(data, initial={**initial, "base": base})
        choices = [("", "Not in a phase"), *((str(phase.number), str(phase)) for phase in phases)]
        for organisation in organisations:
            name = organisation.short_name
            self.fields[f"cell-{organisation.code}-phase"] = choice(f"Phase of {name}", choices)
            supports = [("", "Not said"), *Position.Support.choices]
            self.fields[f"cell-{organisation.code}-support"] = choice(f"Support of {name}", supports)
            self.fields[f"cell-{organisation.code}-note"] = forms.CharField(
                required=False, max_length=300, widget=forms.TextInput(attrs={"aria-label": f"Note on {name}"})
            )

    @property
    def typed(self) -> dict[str, Any]:
        return {"cells": {each.code: self.cell(each) for each in self.organisations}}

    def cell(self, organisation: Organisation) -> dict[str, str]:
        return {part: self.cleaned_data[f"cell-{organisation.code}-{part}"].strip() for part in PhaseReturn.PARTS}


def choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=choices, widget=forms.Select(attrs={"aria-label": label}))
