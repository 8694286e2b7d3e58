"""What the page of an expected return shows of reminders: `{% reminders_about expected %}`."""

from typing import Any

from django import template
from django.template import Context
from django_tables2 import RequestConfig

from pssdash.accounts.permissions import Permission
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.reminders.models import Reminder
from pssdash.rounds.reminders.tables import ReminderTable

register = template.Library()


@register.inclusion_tag("reminders/about.html", takes_context=True)
def reminders_about(context: Context, expected: ExpectedReturn) -> dict[str, Any]:
    """Those that spoke of the return, for the national team; others see nothing."""
    request = context["request"]
    if not request.user.has_perm(Permission.READ_DRAFTS):
        return {"table": None}
    found = Reminder.objects.filter(lines__expected=expected).distinct().select_related("person", "asked_by")
    table = ReminderTable(found, caption="Reminders about this return", orderable=False)
    RequestConfig(request, paginate=False).configure(table)
    return {"table": table, "request": request}
