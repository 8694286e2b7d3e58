"""The filters of a list of targets. They live in the URL: `?theme=insight&rag=red&rag=amber&due=2020-21-q3`."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.http import QueryDict
from django_filters import CharFilter

from objectives.rows import TargetRow
from pssdash.organisations.models import Organisation
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.ratings import REPORTABLE_RAGS
from pssdash.ui.rows import RowFilterSet, Rows, checkboxes, select

NOT_REPORTED = "none"


class ObjectiveFilterSet(RowFilterSet):
    """Narrows the rows of a quarter.

    The choices are those that occur in `rows`. `without` names filters to leave out, for a page that has settled them.
    """

    q = CharFilter(label="Search", method="search", help_text="Words in titles, targets and notes", max_length=200)
    theme = checkboxes("Theme", "of_theme")
    rag = checkboxes("Computed RAG", "rated", choices=Rag.choices)
    reported = checkboxes("Reported RAG", "reported_as", choices=[*REPORTABLE_RAGS, (NOT_REPORTED, "None reported")])
    reviewer = checkboxes("Reviewer", "reviewed_otherwise", choices=[("differs", "Differs from the reported RAG")])
    deliverer = select("Delivered by", "delivered_by", "Anyone")
    region = select("Region concerned", "concerning", "Any region")
    due = select("Deadline in", "due_in", "Any quarter or none")
    overdue = checkboxes("Overdue", "past_deadline", choices=[("yes", "Deadline passed, not complete")])

    def __init__(self, data: QueryDict | None, rows: Iterable[TargetRow], *, without: Collection[str] = ()) -> None:
        super().__init__(data, Rows(rows))
        for name in without:
            del self.filters[name]
        for name, choices in choices_in(self.queryset).items():
            if name in self.filters:
                self.filters[name].extra["choices"] = choices
        if "region" in self.filters:
            self.filters["region"].extra["choices"] = list(
                Organisation.objects.regions().values_list("code", "short_name")
            )

    def rag_counts(self) -> dict[Rag, int]:
        """How many rows each computed RAG would show, under the other filters. Worst first, zeros included."""
        rows = self.filter_queryset(self.queryset, leave_out="rag") if self.is_bound else self.queryset
        counted = Counter(row.computed_rag for row in rows)
        return {rag: counted[rag] for rag in Rag}

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        words = value.lower().split()
        return rows.where(lambda row: all(word in row.search_text for word in words))

    def of_theme(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.theme_slug in value)

    def rated(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.computed_rag in value)

    def reported_as(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: (row.reported_rag or NOT_REPORTED) in value)

    def reviewed_otherwise(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.reviewer_rag is not None)

    def delivered_by(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: any(deliverer.slug == value for deliverer in row.deliverers))

    def concerning(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: row.concerns(value))

    def due_in(self, rows: Rows, name: str, value: str) -> Rows:
        quarter = Quarter.parse(value)
        return rows.where(lambda row: row.is_due_in(quarter))

    def past_deadline(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.is_overdue)


def choices_in(rows: Rows) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose in these rows: themes in the strategy's order, deliverers by name, quarters in order."""
    themes = {row.theme_slug: row.theme for row in rows}
    deliverers = {deliverer.slug: deliverer.name for row in rows for deliverer in row.deliverers}
    ends = {milestone.deadline.end for row in rows for milestone in row.milestones if milestone.deadline.end}
    quarters = sorted({Quarter.containing(end) for end in ends})
    return {
        "theme": list(themes.items()),
        "deliverer": sorted(deliverers.items(), key=lambda choice: choice[1].lower()),
        "due": [(quarter.slug, str(quarter)) for quarter in quarters],
    }
