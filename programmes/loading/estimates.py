"""Outcome models with their constants, and what their estimates add up to."""

from itertools import count
from typing import Any

from programmes.loading.shared import Report, fields_of
from programmes.models import OutcomeModel, OutcomeTotal, TotalPart

POINTING = ("counted", "result", "constant_source")


def load_estimates(report: Report) -> None:
    models: dict[str, OutcomeModel] = {}
    positions = count(1)
    for entry in report.entries("estimates", "model"):
        models[entry["slug"]] = OutcomeModel.objects.create(
            workstream=report.workstreams[entry["workstream"]], position=next(positions),
            counted=report.measures.get(entry.get("counted", "")),
            result=report.measures.get(entry.get("result", "")),
            constant_source=report.sources.get(entry.get("constant_source", "")),
            **fields_of(entry, *POINTING), **report.stands_at(entry["place"]),
        )  # fmt: skip
    for position, entry in enumerate(report.entries("estimates", "total"), 1):
        _total(report, position, entry, models)


def _total(report: Report, position: int, entry: dict[str, Any], models: dict[str, OutcomeModel]) -> None:
    total = OutcomeTotal.objects.create(
        workstream=report.workstreams[entry["workstream"]], position=position,
        **fields_of(entry, "parts"), **report.stands_at(entry["place"]),
    )  # fmt: skip
    for place, slug in enumerate(entry["parts"], 1):
        TotalPart.objects.create(total=total, model=models[slug], position=place)
