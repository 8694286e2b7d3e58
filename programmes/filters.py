"""The filters of the list of measures. They live in the URL: `?programme=medicines&variation=concern&q=opioids`."""

from collections.abc import Iterable

from django.http import QueryDict
from django_filters import CharFilter

from programmes.models import Measure
from programmes.pages.icon_table import IconRow
from programmes.pages.signals import CONCERN, IMPROVEMENT, NEUTRAL
from programmes.spc import Assurance, Variation
from pssdash.ui.rows import RowFilterSet, Rows, checkboxes, select

NONE = "none"
SIGNALS = {"concern": CONCERN, "improvement": IMPROVEMENT, "neutral": NEUTRAL, "common": (Variation.COMMON_CAUSE,)}
VARIATIONS = [
    ("concern", "Concern"),
    ("improvement", "Improvement"),
    ("neutral", "Neither better nor worse"),
    ("common", "Common cause"),
    (NONE, "Too few values"),
]
ASSURANCES = [
    (Assurance.CONSISTENT_FAIL.icon, "Consistently misses"),
    (Assurance.INCONSISTENT.icon, "Meets and misses at random"),
    (Assurance.CONSISTENT_PASS.icon, "Consistently meets"),
    (NONE, "No ambition to compare with"),
]


class MeasureFilterSet(RowFilterSet):
    """Narrows icon rows. The choices of programme and workstream are those that occur in `rows`."""

    q = CharFilter(
        label="Search", method="search", help_text="Words in names, definitions and workstreams", max_length=200
    )
    programme = checkboxes("Programme", "of_programme")
    workstream = select("Workstream", "of_workstream", "Any workstream")
    kind = checkboxes("Kind", "of_kind", choices=Measure.Kind.choices)
    variation = checkboxes("Variation", "varies", choices=VARIATIONS)
    assurance = checkboxes("Assurance", "assures", choices=ASSURANCES)

    def __init__(self, data: QueryDict | None, rows: Iterable[IconRow]) -> None:
        super().__init__(data, Rows(rows))
        streams = list(dict.fromkeys(row.measure.workstream for row in self.queryset))
        self.filters["programme"].extra["choices"] = list(
            dict.fromkeys((stream.programme.slug, stream.programme.name) for stream in streams)
        )
        self.filters["workstream"].extra["choices"] = [(stream.slug, stream.name) for stream in streams]

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        words = value.lower().split()
        return rows.where(lambda row: all(word in searched_text(row) for word in words))

    def of_programme(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.measure.workstream.programme.slug in value)

    def of_workstream(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: row.measure.workstream.slug == value)

    def of_kind(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.measure.kind in value)

    def varies(self, rows: Rows, name: str, value: list[str]) -> Rows:
        wanted = {variation for signal in value for variation in SIGNALS.get(signal, (None,))}
        return rows.where(lambda row: row.variation in wanted)

    def assures(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: (row.assurance.icon if row.assurance else NONE) in value)


def searched_text(row: IconRow) -> str:
    """What the search box looks in, in lower case."""
    measure, stream = row.measure, row.measure.workstream
    words = [measure.name, measure.short_name, measure.definition, measure.population, stream.name, stream.acronym]
    return " ".join([*words, stream.programme.name, stream.programme.acronym]).lower()
