"""The completeness matrix as a table and as a file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import django_tables2
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pssdash.rounds.matrix import Cell, Heading, MatrixRow
from pssdash.rounds.states import state_in_words
from pssdash.ui.exports import file_response
from pssdash.ui.rows import SortedRows
from pssdash.ui.tables import NumberColumn, Table, none_such, tag

KEYS: dict[str, Callable[[MatrixRow], Any]] = {
    "organisation": lambda row: row.organisation.name.lower(),
    "kind": lambda row: (row.kind, row.organisation.name.lower()),
    "people": lambda row: row.people_in_words.lower() or None,
    "total": lambda row: (row.share, -row.total),
    "overdue": lambda row: row.overdue,
}


FIRST = ("organisation", "kind", "people")


class CellColumn(django_tables2.Column):
    """What an organisation owes under one heading: `3 of 4`, or the state of a single return. Leads to it."""

    def __init__(self, heading: Heading) -> None:
        super().__init__(heading.text, accessor="cells", empty_values=())
        self.name = heading.name

    def render(self, record: MatrixRow) -> SafeString:
        cell = record.cells.get(self.name)
        if cell is None:
            return none_such("–")
        words = (
            tag("components/status_tag.html", status=cell.state, label=state_in_words(cell.state))
            if cell.state
            else f"{cell.finished} of {cell.total}"
        )
        late = format_html('<span class="app-matrix__late">{}</span>', late_in_words(cell)) if cell.overdue else ""
        return format_html('<a class="app-matrix__cell" href="{}">{}</a>{}', cell.url, words, late)


def late_in_words(cell: Cell) -> str:
    return "Overdue" if cell.state else f"{cell.overdue} overdue"


class MatrixTable(Table):
    """Organisations by what they owe. `extra` are the last columns: what can be done with a row."""

    layout = "scroll"
    organisation = django_tables2.Column("Organisation", empty_values=())
    kind = django_tables2.Column("Kind")
    people = django_tables2.Column("Who answers", empty_values=())
    total = django_tables2.Column("Submitted", empty_values=())
    overdue = NumberColumn("Overdue")

    class Meta(Table.Meta):
        order_by = "organisation"
        empty_text = "No organisation fits these filters."

    def __init__(
        self,
        rows: Iterable[MatrixRow],
        headings: Sequence[Heading],
        extra: Sequence[tuple[str, django_tables2.Column]] = (),
        **kwargs: Any,
    ) -> None:
        data = SortedRows(rows)
        data.KEYS = KEYS | {heading.name: share_in(heading.name) for heading in headings}
        columns = [(heading.name, CellColumn(heading)) for heading in headings]
        last = ("total", "overdue", *(name for name, _ in extra))
        super().__init__(data, extra_columns=[*columns, *extra], sequence=(*FIRST, "...", *last), **kwargs)

    def render_organisation(self, record: MatrixRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.url, record.organisation.name)

    def render_people(self, record: MatrixRow) -> SafeString | str:
        return record.people_in_words or none_such("Nobody")

    def render_total(self, record: MatrixRow) -> str:
        return f"{record.finished} of {record.total}"


def share_in(name: str) -> Callable[[MatrixRow], Any]:
    """Sorts by how much of a cell is submitted; what is not owed comes last."""

    def key(row: MatrixRow) -> Any:
        cell = row.cells.get(name)
        return (cell.finished / cell.total, -cell.total) if cell else None

    return key


def matrix_response(
    rows: Iterable[MatrixRow], headings: Sequence[Heading], file_format: str, name: str
) -> HttpResponse:
    """The same rows with numbers in cells of their own, so that they can be added up."""
    titles = ["Code", "Organisation", "Kind", "Who answers"]
    titles += [f"{heading.text}: {part}" for heading in headings for part in ("submitted", "owed")]
    titles += ["Submitted", "Owed", "Overdue"]
    lines = ([*about(row), *numbers(row, headings), row.finished, row.total, row.overdue] for row in rows)
    return file_response(titles, lines, file_format, name)


def about(row: MatrixRow) -> list[str]:
    return [row.organisation.code, row.organisation.name, row.kind, row.people_in_words]


def numbers(row: MatrixRow, headings: Sequence[Heading]) -> list[int | None]:
    """Nothing, not 0, where nothing is owed."""
    cells = (row.cells.get(heading.name) for heading in headings)
    return [number for cell in cells for number in ((cell.finished, cell.total) if cell else (None, None))]
