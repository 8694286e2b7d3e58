"""A deadline in words, and the form that moves one."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from objectives.deadline_reading import reading_of
from pssdash.reporting.deadlines import Deadline, Precision, Relation, parse_deadline

LONGEST = 200


class DeadlineField(forms.CharField):
    """A deadline in words. Cleans to the `Deadline` read in it; what cannot be read is refused with the reason."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Deadline, as it is worded")
        kwargs.setdefault(
            "help_text",
            "For example, by June 2021, Q4 2020/21, from Q2 2021/22, ongoing or to be confirmed. The wording is kept.",
        )
        kwargs.setdefault("error_messages", {"required": "Write the deadline, or “to be confirmed”"})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Deadline | None:
        text = super().to_python(value)
        if text and len(text) > LONGEST:
            raise ValidationError(f"Write the deadline in at most {LONGEST} characters")
        # The wording itself is checked here: what comes of it is no text any more.
        self.run_validators(text)
        return parse_deadline(text) if text else None

    def validate(self, value: Deadline | None) -> None:
        super().validate(value)
        if value and value.relation is Relation.UNKNOWN:
            raise ValidationError(f"This cannot be read as a deadline. {value.note}")


class DayField(forms.CharField):
    """One day in words or figures. Cleans to a date; a month or a quarter is refused."""

    def to_python(self, value: Any) -> date | None:
        text = super().to_python(value)
        if not text:
            return None
        read = parse_deadline(text[:LONGEST])
        if read.precision is not Precision.DAY or read.relation not in (Relation.BY, Relation.IN):
            raise ValidationError(f"“{text}” is not a day. Write it with month and year, such as 12 January 2021")
        return read.end


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
        """What `move_deadline` takes."""
        return {name: self.cleaned_data[name] for name in ("deadline", "reason", "agreed_by", "decided_on")}

    def ask_to_confirm(self) -> None:
        """Carry the reading that the page now shows."""
        self.data = self.data.copy()
        self.data["seen"] = self.reading
