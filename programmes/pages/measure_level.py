"""A measure at one level, such as the trusts: small multiples on one scale, what needs a look first.

Two hundred series are analysed in one call as arrays, to put them in order; only those of the page in sight become
results, and drawings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from programmes.charts import SmallMultiple, shared_range, small_multiples
from programmes.charts.facts import ChartFacts
from programmes.charts.vertical import extent
from programmes.models import Basis, Measure
from programmes.pages.icon_table import IconRow, row_of
from programmes.pages.links import Choice, changed
from programmes.pages.measure_charts import AMBITION, export_url
from programmes.pages.measure_query import Level, MeasureQuery, with_values
from programmes.pages.measure_tables import UnchartedTable
from programmes.pages.measure_ways import level_choices
from programmes.pages.measure_words import wording_of
from programmes.pages.readings import Reading, is_charted, what_there_is
from programmes.pages.signals import CONCERN, IMPROVEMENT, NEUTRAL, signal_order
from programmes.series import Series, analysis_of, read_series
from programmes.spc import Analysis, Assurance, Variation
from programmes.spc.result import FEWEST
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation

A_PAGE = 24


@dataclass(frozen=True)
class SignalCount:
    """How many organisations of the level have a signal; `variation` lends its icon."""

    label: str
    variation: Variation | None
    count: int


@dataclass(frozen=True)
class LevelPage:
    """A measure by organisation. `multiples` and `rows` are those of the page in sight, `number` is of all of them and
    `closed` of those that stand last because they have closed.

    `uncharted` are organisations whose values no control chart can be drawn of.
    """

    measure: Measure
    level: Level
    basis: str
    levels: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    regions: tuple[Organisation, ...]
    region: Organisation | None
    number: int
    closed: int
    counts: tuple[SignalCount, ...]
    multiples: tuple[SmallMultiple, ...]
    rows: tuple[IconRow, ...]
    uncharted: tuple[IconRow, ...]
    has_values: bool
    page: Page
    downloads: tuple[tuple[str, str], ...]

    @property
    def basis_label(self) -> str:
        return Basis(self.basis).label

    @property
    def has_trial_limits(self) -> bool:
        """Whether a chart in sight has them."""
        return any(row.is_trial for row in self.rows)

    @property
    def uncharted_table(self) -> UnchartedTable:
        return UnchartedTable(self.uncharted)


@dataclass(frozen=True)
class Placed:
    """A charted series, its place in the analysis, its icons, and whether its organisation had closed by the last span
    that any of them has: what it showed then asks nothing of anybody now.
    """

    place: int
    series: Series
    variation: Variation | None
    assurance: Assurance | None
    has_closed: bool


def build_level_page(user: User, measure: Measure, asked: MeasureQuery, query: QueryDict) -> LevelPage:
    """`asked.level` is there. The number of queries and of drawings does not grow with the organisations."""
    level = asked.level
    found = with_values(user, measure, asked.until)
    basis, bases, series = series_of_level(user, measure, asked, found)
    charted = [each for each in series if is_charted(each, basis)]
    analysis = analysis_of(charted, asked.rules) if charted else None
    placed = sorted(placed_in(analysis, charted), key=in_order)
    page = Paginator(placed, A_PAGE).get_page(query.get("page"))
    readings = [Reading(each.series, basis, analysis[each.place]) for each in page] if analysis else []
    left_out = [Reading(each, basis, None) for each in series if not is_charted(each, basis)]
    return LevelPage(
        measure=measure,
        level=level,
        basis=basis,
        levels=tuple(level_choices(found, asked, query)),
        bases=tuple(Choice(Basis(each).label, changed(query, basis=each), each == basis) for each in bases),
        regions=tuple(Organisation.objects.regions()) if level.name != "region" else (),
        region=asked.region,
        number=len(series),
        closed=sum(each.has_closed for each in placed),
        counts=tuple(count_signals(placed)),
        multiples=tuple(draw_multiples(measure, readings, analysis, query)),
        rows=tuple(row_of(reading) for reading in readings),
        uncharted=tuple(row_of(reading) for reading in left_out),
        has_values=bool(found),
        page=page,
        downloads=(
            ("CSV", export_url(measure, "csv", changed(query))),
            ("Excel", export_url(measure, "xlsx", changed(query))),
        ),
    )


def series_of_level(
    user: User, measure: Measure, asked: MeasureQuery, found: Sequence[Organisation]
) -> tuple[str, list[str], list[Series]]:
    """The basis that is shown, those there are, and the series of the level's organisations on it."""
    organisations = [each for each in found if each.kind == asked.level.kind]
    if asked.region:
        inside = set(Organisation.objects.inside_regions([asked.region]).values_list("pk", flat=True))
        organisations = [each for each in organisations if each.pk in inside]
    bases = what_there_is(measure, organisations, asked.until).bases
    basis = asked.basis or next(iter(bases), Basis.IN_PERIOD)
    return str(basis), bases, read_series(user, [measure], organisations, basis=basis)


