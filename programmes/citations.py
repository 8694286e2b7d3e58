"""What the numbers in a narrative text can lead to, so that every figure on a page leads to its record and its source.

A number cites by name what the quarter's report states, an outcome or its total, a phase framework or a measure of the
same programme. Where two kinds share a name, the one that comes first here is meant.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from django.urls import reverse

from programmes.models import Measure, OutcomeModel, OutcomeTotal, PhaseFramework, Programme, StatedFigure
from programmes.outcomes import in_words
from programmes.prose import pieces_of
from programmes.rows import ProgrammePage
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter

STATED, OUTCOME, PHASES, MEASURE = "programme_figures", "outcome", "phases", "measure"


class Citable(NamedTuple):
    """Something to be cited: its name in texts, what it is, and the route of the page that shows it."""

    name: str
    text: str
    route: str


def citable(programme: Programme, period: ReportingPeriod) -> dict[str, Citable]:
    """By name, for those who write a text of that quarter."""
    inside = {"workstream__programme": programme}
    stated = StatedFigure.objects.filter(**inside, source=period.source_id).exclude(source=None)
    models = (OutcomeModel, OutcomeTotal)
    outcomes = chain(*(model.objects.filter(**inside).values_list("slug", "name") for model in models))
    return by_name(
        (Citable(row.slug, f"{in_words(row.value, row.unit, row.qualifier)}: {row.text}", STATED) for row in stated),
        (Citable(*row, OUTCOME) for row in outcomes),
        (Citable(*row, PHASES) for row in PhaseFramework.objects.filter(**inside).values_list("slug", "name")),
        (Citable(*row, MEASURE) for row in Measure.objects.filter(**inside).values_list("slug", "name")),
    )


def places_in(page: ProgrammePage) -> dict[str, str]:
    """The address that each name leads to, on a page as it is drawn or was published."""
    found = by_name(
        (Citable(row.slug, row.text, STATED) for row in page.stated),
        (Citable(row.slug, row.name, OUTCOME) for row in (*page.outcomes, *page.totals)),
        (Citable(row.slug, row.name, PHASES) for row in page.frameworks),
        (Citable(row.slug, row.name, MEASURE) for row in page.measures),
    )
    return places(found, page.slug, page.quarter)


def by_name(*kinds: Iterable[Citable]) -> dict[str, Citable]:
    found: dict[str, Citable] = {}
    for each in chain(*kinds):
        found.setdefault(each.name, each)
    return found


def places(found: Mapping[str, Citable], programme: str, quarter: Quarter) -> dict[str, str]:
    query = {"quarter": quarter.slug}
    figures = reverse(STATED, args=[programme], query=query)

    def url(each: Citable) -> str:
        if each.route == STATED:
            return f"{figures}#{each.name}"
        if each.route == MEASURE:
            return reverse(MEASURE, args=[each.name])
        return reverse(each.route, args=[programme, each.name], query=query)

    return {name: url(each) for name, each in found.items()}


def names_cited(text: str) -> list[str]:
    """The names that a text cites, each once, in order."""
    return list(dict.fromkeys(piece.name for piece in pieces_of(text) if piece.name))
