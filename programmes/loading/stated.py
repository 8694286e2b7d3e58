"""Every number that the report states, and which statement counts where two of one fact differ."""

import csv
from itertools import count
from typing import Any

from programmes.loading.shared import BadFixture, Report, SpanOfTime, fields_of
from programmes.models import Adoption, Basis, StatedFigure
from pssdash.organisations.models import Organisation

POINTING = ("measure", "span", "basis", "places", "count", "fact", "numerator", "denominator")
TABLE = "Medicines, Key updates, table of interviews"


def load_stated_figures(report: Report) -> int:
    """Returns how many there are. One that stands in several places is so many figures of one fact."""
    positions = count(1)
    figures: dict[str, StatedFigure] = {}
    for entry in report.entries("stated", "figure") + _interviews(report):
        for place, where in enumerate(entry["places"], 1):
            slug = entry["slug"] if place == 1 else f"{entry['slug']}-{place}"
            figures[slug] = _figure(report, entry, slug=slug, place=where, position=next(positions))
    for entry in report.entries("stated", "adoption"):
        figure = figures[entry["figure"]]
        Adoption.objects.create(fact=figure.fact, figure=figure, reason=entry["reason"])
    _check_contradictions(list(figures.values()))
    return len(figures)


def _figure(report: Report, entry: dict[str, Any], *, slug: str, place: str, position: int) -> StatedFigure:
    span = report.spans[entry["span"]] if "span" in entry else SpanOfTime()
    values = {
        "fact": entry.get("fact", entry["slug"]), "period_text": span.text, "organisation": report.england,
        "start": span.start, "end": span.end, **fields_of(entry, *POINTING),
    }  # fmt: skip
    return StatedFigure.objects.create(
        workstream=report.workstreams[entry["workstream"]], position=position,
        measure=report.measures[entry["measure"]] if "measure" in entry else None,
        basis=Basis[entry["basis"].upper()] if "basis" in entry else "",
        stated_count=report.counts[entry["count"]] if "count" in entry else None,
        **(values | {"slug": slug}), **report.stands_at(place),
    )  # fmt: skip


def _interviews(report: Report) -> list[dict[str, Any]]:
    """The cells of the table of interviews, as entries: one for each collaborative and problem."""
    collaboratives = {each.code: each for each in Organisation.objects.all()}
    with (report.folder / "medicines" / "interviews.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {
            "slug": f"pipeline-interviews-{column}-{row['code'].lower()}", "role": "value",
            "text": f"{measure} handed in by the PSC that the table calls {row['label']}.",
            "value": int(row[column]), "unit": "interviews", "workstream": "pipeline-diagnostics",
            "measure": f"pipeline-interviews-{column}", "organisation": collaboratives[row["code"]],
            "basis": "in_period", "span": "q2", "period_text": "Q2 and into Q3, updated on 11.11.2024",
            "places": [f"{TABLE}, {row['label']}"],
        }
        for column, measure in (("psychotropics", "Interviews on psychotropics"), ("falls", "Interviews on falls"))
        for row in rows
    ]  # fmt: skip


def _check_contradictions(figures: list[StatedFigure]) -> None:
    """Every fact with differing values has an adoption, and no other has one."""
    values: dict[str, set[float]] = {}
    for figure in figures:
        values.setdefault(figure.fact, set()).add(figure.value)
    contradicted = {fact for fact, stated in values.items() if len(stated) > 1}
    adopted = set(Adoption.objects.filter(fact__in=values).values_list("fact", flat=True))
    if contradicted != adopted:
        raise BadFixture(f"Contradicted but not adopted, or the other way round: {sorted(contradicted ^ adopted)}")
