"""The small tables of a measure's page."""

from typing import Any

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString

from programmes.pages.icon_table import IconRow
from programmes.pages.measure_card import StatedRow
from programmes.pages.value_history import ValueChange
from pssdash.ui.tables import Table


def with_note(text: Any, note: str) -> SafeString | str:
    """A cell with a smaller line below it, where there is one to say."""
    return format_html('{}<span class="app-measures__note">{}</span>', text, note) if note else text


class PlainTable(Table):
    """Short, complete and in an order of its own: nothing to sort or page. The heading of its section names it."""

    def __init__(self, rows: Any, **kwargs: Any) -> None:
        super().__init__(rows, orderable=False, **kwargs)


class DifferenceTable(PlainTable):
    """Takes `Difference`s."""

    period = django_tables2.Column("Period")
    entered = django_tables2.Column("Entered")
    rolled_up = django_tables2.Column("Rolled up")
    coverage = django_tables2.Column("Rolled up from")


class ChangedPointTable(PlainTable):
    """Takes `ChangedPoint`s."""

    layout = "scroll"
    period = django_tables2.Column("Period")
    value = django_tables2.Column("Value")
    before = django_tables2.Column("Default rules")
    after = django_tables2.Column("These rules")


class StatedTable(PlainTable):
    """Takes `StatedRow`s."""

    text = django_tables2.Column("Stated")
    text.cell_class = "app-measure__stated"
    value = django_tables2.Column("Figure")
    role = django_tables2.Column("As")
    period = django_tables2.Column("Period", default="–", empty_values=("",))
    place = django_tables2.Column("Place", default="–", empty_values=("",))

    def render_text(self, record: StatedRow) -> SafeString | str:
        return with_note(record.text, record.standing)


class ValueChangeTable(PlainTable):
    """Takes `ValueChange`s."""

    period = django_tables2.Column("Period")
    old = django_tables2.Column("Was")
    new = django_tables2.Column("Became")
    at = django_tables2.DateTimeColumn(verbose_name="When", format="j M Y, H:i")
    batch = django_tables2.Column("By")

    def render_old(self, record: ValueChange) -> SafeString | str:
        return with_note(record.old, "As published" if record.is_after_publication else "")

    def render_batch(self, record: ValueChange) -> SafeString | str:
        return with_note(", ".join(filter(None, [record.batch, record.by])), record.reason)


class UnchartedTable(PlainTable):
    """Takes `IconRow`s of organisations whose values no control chart can be drawn of."""

    organisation = django_tables2.Column("Organisation")
    value = django_tables2.Column("Latest")
    period = django_tables2.Column("Period")

    def render_organisation(self, record: IconRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.url, record.organisation.short_name)
