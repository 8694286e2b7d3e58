"""The base of every table and its columns.

A table declares its columns, `caption` and perhaps `row_header` and `layout`; the queryset does joins and
annotations. A `render` (or the table's `render_<column>`) gives the page; a `value` (or `value_<column>`)
the file: plain text, numbers and dates, never HTML. `cell_class` is added to each of a column's cells.
"""

from typing import Any

import django_tables2
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pssdash.ui.table_body import body_of
from pssdash.ui.wording import wording


class Table(django_tables2.Table):
    """An NHS table.

    `layout` says what happens on a narrow screen: "stacked" turns each row into a list of headings and
    values, "scroll" keeps the grid in a scroller of its own (for matrices). `row_header` names the column
    that heads a row; None means the first.
    """

    caption = ""
    layout = "stacked"
    row_header: str | None = None

    class Meta:
        template_name = "components/table.html"

    def __init__(self, *args: Any, caption: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.caption = self.caption if caption is None else caption

    def paginate(self, *args: Any, per_page: int | None = None, page: int = 1, **kwargs: Any) -> "Table":
        """As the library's, which reads `?per_page=` too: below one it fails, so that counts as not asked."""
        return super().paginate(*args, per_page=per_page if per_page and per_page > 0 else None, page=page, **kwargs)

    @property
    def row_header_name(self) -> str:
        return self.row_header or next(iter(self.columns)).name

    def group_of(self, record: Any) -> str:
        """The heading under which a row stands; "" for tables, and orders of them, that have no groups."""
        return ""

    def body(self) -> SafeString:
        """The rows of this page as HTML, under their headings."""
        return body_of(self)


class TagColumn(django_tables2.Column):
    """A word with a look, drawn by a component; the file gets the word. Sorted by its `order_by`."""

    component = "components/status_tag.html"
    parameter = "status"

    def render(self, value: Any) -> SafeString:
        return get_template(self.component).render({self.parameter: value})

    def value(self, value: Any) -> str:
        return wording(value)


class StatusColumn(TagColumn):
    """A status or a state: an enum member with a label, or its value."""


class RagColumn(TagColumn):
    """A `Rag` or a `Rating`. Give it `order_by` the severity, or the worst do not come first."""

    component = "components/rag_tag.html"
    parameter = "rag"


class NumberColumn(django_tables2.Column):
    """A number, aligned to the right on the page, a number in the file."""

    cell_class = "nhsuk-table__cell--numeric"
    header_class = "nhsuk-table__header--numeric"


class DateColumn(django_tables2.Column):
    """A date, written "31 Mar 2020" on the page, a date in the file."""

    cell_class = "app-table__date"

    def render(self, value: Any) -> str:
        return f"{value.day} {value:%b %Y}"

    def value(self, value: Any) -> Any:
        return value


def tag(template: str, **values: Any) -> SafeString:
    """A component in a cell."""
    return get_template(template).render(values)


def none_such(text: str) -> SafeString:
    """The words for what is not there."""
    return format_html('<span class="app-none">{}</span>', text)
