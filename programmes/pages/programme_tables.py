"""The tables of a programme's page: measures with their icons, deliverables with their ratings."""

from collections.abc import Iterable, Mapping
from functools import cache

import django_tables2
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from programmes.charts import sparkline_of
from programmes.charts.icons import Icon, assurance_icon, variation_icon
from programmes.deliverable_rows import DeliverableRow
from programmes.measure_rows import analyse_rows
from programmes.models import Basis, StatedFigure
from programmes.pages.programme_links import stated_url
from programmes.rows import MeasureRow, ProgrammePage, StatedRow
from programmes.spc import Result
from pssdash.reporting.rag import Rating
from pssdash.reporting.updates.cells import deadline_line, no_update_yet, reported_and_reviewed
from pssdash.ui.tables import RagColumn, StatusColumn, Table, none_such, tag
from pssdash.ui.wording import reason

LEVELS = (StatedFigure.Role.MEAN, StatedFigure.Role.BASELINE)
FEWEST = 2  # points that a trend needs


class MeasureTable(Table):
    """What the icons say of each measure. Takes `MeasureRow`; a measure is never red, amber or green."""

    measure = django_tables2.Column("Measure", accessor="name")
    latest = django_tables2.Column("Latest value", empty_values=())
    latest.cell_class = "app-measures__latest"
    variation = django_tables2.Column("Variation", empty_values=())
    assurance = django_tables2.Column("Assurance", empty_values=())
    ambition = django_tables2.Column("Ambition", empty_values=())
    sentence = django_tables2.Column("What it shows", empty_values=())
    trend = django_tables2.Column("Trend", empty_values=())

    class Meta(Table.Meta):
        orderable = False

    def __init__(self, page: ProgrammePage, rows: Iterable[MeasureRow], **kwargs) -> None:
        rows = list(rows)
        super().__init__(rows, **kwargs)
        self.of_page = page
        self.results: Mapping[str, Result] = results_of(rows)

    def render_measure(self, record: MeasureRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("measure", args=[record.slug]), record.name)

    def render_latest(self, record: MeasureRow) -> SafeString:
        """The value leads to where it is stated, or to the values that it comes of; without values, the levels that the
        report states stand here.
        """
        if not record.points:
            return format_html("{}{}", none_such("No single values"), levels(self.of_page, record))
        source = stated_value(self.of_page, record)
        url = stated_url(self.of_page, source.slug) if source else reverse("measure", args=[record.slug])
        value = format_html('<a href="{}"><b>{}</b></a>', url, record.value)
        marks = [record.period, record.coverage, "Provisional" if record.is_provisional else "", record.last_known]
        return format_html("{}{}", value, lines(mark for mark in marks if mark))

    def render_variation(self, record: MeasureRow) -> SafeString:
        return icon(variation_icon(record.variation)) if record.variation else none_such("–")

    def render_assurance(self, record: MeasureRow) -> SafeString:
        return icon(assurance_icon(record.assurance)) if record.variation else none_such("–")

    def render_ambition(self, record: MeasureRow) -> SafeString | str:
        return record.ambition or none_such("None")

    def render_sentence(self, record: MeasureRow) -> SafeString | str:
        """What the chart finds; without one, what the report says of it."""
        if record.variation:
            return record.sentence
        said = next((each.shows for each in self.of_page.figures if each.measure_slug == record.slug), "")
        return said or none_such("One value: no trend yet" if record.points else "Nothing yet")

    def render_trend(self, record: MeasureRow) -> SafeString | str:
        result = self.results.get(record.slug)
        return sparkline_of(result) if result else none_such("–")


def results_of(rows: Iterable[MeasureRow]) -> Mapping[str, Result]:
    """What the charts of those with enough points find, by measure."""
    charted = [row for row in rows if has_chart(row)]
    return dict(zip((row.slug for row in charted), analyse_rows(charted), strict=True))


def has_chart(row: MeasureRow) -> bool:
    """Whether there are values of single periods enough for a trend."""
    of_single_periods = row.basis in ("", Basis.AS_AT.label)
    return of_single_periods and sum(point.value is not None for point in row.points) >= FEWEST


def levels(page: ProgrammePage, row: MeasureRow) -> SafeString:
    """The means and baselines that the report states, each leading to its place."""
    found = [stated for slug in row.stated if (stated := page.stated_by_slug.get(slug)) and stated.role in LEVELS]
    return format_html_join(
        "", '<span class="app-line">{} <a href="{}">{}</a></span>',
        (
            (f"{each.role_label} stated:", stated_url(page, each.slug), each.words)
            for each in {each.fact: each for each in found}.values()
        ),
    )  # fmt: skip


def stated_value(page: ProgrammePage, row: MeasureRow) -> StatedRow | None:
    """What the report states as the latest value."""
    found = (page.stated_by_slug.get(slug) for slug in row.stated)
    return next((each for each in found if each and each.became == "observation" and not (
        each.is_contradicted and not each.is_adopted)), None)  # fmt: skip


def lines(texts: Iterable[str]) -> SafeString:
    return format_html_join("", '<span class="app-line app-none">{}</span>', ((text,) for text in texts))


@cache
def icon(drawing: Icon) -> SafeString:
    return tag("components/spc_icon.html", icon=drawing, are_words_shown=False)


class DeliverableTable(Table):
    """What a workstream promised to deliver, and how far it is. Takes `DeliverableRow`."""

    ref = django_tables2.Column("Ref")
    ref.cell_class = "app-objectives__ref"
    summary = django_tables2.Column("Deliverable")
    summary.cell_class = "app-stream__summary"
    deadline = django_tables2.Column("Deadline", empty_values=())
    deadline.cell_class = "app-objectives__deadline"
    status = StatusColumn("Status", empty_values=())
    rating = RagColumn("Computed RAG")
    rating.cell_class = "app-objectives__rating"
    reported_rag = RagColumn("Reported RAG", empty_values=())
    progress = django_tables2.Column("Progress", empty_values=())
    progress.cell_class = "app-objectives__progress"

    class Meta(Table.Meta):
        orderable = False

    def render_ref(self, record: DeliverableRow) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.url, record.ref)

    def render_deadline(self, record: DeliverableRow) -> SafeString:
        pairs = ((deadline_line(milestone),) for milestone in record.milestones)
        return format_html_join("", '<span class="app-objectives__line">{}</span>', pairs)

    def render_status(self, record: DeliverableRow) -> SafeString:
        return tag("components/status_tag.html", status=record.status) if record.status else none_such("No status")

    def render_rating(self, value: Rating) -> SafeString:
        shown = tag("components/rag_tag.html", rag=value.rag)
        return format_html('{}<span class="app-objectives__reason">{}</span>', shown, reason(value))

    def render_reported_rag(self, record: DeliverableRow) -> SafeString:
        return reported_and_reviewed(record)

    def render_progress(self, record: DeliverableRow) -> SafeString | str:
        return record.progress or none_such(no_update_yet(record))
