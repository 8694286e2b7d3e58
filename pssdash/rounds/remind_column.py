"""The tick box and the button that remind the people behind a row. They belong to the form above the table."""

from collections.abc import Sequence
from typing import Any

import django_tables2
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pssdash.accounts.permissions import Permission
from pssdash.reporting.models import ReportingPeriod
from pssdash.ui.tables import none_such

FORM = "remind"  # the id in rounds/remind.html


def can_remind(request: HttpRequest, period: ReportingPeriod) -> bool:
    """In an open quarter, for those who run it."""
    return request.user.has_perm(Permission.RUN_QUARTER) and period.state == ReportingPeriod.State.OPEN


def remind_columns(may_remind: bool, what: str) -> Sequence[tuple[str, django_tables2.Column]]:
    """For a table of organisations or of returns, as `what` says; none for those who may not."""
    return [("remind", RemindColumn(what))] if may_remind else []


class RemindColumn(django_tables2.Column):
    """Rows have an `organisation`, `people` and `standings`; of returns there is one standing in each."""

    def __init__(self, what: str) -> None:
        super().__init__("Remind", empty_values=(), orderable=False)
        self.what = what

    def render(self, record: Any) -> SafeString:
        if all(each.is_finished for each in record.standings):
            return none_such("Nothing to do")
        if not record.people:
            return none_such("Nobody")
        value, name = self.named(record)
        return format_html(
            '<span class="app-remind"><input class="app-remind__box" type="checkbox" form="{form}" name="{what}" '
            'value="{value}" aria-label="Choose {name}"><button class="nhsuk-button nhsuk-button--secondary '
            'nhsuk-button--small app-remind__button" form="{form}" name="only_{what}" value="{value}">Remind'
            '<span class="nhsuk-u-visually-hidden"> about {name}</span></button></span>',
            form=FORM, what=self.what, value=value, name=name,
        )  # fmt: skip

    def named(self, record: Any) -> tuple[object, str]:
        if self.what == "organisation":
            return record.organisation.code, record.organisation.name
        return record.standings[0].pk, f"{record.owed.name}, {record.organisation.short_name}"
