"""The rows of a table as HTML, joined here: a template looks up a dozen names for each of hundreds of cells, and
django-tables2 the signature of each `render`, which took most of the time of a page.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.template import Context
from django.template.base import render_value_in_context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.utils import signature

if TYPE_CHECKING:
    from pssdash.ui.tables import Table

PLAIN = Context()
EMPTY = "There is nothing to show."
CELL = '<{tag} class="nhsuk-table__{kind}{more}" {roles}>'
STACKED = '<span class="nhsuk-table__heading" aria-hidden="true">{}</span><span class="app-table__value">'


class ColumnWriter:
    """What is the same in every cell of a column: the HTML around it, and how its content is found."""

    def __init__(self, table: "Table", column: Any) -> None:
        self.name, self.column, self.accessor = column.name, column.column, str(column.accessor)
        self.render: Callable[..., Any] = column.render
        self.wanted, self.takes_all = signature(column.render)
        self.bound, self.default = column, column.default
        # A link, or a name with parts, is left to the library.
        self.is_plain = not column.link and "__" not in self.accessor and "." not in self.accessor
        self.before, self.after = _around(table, column)

    def cell(self, row: Any) -> str:
        return f"{self.before}{_escaped(self.content(row))}{self.after}"

    def content(self, row: Any) -> Any:
        """As django-tables2 finds it. A record that has nothing of the column's name is no mistake: a `render` may need
        only the record.
        """
        record = row.record
        if not self.is_plain or isinstance(record, Model | dict):
            return row.get_cell(self.name)
        value = getattr(record, self.accessor, None)
        if callable(value):
            value = value()
        if value in self.column.empty_values:
            return self.default
        offered = {
            "value": value, "record": record, "column": self.column, "bound_column": self.bound, "bound_row": row,
            "table": row.table,
        }  # fmt: skip
        return self.render(**(offered if self.takes_all else {name: offered[name] for name in self.wanted}))


def body_of(table: "Table") -> SafeString:
    """Every `tbody` of the page that the table is on: one for each group, or one that says that there is nothing."""
    columns = [ColumnWriter(table, column) for column in table.columns]
    bodies = "".join(_group(table, columns, *group) for group in _groups(table))
    return mark_safe(bodies or _nothing(table, len(columns)))  # noqa: S308 - of escaped parts


def _groups(table: "Table") -> Iterator[tuple[str, Iterator[Any]]]:
    yield from groupby(table.paginated_rows, key=lambda row: table.group_of(row.record))


def _group(table: "Table", columns: list[ColumnWriter], heading: str, rows: Iterator[Any]) -> str:
    lines = [
        f'<tr class="nhsuk-table__row" role="row">{"".join([column.cell(row) for column in columns])}</tr>\n'
        for row in rows
    ]
    above = format_html(
        '<tr class="nhsuk-table__row app-table__group" role="row"><th class="nhsuk-table__header" scope="rowgroup" '
        'role="rowheader" colspan="{}">{}</th></tr>\n',
        len(columns), heading,
    ) if heading else ""  # fmt: skip
    return f'<tbody class="nhsuk-table__body" role="rowgroup">\n{above}{"".join(lines)}</tbody>\n'


def _nothing(table: "Table", columns: int) -> SafeString:
    return format_html(
        '<tbody class="nhsuk-table__body" role="rowgroup"><tr class="nhsuk-table__row" role="row">'
        '<td class="nhsuk-table__cell app-table__empty" role="cell" colspan="{}">{}</td></tr></tbody>',
        columns, table.empty_text or EMPTY,
    )  # fmt: skip


def _around(table: "Table", column: Any) -> tuple[str, str]:
    """The HTML before and after the content of the column's cells."""
    heads = column.name == table.row_header_name
    tag, kind, roles = ("th", "header", 'scope="row" role="rowheader"') if heads else ("td", "cell", 'role="cell"')
    more = getattr(column.column, "cell_class", "")
    before, after = CELL.format(tag=tag, kind=kind, more=f" {more}" if more else "", roles=roles), f"</{tag}>"
    if table.layout == "stacked":
        before, after = before + STACKED.format(conditional_escape(column.header)), f"</span>{after}"
    return before, after


def _escaped(content: Any) -> str:
    """As a template writes it."""
    return conditional_escape(content) if isinstance(content, str) else render_value_in_context(content, PLAIN)
