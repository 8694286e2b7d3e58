"""What tables and pages say of a row in a few words."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pssdash.reporting.deadline_texts import comes_to, wording_of
from pssdash.reporting.updates.rows import MilestoneRow, UpdateRow
from pssdash.ui.tables import none_such, tag
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


def reported_and_reviewed(row: UpdateRow, *, with_reasons: bool = False) -> SafeString:
    """The reported RAG and, below it, a reviewer's where they differ: two voices in one cell."""
    reported = tag("components/rag_tag.html", rag=row.reported_rag) if row.reported_rag else none_such("None reported")
    voices = [(reported, row.rag_reason)]
    if row.reviewer_rag:
        theirs = format_html("Reviewer: {}", tag("components/rag_tag.html", rag=row.reviewer_rag))
        voices.append((theirs, row.reviewer_reason))
    if not with_reasons:
        return format_html_join("", '<span class="app-voice">{}</span>', ((voice,) for voice, _ in voices))
    line = '<span class="app-voice">{}<span class="app-objectives__reason">{}</span></span>'
    return format_html_join("", line, voices)


def reasons_given(row: UpdateRow) -> list[tuple[str, str]]:
    """Who says why they rate it so, and what they say."""
    said = [("Reported", row.rag_reason), ("Reviewer", row.reviewer_reason)]
    return [(who, why) for who, why in said if why]


def no_update_yet(row: UpdateRow) -> str:
    """For a row without an approved update; those who see drafts read how far it is."""
    if not row.work_state:
        return "No update this quarter"
    return f"No approved update: {wording(row.work_state).lower()}"
