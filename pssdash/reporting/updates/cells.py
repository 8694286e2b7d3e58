"""What tables and pages say of a row in a few words."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from pssdash.reporting.deadline_texts import comes_to, wording_of
from pssdash.reporting.updates.rows import MilestoneRow, UpdateRow
from pssdash.ui.wording import wording


def deliverers_in_words(row: UpdateRow) -> str:
    """Who leads, in the order of the source, then who supports."""
    leads = [deliverer.name for deliverer in row.deliverers if not deliverer.supports]
    supports = [deliverer.name for deliverer in row.deliverers if deliverer.supports]
    support = f"with support from {' and '.join(supports)}" if supports else ""
    return ", ".join(filter(None, ["; ".join(leads), support])) or "Nobody named"


def deadline_line(milestone: MilestoneRow) -> SafeString:
    """The wording in force, what it comes to and, where it was moved, the original."""
    moved: SafeString | str = ""
    if milestone.moves:
        original = wording_of(milestone.original_deadline)
        moved = format_html('<span class="app-objectives__moved">Moved: first {}</span>', original)
    shown = wording_of(milestone.deadline)
    return format_html('{} <span class="app-objectives__read">{}</span>{}', shown, comes_to(milestone.deadline), moved)


def no_update_yet(row: UpdateRow) -> str:
    """For a row without an approved update; those who see drafts read how far it is."""
    if not row.work_state:
        return "No update this quarter"
    return f"No approved update: {wording(row.work_state).lower()}"
