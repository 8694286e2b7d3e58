"""The filters that a list has in its URL: shown as chips, each with a link that takes it away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

# A page number means nothing once the list is another one.
PAGE = "page"


@dataclass(frozen=True)
class Chip:
    """One filter that is on: "Theme: Insight", and the address of the list without it."""

    label: str
    value: str
    remove_url: str


def chips(form: forms.Form, query: QueryDict) -> list[Chip]:
    """The filters of `form` that are on in `query`, in the order of the form, one for each value."""
    return list(each_chip(form, query))


def each_chip(form: forms.Form, query: QueryDict) -> Iterator[Chip]:
    for field in form:
        for value in query.getlist(field.html_name):
            if value:
                yield Chip(field.label, choice_label(field.field, value), without(query, field.html_name, value))


def choice_label(field: forms.Field, value: str) -> str:
    """What the person chose, in the words of the field's choices; what they typed if it has none."""
    for key, label in flat_choices(getattr(field, "choices", ())):
        if str(key) == value:
            return str(label)
    return value


def flat_choices(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def without(query: QueryDict, name: str, value: str) -> str:
    """The query string without that value of that parameter, starting at "?"."""
    rest = query.copy()
    rest.setlist(name, [other for other in query.getlist(name) if other != value])
    rest.pop(PAGE, None)
    return f"?{rest.urlencode()}"


def clear_url(form: forms.Form, query: QueryDict) -> str:
    """The query string without any of the form's filters. What else it says (quarter, sort) stays."""
    rest = query.copy()
    for name in [*(field.html_name for field in form), PAGE]:
        rest.pop(name, None)
    return f"?{rest.urlencode()}"


def kept(query: QueryDict, names: set[str]) -> list[tuple[str, str]]:
    """What a GET form carries along in hidden fields: all but its own `names` and the page number."""
    return [(name, value) for name, values in query.lists() if name not in names | {PAGE} for value in values]
