"""What was typed, in words for people, and two versions of it side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Difference:
    """One field in two versions, in words."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Every field of two versions, each label -> text, changed or not, in the order of the form. Both may be empty."""
    labels = list(after) + [label for label in before if label not in after]
    return [Difference(label, before.get(label, ""), after.get(label, "")) for label in labels]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """The fields that differ."""
    return [each for each in differences(before, after) if each.is_changed]


def in_words(model: type[models.Model], labels: Mapping[str, str], content: Mapping[str, Any]) -> dict[str, str]:
    """Label -> text of the fields of `model` named in `labels`."""
    return {label: value_in_words(model._meta.get_field(name), content[name]) for name, label in labels.items()}


def value_in_words(field: models.Field, value: Any) -> str:
    """One value as `content` keeps it: dates as 3 November 2020, choices by their label, zero as 0, none as nothing."""
    if value is None or value == "":
        return ""
    if isinstance(field, models.DateField):
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return str(dict(field.flatchoices).get(value, value))
