"""The form that enters the first deadline of a milestone or puts its wording right."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from pssdash.reporting.deadline_reading import reading_of
from pssdash.reporting.form_fields import DayField, DeadlineField


class DeadlineMoveForm(forms.Form):
    """A new deadline. It is recorded once its writer has seen how it is read: `seen` holds the reading on the page."""

    deadline = DeadlineField(label="New deadline, as it is worded")
    reason = forms.CharField(
        label="Why does it move?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text="Readers see the reason beside the new deadline.", error_messages={"required": "Say why it moves"},
    )  # fmt: skip
    agreed_by = forms.CharField(
        label="Who agreed to it?", max_length=150, help_text="The board or post, for example National Director.",
        error_messages={"required": "Say who agreed to it"},
    )  # fmt: skip
    decided_on = DayField(
        label="Decided on", help_text="The day of the decision, for example 12 January 2021.",
        error_messages={"required": "Write the day of the decision"},
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_decided_on(self) -> date:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError("This day is in the future. Record the move once it is decided")
        return day

    @property
    def reading(self) -> str:
        """How the new deadline is read and when it was decided; only after `is_valid`."""
        return f"{reading_of(self.cleaned_data['deadline'])}, decided on {self.cleaned_data['decided_on']:%Y-%m-%d}"

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.cleaned_data["seen"] == self.reading

    def move(self) -> dict[str, Any]:
        """What `enter_deadline` takes."""
        return {name: self.cleaned_data[name] for name in ("deadline", "reason", "agreed_by", "decided_on")}

    def ask_to_confirm(self) -> None:
        """Carry the reading that the page now shows."""
        self.data = self.data.copy()
        self.data["seen"] = self.reading
