"""The table of icon rows. A measure is never coloured red, amber or green; the icons say what its chart finds."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import django_tables2
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from programmes.charts import sparkline_of
from programmes.charts.icons import Icon, assurance_icon, variation_icon
from programmes.pages.icon_table import IconRow
from programmes.pages.signals import signal_order
from pssdash.ui.rows import SortedRows
from pssdash.ui.tables import Table, none_such, tag


def by_signal(row: IconRow) -> tuple:
    """Concern first, in each signal what misses its ambition; among equals the order of the programmes."""
    return (*signal_order(row.variation, row.assurance), *in_order(row))


def in_order(row: IconRow) -> tuple:
    stream = row.measure.workstream
    return stream.programme.position, stream.position, row.measure.position, row.measure.pk, row.organisation.name


SORT_KEYS: dict[str, Callable[[IconRow], Any]] = {
    "workstream": in_order,
    "measure": lambda row: (row.measure.name.lower(), row.organisation.name),
    "organisation": lambda row: row.organisation.name.lower(),
    "latest": lambda row: row.latest.value if row.latest else None,
    "variation": by_signal,
    "assurance": lambda row: (signal_order(row.variation, row.assurance)[1], *by_signal(row)),
}


class SortedIconRows(SortedRows):
    KEYS = SORT_KEYS


class IconTable(Table):
    """Takes a list of `IconRow`. `without` names columns to leave out, such as "workstream" or "organisation"."""

    layout = "stacked"
    row_header = "measure"
    workstream = django_tables2.Column("Workstream", empty_values=())
    measure = django_tables2.Column("Measure", empty_values=())
    organisation = django_tables2.Column("Organisation")
    latest = django_tables2.Column("Latest", empty_values=())
    latest.cell_class = "app-measures__latest"
    variation = django_tables2.Column("Variation", empty_values=())
    assurance = django_tables2.Column("Assurance", empty_values=())
    ambition = django_tables2.Column("Ambition", orderable=False, empty_values=("",), default="–")
    trend = django_tables2.Column("Trend", empty_values=(), orderable=False)
    says = django_tables2.Column("What the chart says", empty_values=(), orderable=False)
    says.cell_class = "app-measures__says"

    class Meta(Table.Meta):
        order_by = "workstream"
        empty_text = "No measure fits these filters."

    def __init__(self, rows: Iterable[IconRow], *, without: Iterable[str] = ("organisation",), **kwargs: Any) -> None:
        super().__init__(SortedIconRows(rows), exclude=tuple(without), **kwargs)

    def before_render(self, request: HttpRequest) -> None:
        """In the order of the programmes the headings of groups say what the column would."""
        if self.stands_in_order:
            self.columns.hide("workstream")

    @property
    def stands_in_order(self) -> bool:
        return list(self.order_by or ()) == ["workstream"]

    def group_of(self, record: IconRow) -> str:
        """Under its programme and workstream, while the rows stand in their order."""
        stream = record.measure.workstream
        return f"{stream.programme.name}: {stream.name}" if self.stands_in_order else ""

    def render_workstream(self, record: IconRow) -> SafeString:
        stream = record.measure.workstream
        programme = stream.programme.acronym or stream.programme.name
        return format_html(
            '<span class="app-measures__programme">{}</span>{}', programme, stream.acronym or stream.name
        )

    def render_measure(self, record: IconRow) -> SafeString:
        mark = tag("components/illustrative_tag.html") if record.is_illustrative else ""
        return format_html('<a href="{}">{}</a>{}', record.url, record.measure.name, mark)

    def render_organisation(self, record: IconRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.url, record.organisation.short_name)

    def render_latest(self, record: IconRow) -> SafeString:
        if record.latest is None:
            return none_such(record.value)
        return format_html(
            '<b class="app-measures__value">{}</b>{}',
            record.value,
            format_html_join("", '<span class="app-measures__note">{}</span>', ((note,) for note in notes_of(record))),
        )

    def render_variation(self, record: IconRow) -> SafeString:
        return icon_cell(variation_icon(record.variation), record.variation is not None)

    def render_assurance(self, record: IconRow) -> SafeString:
        return icon_cell(assurance_icon(record.assurance), record.assurance is not None)

    def render_trend(self, record: IconRow) -> str:
        return sparkline_of(record.reading.result) if record.reading and record.reading.has_icons else ""

    def render_says(self, record: IconRow) -> SafeString | str:
        return record.sentence or none_such("Nothing yet")


def notes_of(row: IconRow) -> list[str]:
    """What belongs to the latest value: its period, and whatever limits what it says."""
    marks = [row.period, row.basis, row.coverage, "Provisional" if row.is_provisional else "", row.last_known]
    return [mark for mark in marks if mark]


@cache
def icon_cell(icon: Icon, is_given: bool) -> SafeString:
    """An icon with its words for screen readers; a dash where there is none to give. There are a dozen in all."""
    if is_given:
        return tag("components/spc_icon.html", icon=icon, are_words_shown=False)
    return format_html(
        '<span class="app-none" aria-hidden="true">–</span><span class="nhsuk-u-visually-hidden">{}</span>', icon.words
    )
