"""Two versions that met: where they differ, field by field, and which of the two the writer keeps of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.http import QueryDict

from pssdash.reporting.entries.actions import Saved
from pssdash.reporting.entries.checking import as_sent
from pssdash.reporting.entries.forms import EntryForm, with_plain_lines
from pssdash.reporting.entries.models import AbstractRevision
from pssdash.reporting.entries.words import Difference, differences

KEEP, THEIRS = "keep-", "theirs-"  # what the choice of a field is called in the form, and the value that it may take
MINE = "mine"  # the value of the button that keeps all that was typed, whatever was chosen of single fields


@dataclass(frozen=True)
class FieldChoice:
    """One field in which the two differ: their words and ours, and their value as the form sends it."""

    label: str
    name: str
    place: str
    theirs: str
    ours: str
    value: tuple[str, ...]

    @property
    def choice_name(self) -> str:
        return f"{KEEP}{self.name}"

    @property
    def value_name(self) -> str:
        return f"{THEIRS}{self.name}"


@dataclass(frozen=True)
class Conflict:
    """Two versions that met. `theirs` was saved first and stands; `ours` is kept in the history."""

    theirs: AbstractRevision
    ours: AbstractRevision
    choices: tuple[FieldChoice, ...]
    same: tuple[Difference, ...]

    @property
    def is_own(self) -> bool:
        """Whether one person met their own save, made in another window."""
        return self.theirs.saved_by_id == self.ours.saved_by_id

    @property
    def titles(self) -> tuple[str, str]:
        """What stands above the two versions."""
        return ("Saved before", "Typed now") if self.is_own else (self.theirs.saved_by.name, "You")


def build_conflict(saved: Saved, ours: EntryForm, theirs: EntryForm) -> Conflict:
    """What each of the two says: `ours` is the form as typed, `theirs` as saved by the other."""
    in_words = saved.entry.in_words
    fields = differences(in_words(saved.theirs.content), in_words(saved.ours.content))
    alike = tuple(field for field in fields if not field.is_changed and field.before)
    return Conflict(saved.theirs, saved.ours, tuple(choices_between(ours, theirs)), alike)


def choices_between(ours: EntryForm, theirs: EntryForm) -> Iterator[FieldChoice]:
    """The fields of the form in which the two differ, in order."""
    for field in ours.visible_fields():
        other = theirs[field.name]
        mine, value = sent(field, field.value()), sent(field, other.value())
        if mine != value:
            yield FieldChoice(
                label=ours.label_of(field.name),
                name=field.html_name,
                place=field.first_id,
                theirs=shown(other, value),
                ours=shown(field, mine),
                value=tuple(value),
            )


def sent(field: BoundField, value: Any) -> list[str]:
    """A field's value as a browser sends it, with plain line ends."""
    return [str(with_plain_lines(each)).strip() for each in as_sent(field.field.prepare_value(value))]


def shown(field: BoundField, values: list[str]) -> str:
    """A value in words: a choice by its label."""
    labels = {str(value): str(label) for value, label in getattr(field.field, "choices", ())}
    return ", ".join(labels.get(value, value) if value else "" for value in values)


def chosen(data: QueryDict) -> QueryDict:
    """What was sent, with the other's value in every field of which theirs is to be kept.

    The values come with the form, as they were shown: what a third person saves meanwhile is not taken for them.
    """
    if data.get("save") == MINE:
        return data
    kept = [name.removeprefix(KEEP) for name in data if name.startswith(KEEP) and data[name] == "theirs"]
    if not kept:
        return data
    found = data.copy()
    for name in kept:
        found.setlist(name, data.getlist(f"{THEIRS}{name}"))
    return found
