"""The tables of the board page and the regions."""

from collections.abc import Iterable, Sequence
from typing import Any

import django_tables2
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from objectives.rows import TargetRow
from objectives.tables import TargetTable, card_url
from programmes.pages.icon_table import IconRow
from programmes.tables import IconTable
from pssdash.board.counts import CountRow, RagCount
from pssdash.board.exceptions import missing
from pssdash.board.next_deadlines import DueMilestone
from pssdash.board.region_returns import Return
from pssdash.reporting.rag import Rating, in_words
from pssdash.reporting.updates.cells import deliverers_in_words, reasons_given, reported_and_reviewed
from pssdash.ui.tables import DateColumn, NumberColumn, RagColumn, StatusColumn, Table, none_such, tag
from pssdash.ui.wording import reason

# Five exceptions have to fit on the first screen; the card has every word.
SHOWN_OF_TEXT = 100
SHOWN_OF_REASON = 70


def shortened(text: str, length: int = SHOWN_OF_TEXT) -> str:
    return Truncator(text).chars(length)


def linked_target(row: TargetRow, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a> {}', card_url(row), row.ref, shortened(text))


class ExceptionTable(Table):
    """Red and Amber targets with their recovery. Its rows are `TargetRow`."""

    target = django_tables2.Column(empty_values=())
    rating = RagColumn("Computed RAG")
    reported_rag = RagColumn("Reported RAG", empty_values=())
    why = django_tables2.Column("Why", empty_values=())
    action = django_tables2.Column("Recovery action", empty_values=())
    owner = django_tables2.Column("Owner", empty_values=())
    due = DateColumn("Action due", empty_values=())

    class Meta(Table.Meta):
        orderable = False

    def render_target(self, record: TargetRow) -> SafeString:
        return linked_target(record, record.summary)

    def render_rating(self, value: Rating) -> SafeString:
        return tag("components/rag_tag.html", rag=value.rag)

    def render_reported_rag(self, record: TargetRow) -> SafeString:
        return reported_and_reviewed(record)

    def render_why(self, record: TargetRow) -> SafeString:
        """The rule's reason and, where somebody reports or a reviewer says otherwise, theirs."""
        said = ((who, shortened(why, SHOWN_OF_REASON)) for who, why in reasons_given(record))
        lines = format_html_join("", '<span class="app-board__said">{}: {}</span>', said)
        return format_html("{}{}", reason(record.rating), lines)

    def render_action(self, record: TargetRow) -> SafeString | str:
        return shortened(record.action) if record.action else none_such(missing(record))

    def render_owner(self, record: TargetRow) -> SafeString | str:
        return record.action_owner or none_such(missing(record))

    def render_due(self, record: TargetRow) -> SafeString | str:
        return in_words(record.action_due) if record.action_due else none_such(missing(record))


class BarColumn(django_tables2.Column):
    """Counts as a bar. The numbers stand beside it, so print leaves it out."""

    cell_class = header_class = "app-board__share"

    def render(self, value: Sequence[RagCount]) -> SafeString:
        return tag("board/bar.html", counts=value)


class CountTable(Table):
    """Counts by computed RAG and their shares as a bar. Its rows are `CountRow`; each kind names its own heading."""

    layout = "scroll"
    targets = NumberColumn("Targets", accessor="total")
    red = NumberColumn("Red", accessor="counts__0")
    amber = NumberColumn("Amber", accessor="counts__1")
    green = NumberColumn("Green", accessor="counts__2")
    complete = NumberColumn("Complete", accessor="counts__3")
    not_rated = NumberColumn("Not rated", accessor="counts__4")
    share = BarColumn("Share of each", accessor="counts")

    class Meta(Table.Meta):
        orderable = False

    def render_label(self, record: CountRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.url, record.label)

    def render_red(self, value: RagCount) -> SafeString | str:
        """Every count leads to what it counts."""
        return format_html('<a href="{}">{}</a>', value.url, value.count) if value.count else "0"

    render_amber = render_green = render_complete = render_not_rated = render_red


class ThemeTable(CountTable):
    label = django_tables2.Column("Theme")

    class Meta(CountTable.Meta):
        sequence = ("label", "...")


class QuarterTable(CountTable):
    label = django_tables2.Column("Quarter")

    class Meta(CountTable.Meta):
        sequence = ("label", "...")


class RegionTable(CountTable):
    label = django_tables2.Column("Region")

    class Meta(CountTable.Meta):
        sequence = ("label", "...")


class CommentedTargetTable(TargetTable):
    """A region's targets for its lead: each leads to the comment form below, filled in for it."""

    comment = django_tables2.Column("Comment", accessor="ref", orderable=False)
    comment.cell_class = comment.header_class = "app-table__way-on"

    class Meta(TargetTable.Meta):
        """django-tables2 inherits columns, and not what a Meta says."""

    def __init__(self, rows: Iterable[TargetRow], *, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(rows, **kwargs)
        self.query = query

    def render_comment(self, value: str) -> SafeString:
        query = self.query.copy()
        query["comment"] = value
        hidden = format_html('<span class="nhsuk-u-visually-hidden"> on {}</span>', value)
        return format_html('<a href="?{}#comment-form">Comment{}</a>', query.urlencode(), hidden)


class ReturnTable(Table):
    """How far each organisation of a region is in the open quarter. Its rows are `Return`."""

    organisation = django_tables2.Column(accessor="name")
    kind = django_tables2.Column("Kind")
    finished = django_tables2.Column("Submitted")
    state = StatusColumn("State")

    class Meta(Table.Meta):
        orderable = False

    def render_finished(self, record: Return) -> str:
        return f"{record.finished} of {record.owed}"


class DeadlineTable(Table):
    """Commitments by the day they are due. Its rows are `DueMilestone`."""

    due = DateColumn("Due")
    target = django_tables2.Column(accessor="row__ref")
    deliverers = django_tables2.Column("Delivered by", accessor="row")
    rating = RagColumn("Computed RAG")

    class Meta(Table.Meta):
        orderable = False
        empty_text = "No deadline falls in these quarters."

    def render_target(self, record: DueMilestone) -> SafeString:
        return linked_target(record.row, record.milestone.text or record.row.summary)

    def render_deliverers(self, record: DueMilestone) -> str:
        return deliverers_in_words(record.row)

    def render_rating(self, value: Rating) -> SafeString:
        return tag("components/rag_tag.html", rag=value.rag)


class RegionMeasureTable(IconTable):
    """The organisations of a region under each measure, beside England. Takes `IconRow`s, measures first."""

    caption = "Each measure by organisation"
    row_header = "organisation"

    def __init__(self, rows: Iterable[IconRow], **kwargs: Any) -> None:
        super().__init__(rows, without=("workstream", "measure", "ambition"), orderable=False, **kwargs)

    def group_of(self, record: IconRow) -> str:
        """Under its measure, with the ambition that all of them share."""
        ambition = f" (ambition {record.ambition})" if record.ambition else ""
        return f"{record.measure.name}{ambition}"
