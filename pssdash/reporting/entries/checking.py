"""What stands against a submission. The page asks before, the submission itself enforces it: one function for both."""

from typing import Any

from django.http import QueryDict

from pssdash.reporting.entries.cases import refusal
from pssdash.reporting.entries.forms import EntryForm
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry


def standing_against(kind: Kind, entry: AbstractEntry) -> dict[str, str]:
    """Name of the form's field -> what is missing or wrong there; "" for what is of no field. Empty: it is accepted."""
    why_not = refusal(kind, entry, entry.period)
    return {"": why_not} if why_not else kind.missing(entry)


def without_mistakes(form: EntryForm) -> QueryDict | None:
    """What was typed, with the saved value wherever it cannot be read, so that the rest can be saved or checked.

    None where the mistake is of no field, or in the save that the form began from.
    """
    names = set(form.errors)
    if not names <= set(form.fields) or names & {"base", "window"}:
        return None
    data = form.data.copy()
    for name in names:
        data.setlist(form[name].html_name, first_sent(form, name))
    return data


def as_posted(form: EntryForm) -> QueryDict:
    """What a browser would send of the form if nobody typed anything."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        data.setlist(form[name].html_name, first_sent(form, name))
    return data


def first_sent(form: EntryForm, name: str) -> list[str]:
    return as_sent(form.fields[name].prepare_value(form[name].initial))


def as_sent(value: Any) -> list[str]:
    """A value as a browser sends it."""
    values = value if isinstance(value, list | tuple) else [value]
    return ["" if each is None else str(each) for each in values]
