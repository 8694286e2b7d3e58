"""The update form as one row of a long page: the same fields without their guidance, which the page has once.

A row's fields carry a prefix in their names, and what it has beside the update's own: the two ways to hand it in.
"""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from pssdash.reporting.entries.choosing import choices_between
from pssdash.reporting.updates.forms import LINE_PARTS, NO_RATING, UpdateForm, text_area
from pssdash.reporting.updates.models import validate_links
from pssdash.reporting.updates.ratings import REPORTABLE_RAGS

UNCHANGED, SUBMIT = "unchanged", "submit"
# Needed for some ratings and statuses only: what a row shows on demand.
FURTHER = ("rag_reason", "action", "action_owner", "action_due")
FURTHER_LINE_PARTS = ("met_on", "status_reason")
FIELDS, FIELDS_A_MILESTONE = 12, len(LINE_PARTS)  # controls of a row, hidden ones too, at most


class RowForm(UpdateForm):
    """What one person types in a row. `since` is the quarter whose words can be confirmed, "" for none."""

    progress = text_area("Progress this quarter", 5, "", limit=6000)
    reported_rag = forms.ChoiceField(label="Your rating (optional)", required=False)
    # Edited on the page of the update alone, and sent along so that both send the same.
    evidence = forms.CharField(widget=forms.HiddenInput, required=False, validators=[validate_links])

    def __init__(self, data: MultiValueDict | None = None, *, since: str = "", **what: Any) -> None:
        super().__init__(data, **what)
        if since:
            label = f"Nothing has changed since {since}: confirm and submit"
            self.fields[UNCHANGED] = forms.BooleanField(label=label, required=False)
        self.fields[SUBMIT] = forms.BooleanField(label="Submit for approval", required=False)
        # A list of choices is narrow here.
        self.fields["reported_rag"].choices = [("", NO_RATING), *REPORTABLE_RAGS]
        for field in self.fields.values():
            field.help_text = ""
        for name in self.further:
            if "rows" in self.fields[name].widget.attrs:
                self.fields[name].widget.attrs["rows"] = 2

    @property
    def is_ticked_unchanged(self) -> bool:
        return self._is_ticked(UNCHANGED)

    @property
    def is_ticked_to_submit(self) -> bool:
        return self._is_ticked(SUBMIT)

    def _is_ticked(self, name: str) -> bool:
        return name in self.fields and bool(self[name].data)

    @property
    def further(self) -> list[str]:
        """The names of the fields that are shown on demand."""
        lines = (f"line-{milestone.pk}-{part}" for milestone in self.milestones for part in FURTHER_LINE_PARTS)
        return [*FURTHER, *lines]

    def differs_from(self, shown: "RowForm") -> bool:
        """Whether anything was typed over `shown`, the form as the person got it."""
        steps = {self.add_prefix(name) for name in (UNCHANGED, SUBMIT)}
        return any(choice.name not in steps for choice in choices_between(self, shown))
