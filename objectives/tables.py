"""The list of targets as a table, and the audit trail of an objective."""

from collections.abc import Callable, Iterable
from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from objectives.rows import TargetRow
from pssdash.reporting.rag import Rating, Status
from pssdash.reporting.updates.cells import (
    deadline_line,
    deliverers_in_words,
    no_update_yet,
    reported_and_reviewed,
)
from pssdash.ui.rows import SortedRows
from pssdash.ui.tables import DateColumn, RagColumn, StatusColumn, Table, none_such, tag
from pssdash.ui.wording import reason

PER_PAGE = 100
SHOWN_OF_PROGRESS = 200  # characters; the card has the rest
STATUS_ORDER = {status: place for place, status in enumerate(Status)}


def first_end(row: TargetRow) -> Any:
    """The earliest deadline of the target, done or not."""
    return min((milestone.deadline.end for milestone in row.milestones if milestone.deadline.end), default=None)


def severity(row: TargetRow) -> tuple:
    """The worst first; among equals what is due first, then the strategy's order."""
    due = row.next_deadline
    return row.computed_rag.severity, due is None, due and due.toordinal(), row.order


# What each column sorts by.
SORT_KEYS: dict[str, Callable[[TargetRow], Any]] = {
    "ref": lambda row: row.order,
    "target": lambda row: (row.objective.lower(), row.order),
    "deliverers": lambda row: [deliverer.name.lower() for deliverer in row.deliverers] or None,
    "deadline": first_end,
    "next_deadline": lambda row: row.next_deadline,
    "status": lambda row: STATUS_ORDER.get(row.status),
    "rating": severity,
    "reported_rag": lambda row: row.reported_rag.severity if row.reported_rag else None,
    "progress": lambda row: row.progress.lower() or None,
}


class SortedTargets(SortedRows):
    """A missing date is never taken for the earliest one."""

    KEYS = SORT_KEYS


class TargetTable(Table):
    """The targets of a quarter. Takes a list of `TargetRow`; shows the computed and the reported RAG side by side."""

    layout = "stacked"
    ref = django_tables2.Column("Ref")
    ref.cell_class = "app-objectives__ref"
    target = django_tables2.Column("Objective and target", empty_values=())
    deliverers = django_tables2.Column("Delivered by", empty_values=())
    deadline = django_tables2.Column("Deadline", empty_values=())
    deadline.cell_class = "app-objectives__deadline"
    next_deadline = DateColumn("Next due")
    status = StatusColumn("Status", empty_values=())
    rating = RagColumn("Computed RAG")
    rating.cell_class = "app-objectives__rating"
    reported_rag = RagColumn("Reported RAG", empty_values=())
    progress = django_tables2.Column("Progress", empty_values=())
    progress.cell_class = "app-objectives__progress"

    class Meta(Table.Meta):
        order_by = "rating"
        empty_text = "No target fits these filters."

    def __init__(self, rows: Iterable[TargetRow], **kwargs: Any) -> None:
        super().__init__(SortedTargets(rows), **kwargs)

    def render_ref(self, record: TargetRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', card_url(record), record.ref)

    def render_target(self, record: TargetRow) -> SafeString:
        return format_html('<span class="app-objectives__objective">{}</span> {}', record.objective, record.summary)

    def render_deliverers(self, record: TargetRow) -> str:
        return deliverers_in_words(record)

    def render_deadline(self, record: TargetRow) -> SafeString:
        lines = dict.fromkeys(deadline_line(milestone) for milestone in record.milestones)
        return format_html_join("", '<span class="app-objectives__line">{}</span>', ((line,) for line in lines))

    def render_status(self, record: TargetRow) -> SafeString:
        if record.status is None:
            return none_such("No status")
        return tag("components/status_tag.html", status=record.status)

    def render_rating(self, value: Rating) -> SafeString:
        shown = tag("components/rag_tag.html", rag=value.rag)
        return format_html('{}<span class="app-objectives__reason">{}</span>', shown, reason(value))

    def render_reported_rag(self, record: TargetRow) -> SafeString:
        return reported_and_reviewed(record)

    def render_progress(self, record: TargetRow) -> SafeString | str:
        if not record.has_update:
            return none_such(no_update_yet(record))
        shown = Truncator(record.progress).chars(SHOWN_OF_PROGRESS)
        if record.correction_reason:
            return format_html('<span class="app-objectives__moved">Corrected</span>{}', shown)
        return shown


def card_url(row: TargetRow) -> str:
    """The target on its objective's card, in the quarter of the row."""
    card = reverse("objective", args=[row.objective_ref], query={"quarter": row.quarter.slug})
    return f"{card}#{row.ref}"
