"""The gallery's charts, made as pages make theirs."""

from collections.abc import Iterator
from datetime import date

from programmes.charts import (
    Chart,
    ChartFacts,
    StackedPart,
    chart_of,
    comparison_figure,
    rolling_average_figure,
    rolling_table,
    small_multiples,
    sparkline_of,
    spc_chart,
    spc_table,
    stacked_counts_figure,
    stacked_table,
)
from programmes.gallery import series
from programmes.spc import Assurance, Result, Variation

PERCENT = {"unit": "%", "decimals": 1, "ambition_label": "Ambition"}
NAMES = ("North East", "North West", "Midlands", "East of England", "London", "South West")
RESULTS = (series.IMPROVING, series.CONCERN, series.COMMON, series.GAPPED, series.STEPPED, series.EVENTFUL)


def context() -> dict[str, object]:
    return {
        "spc_charts": [spc_chart(result, facts, id=name, subtitle=says) for name, result, facts, says in _spc()],
        "other_charts": [rolling(), stacked_by_phase(), stacked_by_support(), comparison()],
        "multiples": multiples(),
        "variations": [*Variation, None],
        "assurances": [*Assurance, None],
        "sparklines": [(name, sparkline_of(result)) for name, result in zip(NAMES, RESULTS, strict=True)],
    }


def _spc() -> Iterator[tuple[str, Result, ChartFacts, str]]:
    """(id, result, facts, subtitle)"""
    percent = ChartFacts(title="Babies with cord management", **PERCENT)
    yield "improving", series.IMPROVING, percent, "Babies born before 34 weeks, England, monthly"
    concern = ChartFacts(title="Waits over four hours", unit="%", decimals=1)
    yield "concern", series.CONCERN, concern, "Lower is better"
    counts = ChartFacts(title="Interventions given", unit="interventions", decimals=0)
    yield "neutral-high", series.NEUTRAL_HIGH, counts, "Neither direction is better"
    yield "neutral-low", series.NEUTRAL_LOW, counts, "Neither direction is better"
    yield "common-cause", series.COMMON, percent, "Nothing but ordinary variation"
    yield "step-change", series.STEPPED, percent, "A recorded step change in April 2024"
    yield "gap", series.GAPPED, percent, "Four months have no value"
    trial = ChartFacts(title="Organisations live", unit="organisations", decimals=0)
    yield "trial", series.TRIAL, trial, "Nine quarters, so the limits are trial limits"
    yield "no-limits", series.NO_LIMITS, percent, "A constant series with one other value has no limits"
    yield "illustrative", series.EVENTFUL, _eventful(), "Step change, events and illustrative data"
    yield "moved-target", series.MOVED_TARGET, percent, "An ambition that rises each April"
    yield "near-full", series.NEAR_FULL, percent, "Limits beyond 100%"
    yield "yearly", series.YEARLY, ChartFacts(title="Infections", unit="rate per 100,000"), "A point a year"
    yield "weekly", series.WEEKLY, ChartFacts(title="Calls", unit="calls"), "A point a week"


def _eventful() -> ChartFacts:
    events = (
        (date(2022, 10, 1), "National guidance published"),
        (date(2023, 1, 1), "Training in all units begins, with a text too long for the chart's width to show it"),
        (date(2024, 6, 1), "New pathway in 12 units"),
        (date(2025, 2, 1), "Winter pressures"),
    )
    return ChartFacts(
        title="Cord management <b>&", axis_title="Babies & mothers", annotations=events, is_illustrative=True, **PERCENT
    )


def rolling() -> Chart:
    facts = ChartFacts(title="Chronic opioid use", unit="people per 100,000", decimals=0, is_illustrative=True)
    return chart_of(
        rolling_average_figure(series.ROLLING, facts),
        facts,
        id="rolling",
        headline="The six-month rolling average of chronic opioid use falls",
        subtitle="Monthly values, their rolling average and the trend",
        table=rolling_table(series.ROLLING, facts),
    )


QUARTERS = ("Q1 2023/24", "Q2 2023/24", "Q3 2023/24", "Q4 2023/24", "Q1 2024/25", "Q2 2024/25")


def stacked_by_phase() -> Chart:
    counts = ((9, 8, 6, 4, 3, 3), (8, 8, 7, 6, 4, 3), (5, 5, 6, 6, 7, 5), (3, 3, 5, 6, 8, 3), (1, 2, 2, 4, 4, 15),
              (0, 0, 1, 1, 2, 3))  # fmt: skip
    names = ("Phase 2", "Phase 3", "Phase 4", "Phase 5", "Phase 6", "Phase 7")
    parts = [StackedPart(name, row) for name, row in zip(names, counts, strict=True)]
    return _stacked("by-phase", "ICBs by phase of the framework", parts)


def stacked_by_support() -> Chart:
    parts = [
        StackedPart("Fully supported by a collaborative", (18, 20, 22, None, 26, 28)),
        StackedPart("Light touch support", (6, 5, 5, 4, 3, 1)),
        StackedPart("Not yet taking part", (18, 17, 15, None, None, 13)),
    ]
    return _stacked("by-support", "ICBs by the support they receive", parts)


def _stacked(name: str, title: str, parts: list[StackedPart]) -> Chart:
    facts = ChartFacts(title=title, unit="ICBs")
    figure, table = stacked_counts_figure(QUARTERS, parts, facts), stacked_table(QUARTERS, parts, facts)
    return chart_of(figure, facts, id=name, headline=title, subtitle="Number of ICBs by quarter", table=table)


def comparison() -> Chart:
    facts = ChartFacts(title="Two organisations", **PERCENT)
    results = [("Northern Trust", series.IMPROVING), ("Southern Trust", series.STEPPED)]
    return chart_of(
        comparison_figure(results, facts),
        facts,
        id="comparison",
        headline="Northern Trust improves slowly, Southern Trust changed in one step",
        subtitle="Each with its own limits, on one scale",
        table=spc_table(series.IMPROVING, facts, caption="Northern Trust: data"),
    )


def multiples() -> list:
    results = [
        (name, result, "#charts" if place % 2 else "")
        for place, (name, result) in enumerate(zip(NAMES, RESULTS, strict=True))
    ]
    return small_multiples(results, ChartFacts(**PERCENT), prefix="regions")
