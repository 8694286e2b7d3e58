"""Every number that a report states, as a table to filter and as a file."""

from collections.abc import Callable, Iterable
from typing import Any

import django_tables2
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django_filters import CharFilter

from programmes.models import StatedFigure
from programmes.pages.programme_links import stated_url
from programmes.rows import ProgrammePage, StatedRow
from pssdash.reporting.quarters import Quarter
from pssdash.ui.exports import file_response
from pssdash.ui.rows import RowFilterSet, Rows, SortedRows, checkboxes, select
from pssdash.ui.tables import Table, none_such


class StatedFilterSet(RowFilterSet):
    """Narrows what a report states of a programme. The choices are those that occur."""

    q = CharFilter(label="Search", method="search", help_text="Numbers, words and places", max_length=200)
    role = checkboxes("Role", "in_role")
    workstream = select("Workstream", "of_workstream", "Any workstream")
    measure = select("Measure", "of_measure", "Any measure or none")
    contradicted = checkboxes("Contradictions", "contradictory", choices=[("yes", "Stated in two ways")])

    def __init__(self, data: QueryDict | None, rows: Iterable[StatedRow]) -> None:
        super().__init__(data, Rows(rows))
        for name, choices in choices_in(self.queryset).items():
            self.filters[name].extra["choices"] = choices

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        words = value.lower().split()
        return rows.where(lambda row: all(word in row.search_text for word in words))

    def in_role(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.role in value)

    def of_workstream(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: row.workstream_slug == value)

    def of_measure(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: row.measure_slug == value)

    def contradictory(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.is_contradicted)


def choices_in(rows: Rows) -> dict[str, list[tuple[str, str]]]:
    roles = {row.role: row.role_label for row in rows}
    measures = {row.measure_slug: row.measure for row in rows if row.measure_slug}
    return {
        "role": [(role, roles[role]) for role in StatedFigure.Role.values if role in roles],
        "workstream": list({row.workstream_slug: row.workstream for row in rows}.items()),
        "measure": sorted(measures.items(), key=lambda choice: choice[1].lower()),
    }


class SortedStatedRows(SortedRows):
    KEYS = {
        "value": lambda row: row.value,
        "text": lambda row: row.text.lower(),
        "role": lambda row: StatedFigure.Role.values.index(row.role),
        "measure": lambda row: row.measure.lower() or None,
        "period": lambda row: row.period.lower() or None,
        "place": lambda row: row.place.lower(),
    }


class StatedTable(Table):
    """Takes `StatedRow`. Each has an anchor, so that a figure anywhere leads to its row."""

    row_header = "value"
    value = django_tables2.Column("Figure")
    text = django_tables2.Column("What it says")
    role = django_tables2.Column("Role")
    measure = django_tables2.Column("Measure", empty_values=())
    period = django_tables2.Column("Period", empty_values=())
    place = django_tables2.Column("Where it stands")
    standing = django_tables2.Column("What came of it", empty_values=(), orderable=False)

    class Meta(Table.Meta):
        empty_text = "No figure fits these filters."

    def __init__(self, page: ProgrammePage, rows: Iterable[StatedRow], **kwargs: Any) -> None:
        super().__init__(SortedStatedRows(rows), **kwargs)
        self.of_page = page

    def render_value(self, record: StatedRow) -> SafeString:
        return format_html('<span class="app-stated__anchor" id="{}">{}</span>', record.slug, record.words)

    def render_text(self, record: StatedRow) -> SafeString:
        return format_html("{}{}", record.text, beside(record.note))

    def render_role(self, record: StatedRow) -> str:
        return record.role_label

    def render_measure(self, record: StatedRow) -> SafeString:
        if not record.measure_slug:
            return none_such("None")
        url = reverse("measure", args=[record.measure_slug])
        return format_html('<a href="{}">{}</a>{}', url, record.measure, beside(record.organisation))

    def render_period(self, record: StatedRow) -> SafeString:
        return format_html("{}{}", capfirst(record.period) or none_such("Not stated"), beside(record.basis))

    def render_standing(self, record: StatedRow) -> SafeString:
        return format_html("{}{}", self.contradiction(record), outcome_of(record))

    def contradiction(self, record: StatedRow) -> SafeString | str:
        """The other statements, which one counts, and why."""
        if not record.is_contradicted:
            return ""
        others = [row for slug in record.against if (row := self.of_page.stated_by_slug.get(slug))]
        pairs = ((stated_url(self.of_page, row.slug), row.words) for row in {row.value: row for row in others}.values())
        links = format_html(
            '<span class="app-line"><b>Contradiction.</b> Also stated: {}</span>',
            format_html_join(", ", '<a href="{}">{}</a>', pairs),
        )
        verdict = "This one was adopted" if record.is_adopted else "The other was adopted"
        if not record.adoption_reason:
            return format_html('{}<span class="app-line">Nobody has decided yet which counts.</span>', links)
        return format_html('{}<span class="app-line"><b>{}.</b> {}</span>', links, verdict, record.adoption_reason)


def beside(text: str) -> SafeString | str:
    """A second line in a cell."""
    return format_html('<span class="app-line app-none">{}</span>', text) if text else ""


def outcome_of(record: StatedRow) -> str:
    """Which record the number has become."""
    if record.became == "observation":
        return "Held as a value of the measure."
    if record.became == "count":
        return "Held as a count of phases."
    if record.is_contradicted and not record.is_adopted:
        return ""
    return "Kept as stated."


COLUMNS: dict[str, Callable[[StatedRow], Any]] = {
    "figure": lambda row: row.slug,
    "fact": lambda row: row.fact,
    "role": lambda row: row.role_label,
    "value": lambda row: row.value,
    "in_words": lambda row: row.words,
    "text": lambda row: row.text,
    "workstream": lambda row: row.workstream,
    "measure": lambda row: row.measure,
    "organisation": lambda row: row.organisation or "England",
    "period": lambda row: row.period,
    "basis": lambda row: row.basis,
    "source": lambda row: row.source,
    "place": lambda row: row.place,
    "note": lambda row: row.note,
    "contradicted_by": lambda row: "; ".join(row.against),
    "adopted": lambda row: ("yes" if row.is_adopted else "no") if row.is_contradicted else "",
    "reason": lambda row: row.adoption_reason,
    "held_as": outcome_of,
}


def stated_response(rows: Iterable[StatedRow], slug: str, quarter: Quarter, file_format: str) -> HttpResponse:
    """The rows as a download named by programme and quarter."""
    cells = ([value(row) for value in COLUMNS.values()] for row in rows)
    return file_response(list(COLUMNS), cells, file_format, f"{slug}-figures-{quarter.slug}")
