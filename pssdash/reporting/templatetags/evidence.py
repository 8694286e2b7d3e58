"""The evidence of an entry on its page."""

from typing import Any

from django import template

from pssdash.reporting.entries.evidence.reading import files_of, takes_evidence
from pssdash.reporting.entries.pages import EntryPage

register = template.Library()


@register.inclusion_tag("evidence/at_entry.html")
def entry_evidence(page: EntryPage) -> dict[str, Any]:
    """{% entry_evidence page %}: the files, and the way to add and remove them; nothing for kinds without."""
    if not takes_evidence(page.kind.model):
        return {}
    may_change = page.assignment.may_write and not page.why_not_writable
    return {
        "is_shown": bool(page.entry) or may_change,
        "files": files_of(page.entry) if page.entry else (),
        "url": page.assignment.url("evidence") if page.entry and may_change else "",
        "waits_for_a_save": page.entry is None,
        "noun": page.noun,
    }
