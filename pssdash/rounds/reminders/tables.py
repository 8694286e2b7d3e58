"""Reminders as a list, and what one of them was about."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pssdash.rounds.reminders.models import Reminder, ReminderLine
from pssdash.ui.tables import DateColumn, StatusColumn, Table, none_such

PER_PAGE = 50


class ReminderTable(Table):
    """The mails, the latest first."""

    day = DateColumn("Day")
    person = django_tables2.Column("To", order_by="person__name")
    subject = django_tables2.Column("Subject")
    asked_by = django_tables2.Column("Sent by", empty_values=(), order_by="asked_by__name")
    outcome = StatusColumn("Outcome")

    caption = "Reminders"

    class Meta(Table.Meta):
        order_by = "-day"
        empty_text = "No reminder has been sent."

    def render_person(self, record: Reminder) -> str:
        return f"{record.person.name} ({record.address})"

    def render_subject(self, record: Reminder) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("reminder", args=[record.pk]), record.subject)

    def render_asked_by(self, record: Reminder) -> str:
        return record.asked_by.name if record.asked_by else "Automatic"

    def render_outcome(self, record: Reminder, column: StatusColumn) -> Any:
        words = column.render(Reminder.Outcome(record.outcome))
        if record.sent_at:
            return format_html("{} at {}", words, f"{timezone.localtime(record.sent_at):%H:%M}")
        return format_html("{} {}", words, record.why_not_sent)


class LineTable(Table):
    """What one mail spoke of that is of one kind."""

    text = django_tables2.Column("What")
    organisation = django_tables2.Column("Organisation")
    due = DateColumn("Due", empty_values=())

    caption = "What it was about"
    row_header = "text"

    class Meta(Table.Meta):
        order_by = ()

    def render_text(self, record: ReminderLine) -> SafeString | str:
        if not record.expected:
            return record.text
        url = reverse("expected_return", args=[record.expected.period.quarter, record.expected.pk])
        return format_html('<a href="{}">{}</a>', url, record.text)

    def render_due(self, record: ReminderLine, column: DateColumn) -> Any:
        return column.render(record.due) if record.due else none_such("–")
