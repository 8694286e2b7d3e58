"""The tables of the pages of signs. Their files have the same columns, in plain words, numbers and dates."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import django_tables2
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pssdash.reporting.deadline_texts import wording_of
from pssdash.reporting.rag import Status, in_words
from pssdash.reporting.updates.cells import deliverers_in_words, reasons_given, reported_and_reviewed
from pssdash.rounds.signs.ahead import Due
from pssdash.rounds.signs.answering import Unanswered
from pssdash.rounds.signs.drift import Drift, Share
from pssdash.rounds.signs.silence import Sign, Silence
from pssdash.ui.rows import SortedRows
from pssdash.ui.tables import DateColumn, NumberColumn, RagColumn, StatusColumn, Table, none_such, tag
from pssdash.ui.wording import reason

Keys = Mapping[str, Callable[[Any], Any]]
SIGNS = list(Sign)
ITEM_KEYS: Keys = {
    "ref": lambda row: row.item.row.order,
    "summary": lambda row: row.item.row.summary.lower(),
    "chapter": lambda row: row.item.chapter[1].lower(),
    "deliverers": lambda row: deliverers_in_words(row.item.row).lower(),
}


class SignTable(Table):
    """What stands at the beginning of each row: the item, where it belongs, who delivers it. Rows have an `item`."""

    KEYS: Keys = ITEM_KEYS

    ref = django_tables2.Column("Ref", accessor="item__ref")
    ref.cell_class = "app-objectives__ref"
    summary = django_tables2.Column("Target or deliverable", accessor="item__row__summary")
    chapter = django_tables2.Column("Theme or programme", accessor="item__chapter__1")
    deliverers = django_tables2.Column("Delivered by", empty_values=())

    class Meta(Table.Meta):
        empty_text = "Nothing fits these filters."

    def __init__(self, rows: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(type("Sorted", (SortedRows,), {"KEYS": self.KEYS})(rows), **kwargs)

    def render_ref(self, record: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.item.url, record.item.ref)

    def value_ref(self, value: str) -> str:
        return value

    def render_deliverers(self, record: Any) -> str:
        return deliverers_in_words(record.item.row)

    value_deliverers = render_deliverers


class SilenceTable(SignTable):
    """Its rows are `Silence`."""

    KEYS = {
        **ITEM_KEYS,
        "sign": lambda row: (SIGNS.index(row.sign), -row.quarters, row.item.row.order),
        "why": lambda row: row.why.lower(),
        "quarters": lambda row: row.quarters or None,
    }
    sign = django_tables2.Column("Sign", accessor="sign__label")
    why = django_tables2.Column("Why")
    quarters = NumberColumn("Quarters in a row", empty_values=(0,), default="–")

    class Meta(SignTable.Meta):
        order_by = "sign"
        sequence = ("ref", "summary", "sign", "why", "quarters", "chapter", "deliverers")

    def value_quarters(self, record: Silence) -> int | None:
        return record.quarters or None


class DriftTable(SignTable):
    """Its rows are `Drift`."""

    KEYS = {
        **ITEM_KEYS,
        "reported": lambda row: row.item.row.reported_rag.severity,
        "computed": lambda row: (row.item.row.computed_rag.severity, row.item.row.order),
        "quarters": lambda row: row.quarters,
        "reason": lambda row: row.item.row.rag_reason.lower() or None,
    }
    reported = RagColumn("Reported RAG", accessor="item__row__reported_rag")
    computed = RagColumn("Computed RAG", accessor="item__row__rating")
    computed.cell_class = "app-objectives__rating"
    quarters = NumberColumn("Quarters in a row")
    reason = django_tables2.Column("Reason given", accessor="item__row", empty_values=())

    class Meta(SignTable.Meta):
        order_by = "-quarters"
        sequence = ("ref", "summary", "reported", "computed", "quarters", "reason", "chapter", "deliverers")

    def render_reported(self, record: Drift) -> SafeString:
        return reported_and_reviewed(record.item.row)

    def value_reported(self, record: Drift) -> str:
        row = record.item.row
        reviewer = f"; reviewer: {row.reviewer_rag.label}" if row.reviewer_rag else ""
        return f"{row.reported_rag.label}{reviewer}"

    def render_computed(self, record: Drift) -> SafeString:
        rating = record.item.row.rating
        shown = tag("components/rag_tag.html", rag=rating.rag)
        return format_html('{}<span class="app-objectives__reason">{}</span>', shown, reason(rating))

    def value_computed(self, record: Drift) -> str:
        return record.item.row.rating.sentence

    def render_quarters(self, record: Drift) -> str:
        return f"{record.quarters}, since {record.since.short}"

    def value_quarters(self, record: Drift) -> int:
        return record.quarters

    def render_reason(self, record: Drift) -> SafeString | str:
        line = '<span class="app-objectives__line">{}: {}</span>'
        return format_html_join("", line, reasons_given(record.item.row)) or none_such("None given")

    def value_reason(self, record: Drift) -> str:
        row = record.item.row
        reviewer = f"Reviewer: {row.reviewer_reason}" if row.reviewer_reason else ""
        return "; ".join(filter(None, [row.rag_reason, reviewer]))


class DueTable(SignTable):
    """Its rows are `Due`."""

    KEYS = {
        **ITEM_KEYS,
        "due": lambda row: row.deadline,
        "forecast": lambda row: row.forecast,
        "commitment": lambda row: row.milestone.text.lower(),
        "wording": lambda row: wording_of(row.milestone.deadline).lower(),
        "status": lambda row: list(Status).index(row.milestone.status) if row.milestone.status else None,
        "rating": lambda row: (row.milestone.rating.rag.severity, row.item.row.order),
    }
    due = DateColumn("Deadline", accessor="deadline", default="None")
    forecast = DateColumn("Forecast", empty_values=())
    commitment = django_tables2.Column("What is due", accessor="milestone__text")
    wording = django_tables2.Column("As written", empty_values=())
    status = StatusColumn("Status", accessor="milestone__status", empty_values=())
    rating = RagColumn("Computed RAG", accessor="milestone__rating")
    rating.cell_class = "app-objectives__rating"

    class Meta(SignTable.Meta):
        order_by = "due"
        sequence = ("due", "ref", "commitment", "deliverers", "forecast", "status", "rating", "wording", "chapter")
        exclude = ("summary",)

    row_header = "ref"

    def render_forecast(self, record: Due) -> SafeString | str:
        if record.forecast is None:
            return none_such("None")
        shown = in_words(record.forecast)
        if not record.is_forecast_late:
            return shown
        return format_html('{} <span class="app-objectives__moved">After the deadline</span>', shown)

    def value_forecast(self, record: Due) -> Any:
        return record.forecast

    def render_wording(self, record: Due) -> SafeString:
        moves = record.milestone.moves
        moved = [(f"Moved: first {wording_of(record.milestone.original_deadline)}",)] if moves else []
        return format_html(
            "{}{}", wording_of(record.milestone.deadline),
            format_html_join("", ' <span class="app-objectives__moved">{}</span>', moved),
        )  # fmt: skip

    def value_wording(self, record: Due) -> str:
        return wording_of(record.milestone.deadline)

    def render_status(self, record: Due) -> SafeString:
        status = record.milestone.status
        return tag("components/status_tag.html", status=status) if status else none_such("No status")

    def value_status(self, record: Due) -> str:
        return record.milestone.status_label

    def render_rating(self, record: Due) -> SafeString:
        return tag("components/rag_tag.html", rag=record.milestone.rating.rag)

    def value_rating(self, record: Due) -> str:
        return record.milestone.rating.sentence


class ShareTable(Table):
    """How much of each group drifts; its rows are `Share`. `parameter` names the filter that a name leads to."""

    name = django_tables2.Column("Name")
    drifting = NumberColumn("Drifting")
    of = NumberColumn("Of those with a reported RAG")

    class Meta(Table.Meta):
        orderable = False

    def __init__(self, rows: Iterable[Share], *, parameter: str, heading: str, **kwargs: Any) -> None:
        super().__init__(rows, **kwargs)
        self.parameter = parameter
        self.columns["name"].column.verbose_name = heading

    def render_name(self, record: Share) -> SafeString:
        return format_html('<a href="?{}={}#list">{}</a>', self.parameter, record.slug, record.name)


class UnansweredTable(Table):
    """Organisations for which nobody answers. Its rows are `Unanswered`."""

    name = django_tables2.Column("Organisation")
    kind = django_tables2.Column("Kind")
    items = django_tables2.Column("Helps to deliver")

    class Meta(Table.Meta):
        orderable = False

    def render_items(self, record: Unanswered) -> SafeString:
        links = ((item.url, item.ref) for item in record.items)
        return format_html_join(", ", '<a href="{}">{}</a>', links)
