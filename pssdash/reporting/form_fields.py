"""A deadline in words, and a day, as fields of a form."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

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
