"""The charts of a measure's page: of one organisation, and of two beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString

from programmes.charts import Chart, ChartFacts, chart_of, comparison_figure, spc_chart, table_of
from programmes.models import Measure, StepChange
from programmes.pages.measure_words import day_in_words, period_in_words, value_in_words, wording_of
from programmes.pages.readings import Reading
from programmes.pages.values_table import in_words, value_columns
from programmes.series import Series
from programmes.spc import Result
from programmes.spc.wording import date_text
from programmes.templatetags.charts import chart_html

AMBITION = "Ambition"
CHART_ID = "measure-chart"
LEVEL = 2  # of its headline
LONGEST_REASON = 60  # characters beside a step change; the list below the chart has the rest


@dataclass(frozen=True)
class Drawn:
    """A chart, and the same as the page's HTML."""

    chart: Chart
    html: SafeString


def facts_of(measure: Measure, readings: Sequence[Reading], steps: Sequence[StepChange] = ()) -> ChartFacts:
    names = " and ".join(reading.series.organisation.short_name for reading in readings)
    return ChartFacts(
        title=f"{measure.name}, {names}" if names else measure.name,
        unit=measure.unit,
        decimals=wording_of(measure).decimals,
        ambition_label=AMBITION,
        annotations=tuple((step.starts_on, shortened(step.reason)) for step in steps),
        is_illustrative=any(reading.series.is_illustrative for reading in readings),
    )


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 1].rsplit(' ', 1)[0]}…"


def subtitle_of(reading: Reading) -> str:
    """Definition, who is counted, how often, whose values and of which span."""
    measure, series = reading.series.measure, reading.series
    parts = [measure.definition, measure.population, measure.get_frequency_display()]
    parts.append(f"{series.organisation.short_name}, {span_in_words(reading)}")
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def span_in_words(reading: Reading) -> str:
    points, measure = reading.series.points, reading.series.measure
    first, last = (period_in_words(measure, point, reading.basis) for point in (points[0], points[-1]))
    return first if first == last else f"{first} to {last}"


def measure_chart(reading: Reading, steps: Sequence[StepChange], as_published: Mapping[date, str]) -> Drawn | None:
    """The chart of one organisation; None where no control chart can be drawn."""
    if reading.result is None:
        return None
    measure, series = reading.series.measure, reading.series
    days = [row.x for row in reading.result.rows]
    return control_chart(
        reading.result,
        facts_of(measure, [reading], steps),
        headline=reading.sentence,
        subtitle=subtitle_of(reading),
        file_name=file_name(series),
        extra=tuple((heading, tuple(cells)) for heading, cells in value_columns(series, days, as_published)),
    )


# All that it is made of is values, and drawing takes longer than all else of the page.
@lru_cache(maxsize=64)
def control_chart(
    result: Result, facts: ChartFacts, *, headline: str, subtitle: str, file_name: str, extra: tuple
) -> Drawn:
    chart = spc_chart(
        result, facts, id=CHART_ID, headline=headline, subtitle=subtitle, file_name=file_name, extra=extra
    )
    return drawn(replace(chart, table=in_words(chart.table)))


def drawn(chart: Chart) -> Drawn:
    return Drawn(chart, chart_html(chart, LEVEL))


def comparison_chart(readings: Sequence[Reading]) -> Drawn:
    """Two organisations one above the other, on one scale; all of `readings` have results."""
    measure = readings[0].series.measure
    named = [(reading.series.organisation.short_name, reading.result) for reading in readings]
    chart = chart_of(
        comparison_figure(named, facts_of(measure, readings)),
        facts_of(measure, readings),
        id=CHART_ID,
        headline=latest_of_each(readings),
        subtitle="Two charts on one scale, each with the mean and the limits of its own values.",
        table=comparison_table(readings),
        notes=[f"{reading.series.organisation.short_name}: {reading.sentence}" for reading in readings],
        file_name=f"{measure.slug}-compared",
    )
    return drawn(chart)


def latest_of_each(readings: Sequence[Reading]) -> str:
    """`England: 76.4% (Jul 2025). North West: 77.3% (Jul 2025).`"""
    said = []
    for reading in readings:
        measure, latest = reading.series.measure, reading.series.points[-1]
        value, period = value_in_words(measure, latest), period_in_words(measure, latest, reading.basis)
        said.append(f"{reading.series.organisation.short_name}: {value} ({period}).")
    return " ".join(said)


def comparison_table(readings: Sequence[Reading]):
    """A row for each period that either has."""
    days = sorted({row.x for reading in readings for row in reading.result.rows})
    columns = [("Period", [date_text(day, readings[0].result.options.frequency) for day in days])]
    for reading in readings:
        columns.append((reading.series.organisation.short_name, values_on(reading.series, days)))
    return table_of(f"{readings[0].series.measure.name}: the values of both", columns)


def values_on(series: Series, days: Sequence[date]) -> list[str]:
    points = {point.start: value_in_words(series.measure, point) for point in series.points}
    return [points.get(day, "Nothing received") for day in days]


def file_name(series: Series) -> str:
    return f"{series.measure.slug}-{series.organisation.code.lower()}"


def source_in_words(measure: Measure, reading: Reading) -> str:
    """For a file that has left the site."""
    origin = {"rolled_up": "rolled up from the organisations below", "entered": "as entered"}.get(reading.series.origin)
    parts = [measure.provenance and f"Measure: {measure.provenance}", f"Values {origin}" if origin else ""]
    last = reading.series.points[-1].end
    return ". ".join(part for part in [*parts, f"Up to {day_in_words(last)}"] if part) + "."


def export_url(measure: Measure, file_format: str, query: str = "") -> str:
    return f"{reverse('measure_export', args=[measure.slug, file_format])}{query}"
