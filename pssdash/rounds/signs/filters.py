"""The filters of the pages of signs. They live in the URL: `?sign=unchanged&chapter=insight&deliverer=trusts`."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict
from django_filters import CharFilter

from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from pssdash.rounds.signs.ahead import NOBODY, Due, is_in
from pssdash.rounds.signs.drift import NOT_WELL
from pssdash.rounds.signs.silence import Sign
from pssdash.ui.rows import RowFilterSet, Rows, checkboxes, select


class SignFilterSet(RowFilterSet):
    """What every page can be narrowed by. Its rows have an `item`; the choices are those that occur in `rows`."""

    q = CharFilter(
        label="Search", method="search", help_text="Words in references, summaries and names", max_length=200
    )
    chapter = checkboxes("Theme or programme", "of_chapter")
    deliverer = select("Delivered by", "delivered_by", "Anyone")

    def __init__(self, data: QueryDict | None, rows: Iterable[Any]) -> None:
        super().__init__(data, Rows(rows))
        chapters = dict(row.item.chapter for row in self.queryset)
        deliverers = dict(each for row in self.queryset for each in named_deliverers(row))
        self.filters["chapter"].extra["choices"] = list(chapters.items())
        self.filters["deliverer"].extra["choices"] = sorted(deliverers.items(), key=lambda choice: choice[1].lower())

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        words = value.lower().split()
        return rows.where(lambda row: row.item.matches(words))

    def of_chapter(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.item.chapter[0] in value)

    def delivered_by(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: value in dict(named_deliverers(row)))


def named_deliverers(row: Any) -> list[tuple[str, str]]:
    """Slug and name of each, or that nobody is named."""
    return [(each.slug, each.name) for each in row.item.row.deliverers] or [NOBODY]


class SilenceFilterSet(SignFilterSet):
    sign = checkboxes("Sign", "showing", choices=Sign.choices)

    def showing(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.sign in value)


class DriftFilterSet(SignFilterSet):
    rag = checkboxes("Computed RAG", "computed", choices=[(rag.value, rag.label) for rag in NOT_WELL])
    lasting = checkboxes("Lasting", "for_long", choices=[("long", "Two quarters or more")])

    def computed(self, rows: Rows, name: str, value: list[str]) -> Rows:
        wanted = {Rag(each) for each in value}
        return rows.where(lambda row: row.item.row.computed_rag in wanted)

    def for_long(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.quarters > 1)


class AheadFilterSet(SignFilterSet):
    """`quarters` are those that the page looks ahead to."""

    due = select("Deadline in", "due_in", "Any quarter")
    forecast = select("Forecast in", "forecast_in", "Any quarter or none")
    late = checkboxes("Forecast late", "forecast_late", choices=[("yes", "Forecast after the deadline")])

    def __init__(self, data: QueryDict | None, rows: Iterable[Due], quarters: Sequence[Quarter]) -> None:
        super().__init__(data, rows)
        for name in ("due", "forecast"):
            self.filters[name].extra["choices"] = [(quarter.slug, str(quarter)) for quarter in quarters]

    def due_in(self, rows: Rows, name: str, value: str) -> Rows:
        quarter = Quarter.parse(value)
        return rows.where(lambda row: is_in(row.deadline, [quarter]))

    def forecast_in(self, rows: Rows, name: str, value: str) -> Rows:
        quarter = Quarter.parse(value)
        return rows.where(lambda row: is_in(row.forecast, [quarter]))

    def forecast_late(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.is_forecast_late)
