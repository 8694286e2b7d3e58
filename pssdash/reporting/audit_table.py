"""The audit trail of one page, field by field."""

from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from pssdash.accounts.models import AuditEvent
from pssdash.organisations.models import Organisation
from pssdash.reporting.audit_words import in_words, item_in_words
from pssdash.ui.tables import Table

BY_NOBODY = "Loaded from a file"


def trail_of(subject: str) -> QuerySet[AuditEvent]:
    """Everything recorded under a page (`objective/SC-1`), newest first."""
    return AuditEvent.objects.filter(subject=subject).select_related("by")


class AuditTable(Table):
    """One row an event: when, who, what, each field before and after, and why."""

    at = django_tables2.Column("When")
    by = django_tables2.Column("Who", order_by="by__name", empty_values=())
    action = django_tables2.Column("What")
    changes = django_tables2.Column("Changes", orderable=False, empty_values=())
    reason = django_tables2.Column("Reason", orderable=False, default="")

    class Meta(Table.Meta):
        order_by = "-at"
        empty_text = "Nothing has been changed since it was loaded."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = dict(Organisation.objects.values_list("code", "short_name"))

    def render_at(self, value: Any) -> str:
        moment = timezone.localtime(value)
        return f"{moment.day} {moment:%b %Y, %H:%M}"

    def render_by(self, record: AuditEvent) -> str:
        return record.by.name if record.by else BY_NOBODY

    def render_action(self, record: AuditEvent) -> str:
        return f"{capfirst(record.action)}: {item_in_words(record.item_kind, record.item_key, self.names)}"

    def render_changes(self, record: AuditEvent) -> SafeString:
        lines = (
            (capfirst(change["field"]), shown(change["before"]), shown(change["after"])) for change in record.changes
        )
        return format_html_join("", '<span class="app-objectives__line"><b>{}</b>: from {} to {}</span>', lines)


def shown(text: str) -> SafeString:
    return format_html("“{}”", in_words(text)) if text else format_html('<span class="app-none">{}</span>', "nothing")
