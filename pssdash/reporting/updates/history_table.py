"""A target or deliverable through the quarters, as a table: ratings, notes and their corrections."""

from dataclasses import dataclass
from typing import Any

import django_tables2
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from pssdash.reporting.rag import Rating
from pssdash.reporting.updates.cells import no_update_yet, reported_and_reviewed
from pssdash.reporting.updates.rows import UpdateRow
from pssdash.ui.tables import RagColumn, Table, none_such, tag
from pssdash.ui.wording import reason


@dataclass(frozen=True)
class Link:
    """A way on: its words and its page."""

    text: str
    url: str


@dataclass(frozen=True)
class PastQuarter:
    """A row in one quarter: the one in force with its page, and the published ones that it corrected."""

    row: UpdateRow
    url: str
    is_draft: bool
    is_shown: bool
    earlier: tuple[Link, ...]

    @property
    def rating(self) -> Rating:
        return self.row.rating

    @property
    def reported_rag(self) -> Any:
        return self.row.reported_rag


class HistoryTable(Table):
    """One row a quarter, newest first. The quarter of the page points to the page for its note."""

    quarter = django_tables2.Column("Quarter", empty_values=())
    rating = RagColumn("Computed RAG")
    reported_rag = RagColumn("Reported RAG", empty_values=())
    note = django_tables2.Column("Note", empty_values=())

    class Meta(Table.Meta):
        orderable = False

    def render_quarter(self, record: PastQuarter) -> SafeString:
        draft = tag("components/tag.html", text="Draft", tone="yellow") if record.is_draft else ""
        if record.is_shown:
            return format_html("<b>{}</b> {}", record.row.quarter, draft)
        return format_html('<a href="{}">{}</a> {}', record.url, record.row.quarter, draft)

    def render_rating(self, value: Rating) -> SafeString:
        shown = tag("components/rag_tag.html", rag=value.rag)
        return format_html('{}<span class="app-objectives__reason">{}</span>', shown, reason(value))

    def render_reported_rag(self, record: PastQuarter) -> SafeString:
        return reported_and_reviewed(record.row, with_reasons=True)

    def render_note(self, record: PastQuarter) -> SafeString:
        return format_html("{}{}", note(record), corrections(record))


def note(past: PastQuarter) -> SafeString:
    if past.is_shown:
        return none_such("Shown above")
    if not past.row.has_update:
        return none_such(no_update_yet(past.row))
    since = format_html('<span class="app-objectives__line">{}.</span>', past.row.confirmation)
    text = mark_safe(linebreaks(past.row.progress, autoescape=True))  # noqa: S308 (linebreaks escapes it)
    return since + text if past.row.confirmation else text


def corrections(past: PastQuarter) -> SafeString | str:
    """That the note was corrected, why, and the versions published before."""
    if not past.earlier:
        return ""
    links = format_html_join(", ", '<a href="{}">{}</a>', ((link.url, link.text.lower()) for link in past.earlier))
    return format_html(
        '<span class="app-objectives__line"><b>Corrected:</b> {}</span>'
        '<span class="app-objectives__line">Published before: {}.</span>',
        past.row.correction_reason, links,
    )  # fmt: skip
