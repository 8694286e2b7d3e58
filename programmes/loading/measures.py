"""The measures with their ambitions, and the numbered figures that draw them."""

from itertools import count

from programmes.loading.shared import Report, fields_of
from programmes.models import Ambition, Measure, PhaseFramework, ReportFigure


def load_measures(report: Report) -> None:
    positions = count(1)
    for entry in report.entries("measures", "measure"):
        measure = Measure.objects.create(
            workstream=report.workstreams[entry["workstream"]], position=next(positions),
            **fields_of(entry, "ambition"), **report.stands_at(entry["place"]),
        )  # fmt: skip
        report.measures[measure.slug] = measure
        for ambition in entry.get("ambition", []):
            Ambition.objects.create(measure=measure, **fields_of(ambition), **report.stands_at(ambition["place"]))


def load_figures(report: Report) -> None:
    frameworks = {framework.slug: framework for framework in PhaseFramework.objects.all()}
    for entry in report.read("figures.toml")["figure"]:
        measure = report.measures[entry["measure"]] if "measure" in entry else None
        framework = frameworks[entry["framework"]] if "framework" in entry else None
        drawn = measure or framework
        ReportFigure.objects.create(
            quarter=report.period.quarter, measure=measure, framework=framework, workstream=drawn.workstream,
            **fields_of(entry, "measure", "framework"), **report.stands_at(f"Figure {entry['number']}"),
        )  # fmt: skip
