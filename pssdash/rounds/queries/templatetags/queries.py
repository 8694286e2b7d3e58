"""Queries on the pages of others: at the entry, and in my quarter."""

from typing import Any

from django import template
from django.urls import reverse

from pssdash.accounts.models import User
from pssdash.reporting.entries.moves import Right
from pssdash.reporting.entries.pages import EntryPage
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.queries import reading
from pssdash.rounds.queries.models import FIELD_OF, Query
from pssdash.rounds.queries.pages import rows_of
from pssdash.rounds.queries.reading import waiting_for

register = template.Library()


@register.inclusion_tag("queries/at_entry.html")
def entry_queries(page: EntryPage) -> dict[str, Any]:
    """{% entry_queries page %}: every query on the entry, and the way to ask one; nothing while it is not written."""
    entry = page.entry
    if entry is None:
        return {}
    may_ask = Right.CHECK in page.assignment.rights
    ask_url = reverse("query_ask", args=[FIELD_OF[type(entry)], entry.pk]) if may_ask else ""
    return {"queries": Query.objects.on(entry).with_everything(), "ask_url": ask_url, "noun": page.noun, "entry": entry}


@register.simple_tag
def open_queries(period: ReportingPeriod) -> int:
    """{% open_queries period as number %}: how many stand against an approval."""
    return reading.open_queries(period)


@register.inclusion_tag("queries/waiting.html")
def queries_waiting_for(user: User) -> dict[str, Any]:
    """{% queries_waiting_for user %}: those that are the person's move; nothing where there are none."""
    return {"rows": rows_of(waiting_for(user))}
