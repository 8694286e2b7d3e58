"""The tables of the quarter pages."""

from datetime import datetime

import django_tables2
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.updates.cells import deliverers_in_words
from pssdash.reporting.updates.rows import UpdateRow
from pssdash.rounds.due_days import reach_in_words
from pssdash.rounds.models import DueDay
from pssdash.ui.tables import DateColumn, StatusColumn, Table


class PeriodTable(Table):
    """Every quarter so far."""

    quarter = django_tables2.Column(linkify=lambda record: reverse("quarter", args=[record.quarter]))
    covers = django_tables2.Column("Covers", accessor="parts_in_words", orderable=False)
    state = StatusColumn()
    opened = django_tables2.Column("Opened", accessor="opened_at")
    published = django_tables2.Column("Published", accessor="published_at", empty_values=())

    caption = "All quarters"

    class Meta(Table.Meta):
        order_by = "-quarter"

    def render_covers(self, value: str) -> str:
        return capfirst(value)

    def render_opened(self, record: ReportingPeriod) -> str:
        if record.source:
            return f"Loaded from the {record.source}"
        return f"{day_of(record.opened_at)}, {record.opened_by}"

    def render_published(self, record: ReportingPeriod) -> str:
        if not record.published_at:
            return "Not yet"
        if record.source:
            return f"{record.source.published}, as that report" if record.source.published else "As that report"
        by = f", {record.published_by}" if record.published_by else ""
        return f"{day_of(record.published_at)}{by}"


class UpdateTable(Table):
    """What a published quarter covers that reads "No update". Its rows are `UpdateRow`."""

    target = django_tables2.Column("What", accessor="ref", order_by="order")
    deliverers = django_tables2.Column(verbose_name="Delivered by", order_by="deliverers")

    def render_target(self, record: UpdateRow) -> SafeString:
        return format_html('<a href="{}">{}</a> {}', record.update_url, record.ref, record.summary)

    def render_deliverers(self, record: UpdateRow) -> str:
        return deliverers_in_words(record)


class DueDayTable(Table):
    """The due days that were set for a quarter. Its rows are `DueDay`."""

    reach = django_tables2.Column("For", empty_values=(), orderable=False)
    day = DateColumn("Due")
    set_by = django_tables2.Column("Set by", orderable=False)

    def render_reach(self, record: DueDay) -> str:
        return reach_in_words(record)

    def render_set_by(self, record: DueDay) -> str:
        return f"{record.set_by}, {day_of(record.set_at)}"


def day_of(moment: datetime) -> str:
    """`3 November 2020`: the day on the service's clock."""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"
