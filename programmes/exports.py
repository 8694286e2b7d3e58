"""Measures and their values as files: always these columns in this order. Illustrative values say so in every row."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse

from programmes.charts.icons import assurance_icon, variation_icon
from programmes.models import Basis, ValueState
from programmes.pages.icon_table import IconRow
from programmes.pages.readings import Reading
from programmes.series import SeriesPoint
from programmes.spc import Result, Row
from pssdash.ui.exports import file_response

FORMATS = ("csv", "xlsx")
TOO_FEW = "too_few_points"  # in the place of a point's type


def yes(flag: bool) -> str:
    return "yes" if flag else "no"


def of_latest(value: Callable[[SeriesPoint], Any]) -> Callable[[IconRow], Any]:
    """A column of the latest point; empty where there is none."""
    return lambda row: value(row.latest) if row.latest else None


POINT_COLUMNS: dict[str, Callable[[SeriesPoint], Any]] = {
    "period_start": lambda point: point.start,
    "period_end": lambda point: point.end,
    "state": lambda point: ValueState(point.state).label,
    "qualifier": lambda point: point.qualifier,
    "value": lambda point: point.value,
    "numerator": lambda point: point.numerator,
    "denominator": lambda point: point.denominator,
    "standing": lambda point: "final" if point.is_final else "provisional",
    "organisations_reported": lambda point: point.reported,
    "organisations_expected": lambda point: point.expected,
}
LIST_COLUMNS: dict[str, Callable[[IconRow], Any]] = {
    "programme": lambda row: row.measure.workstream.programme.name,
    "workstream": lambda row: row.measure.workstream.name,
    "measure": lambda row: row.measure.name,
    "slug": lambda row: row.measure.slug,
    "kind": lambda row: row.measure.get_kind_display(),
    "unit": lambda row: row.measure.unit,
    "organisation": lambda row: row.organisation.short_name,
    "basis": lambda row: Basis(row.reading.basis).label if row.reading else "",
    **{name: of_latest(value) for name, value in POINT_COLUMNS.items()},
    "variation": lambda row: variation_icon(row.variation).words if row.reading else "",
    "assurance": lambda row: assurance_icon(row.assurance).words if row.reading else "",
    "limits": lambda row: "trial" if row.is_trial else "",
    "ambition": lambda row: row.ambition,
    "sentence": lambda row: row.sentence,
    "illustrative": lambda row: yes(row.is_illustrative),
}
# What the chart finds of a point, beside its value.
CHART_COLUMNS: dict[str, Callable[[Row], Any]] = {
    "mean": lambda row: row.mean,
    "lower_limit": lambda row: row.lpl,
    "upper_limit": lambda row: row.upl,
    "limits": lambda row: "trial" if row.trial and row.upl is not None else "",
    "ambition": lambda row: row.target,
    "rule": lambda row: "" if row.y is None else str(row.rule),
    "point_type": lambda row: "" if row.y is None else str(row.point_type),
}


def list_response(rows: Iterable[IconRow], file_format: str) -> HttpResponse:
    """The list of measures as a download; `file_format` is one of FORMATS."""
    cells = ([value(row) for value in LIST_COLUMNS.values()] for row in rows)
    return file_response(list(LIST_COLUMNS), cells, file_format, "measures")


def series_response(readings: Iterable[Reading], file_format: str, name: str) -> HttpResponse:
    """Every period of the series, those without a value too, with what the charts find, as a download."""
    headings = ["measure", "unit", "organisation_code", "organisation", "basis", *POINT_COLUMNS, *CHART_COLUMNS]
    headings += ["rule_set", "origin", "illustrative"]
    return file_response(headings, series_rows(readings), file_format, name)


def judged(row: Row, result: Result) -> Row:
    """The row, which says so where its part has too few points to judge it."""
    return row if result.is_judged(row) else row._replace(point_type=TOO_FEW)


def series_rows(readings: Iterable[Reading]) -> Iterable[list[Any]]:
    for reading in readings:
        series, found = reading.series, {}
        if reading.result:
            found = {row.x: judged(row, reading.result) for row in reading.result.rows}
        head = [
            series.measure.name, series.measure.unit, series.organisation.code, series.organisation.short_name,
            Basis(reading.basis).label,
        ]  # fmt: skip
        tail = [
            reading.result.options.rule_set.label if reading.result else "",
            series.origin.replace("_", " "), yes(series.is_illustrative),
        ]  # fmt: skip
        for point in series.points:
            row = found.get(point.start)
            chart = [value(row) for value in CHART_COLUMNS.values()] if row else [None] * len(CHART_COLUMNS)
            yield [*head, *(value(point) for value in POINT_COLUMNS.values()), *chart, *tail]