def placed_in(analysis: Analysis | None, series: Sequence[Series]) -> list[Placed]:
    if analysis is None:
        return []
    last = max(each.points[-1].end for each in series)
    values = np.add.reduceat(analysis.series.present, analysis.parts.starts, dtype=np.int64)[analysis.parts.last]
    return [
        Placed(
            place,
            each,
            analysis.variations[place] if values[place] >= FEWEST else None,
            analysis.assurances[place] if values[place] >= FEWEST else None,
            each.organisation.end is not None and each.organisation.end <= last,
        )
        for place, each in enumerate(series)
    ]


def in_order(each: Placed) -> tuple:
    return (each.has_closed, *signal_order(each.variation, each.assurance), each.series.organisation.short_name)


def count_signals(placed: Sequence[Placed]) -> list[SignalCount]:
    """Those that occur among organisations that are open, in the order of the page."""
    groups = [
        ("Concern", CONCERN),
        ("Improvement", IMPROVEMENT),
        ("Neither better nor worse", NEUTRAL),
        ("Common cause", (Variation.COMMON_CAUSE,)),
        ("Too few values", (None,)),
    ]
    counted = []
    for label, variations in groups:
        own = [each.variation for each in placed if each.variation in variations and not each.has_closed]
        if own:
            counted.append(SignalCount(label, own[0], len(own)))
    return counted


def draw_multiples(
    measure: Measure, readings: Sequence[Reading], analysis: Analysis | None, query: QueryDict
) -> list[SmallMultiple]:
    """One scale and one stretch of time for all organisations of the level, whichever page is in sight. Icons and
    sentences are those of the table below: there are none of too few values.
    """
    if analysis is None:
        return []
    facts = ChartFacts(
        title=measure.name, unit=measure.unit, decimals=wording_of(measure).decimals, ambition_label=AMBITION
    )
    lines = np.concatenate([analysis.limits.lower, analysis.limits.upper, analysis.target])
    everything = extent(known(analysis.series.values), known(lines))
    facts = ChartFacts(
        title=facts.title, unit=facts.unit, decimals=facts.decimals, ambition_label=AMBITION,
        y_range=shared_range([everything], facts), x_days=tuple(np.unique(analysis.series.dates).tolist()),
    )  # fmt: skip
    gone = ("level", "region", "compare")
    named = [
        (
            reading.series.organisation.short_name,
            reading.result,
            changed(query, *gone, organisation=reading.series.organisation.code),
        )
        for reading in readings
    ]
    drawn = small_multiples(named, facts, prefix="multiple", sentences=[each.sentence for each in readings])
    return [
        replace(multiple, variation=reading.variation, assurance=reading.assurance)
        for multiple, reading in zip(drawn, readings, strict=True)
    ]


def known(values: np.ndarray) -> list[float]:
    return values[~np.isnan(values)].tolist()
