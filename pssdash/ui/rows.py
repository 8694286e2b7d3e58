"""Lists of rows that are values, not records: filtered and sorted as querysets are.

A published quarter is read from frozen values, and an icon is worked out: there is no query to narrow. The form, the
reading of the URL, the checks and the choices are still django-filter's, and the table django-tables2's.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, ClassVar

from django import forms
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

KEY = itemgetter(0)
UNKNOWN = {"invalid_choice": "“%(value)s” is not one of the choices on this page. Choose another, or remove it"}


class Rows(list):
    """Rows in the place of a queryset, as far as django-filter asks for one: it wants `model` and `all()`; `where` is
    for the filters.
    """

    model = None

    def all(self) -> "Rows":
        return self

    def where(self, wanted: Callable[[Any], bool]) -> "Rows":
        return Rows(row for row in self if wanted(row))


class RowFilterSet(FilterSet):
    """Narrows rows. `qs` holds those left: none where a filter has a value that is not a choice, because a list that
    ignored a mistaken filter would look like an answer to it.
    """

    def filter_queryset(self, queryset: Rows, leave_out: str = "") -> Rows:
        """As django-filter's, on rows."""
        if self.errors:
            return Rows()
        for name, value in self.form.cleaned_data.items():
            if name != leave_out:
                queryset = self.filters[name].filter(queryset, value)
        return queryset


def checkboxes(label: str, method: str, **extra: Any) -> MultipleChoiceFilter:
    return MultipleChoiceFilter(
        label=label, method=method, widget=forms.CheckboxSelectMultiple, error_messages=UNKNOWN, **extra
    )


def select(label: str, method: str, empty_label: str) -> ChoiceFilter:
    return ChoiceFilter(label=label, method=method, empty_label=empty_label, error_messages=UNKNOWN)


class SortedRows(TableListData):
    """Rows that sort by the `KEYS` of their columns. A key of None means that there is nothing to compare: such rows
    come last, either way round.
    """

    KEYS: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}

    def __init__(self, rows: Iterable[Any]) -> None:
        super().__init__(list(rows))

    def order_by(self, aliases: Iterable[str]) -> None:
        for alias in reversed([OrderBy(alias) for alias in aliases]):
            key = self.KEYS[alias.bare]
            keyed = [(key(row), row) for row in self.data]
            known = sorted((each for each in keyed if each[0] is not None), key=KEY, reverse=alias.is_descending)
            missing = [row for value, row in keyed if value is None]
            self.data = [row for _, row in known] + missing
