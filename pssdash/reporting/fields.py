"""A quarter as a model field, and dates as people write them as a form field."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from pssdash.reporting.deadlines import Relation, parse_deadline
from pssdash.reporting.quarters import Quarter

LONGEST_WRITTEN_DATE = 60  # characters: as long as the columns that keep a date as it was written


class QuarterField(models.DateField):
    """Holds a `Quarter`, stored as its first day so that the database orders and compares it."""

    description = "An NHS quarter"

    def from_db_value(self, value: date | None, expression: Any, connection: Any) -> Quarter | None:
        return None if value is None else Quarter.containing(value)

    def to_python(self, value: Any) -> Quarter | None:
        if value is None or isinstance(value, Quarter):
            return value
        if isinstance(value, date):
            return Quarter.containing(value)
        try:
            return Quarter.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> date | None:
        quarter = self.to_python(value)
        return None if quarter is None else quarter.start

    def value_to_string(self, obj: models.Model) -> str:
        quarter = self.value_from_object(obj)
        return "" if quarter is None else quarter.slug

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": QuarterFormField, **kwargs})


class QuarterFormField(forms.CharField):
    """A quarter written in any spelling that `Quarter.parse` reads."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("widget", None)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, date):
            value = Quarter.containing(value)
        return value.short if isinstance(value, Quarter) else value

    def to_python(self, value: Any) -> Quarter | None:
        if isinstance(value, Quarter):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return Quarter.parse(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ReadableDateField(forms.CharField):
    """A date as people write it: `31 March 2021`, `31/03/2021`, `March 2021`, `Q4 2020/21`. Cleans to its last day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example, 31 March 2021, March 2021 or Q4 2020/21")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        if len(text) > LONGEST_WRITTEN_DATE:
            raise ValidationError(f"Write the date in at most {LONGEST_WRITTEN_DATE} characters, such as 31 March 2021")
        read = parse_deadline(text)
        if read.end is None or read.relation not in (Relation.BY, Relation.IN):
            raise ValidationError(
                f"“{text}” cannot be read as a date. "
                "Write a day, month or quarter, such as 31 March 2021, March 2021 or Q4 2020/21"
            )
        return read.end
