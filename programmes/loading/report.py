"""The report as a whole: its quarter, its programmes and workstreams, and then everything in them."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from programmes.actions.publishing import publish_programmes
from programmes.loading.commitments import load_deliverables, load_outcomes
from programmes.loading.estimates import load_estimates
from programmes.loading.measures import load_figures, load_measures
from programmes.loading.narrative import load_narrative
from programmes.loading.observations import load_observations
from programmes.loading.phases import load_phases
from programmes.loading.shared import Report, SpanOfTime
from programmes.loading.stated import load_stated_figures
from programmes.loading.words import load_words
from programmes.models import Programme, Workstream
from pssdash.accounts.audit import record
from pssdash.organisations.loading import load_deliverer
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod, Source
from pssdash.reporting.quarters import Quarter


@transaction.atomic
def load_programmes(folder: Path) -> int:
    """Load the report once; returns the number of programmes added: 0 where they are there already."""
    about = tomllib.loads((folder / "report.toml").read_text(encoding="utf-8"))
    if Programme.objects.filter(source__slug=about["source"]["slug"]).exists():
        return 0
    report = _report(folder, about)
    for position, entry in enumerate(about["programme"], 1):
        _programme(report, position, entry)
    load_words(report)
    load_outcomes(report)
    deliverables = load_deliverables(report)
    load_measures(report)
    load_phases(report)
    load_figures(report)
    load_estimates(report)
    sections = load_narrative(report)
    stated = load_stated_figures(report)
    batch = load_observations(report)
    if report.period.is_published:
        publish_programmes(period=report.period, by=None)
    record(
        by=None, action="loaded", item=("programmes", report.source.slug),
        after={
            "programmes": len(report.programmes), "deliverables": deliverables, "measures": len(report.measures),
            "sections": sections, "stated figures": stated, "observations": batch.added,
            "source": report.source.title, "quarter": report.period.quarter,
        },
    )  # fmt: skip
    return len(report.programmes)


def _report(folder: Path, about: dict[str, Any]) -> Report:
    sources = {entry["slug"]: _source(entry) for entry in [about["source"], *about["constant_source"]]}
    source = sources[about["source"]["slug"]]
    return Report(
        folder=folder,
        source=source,
        period=_period(Quarter.parse(about["period"]["quarter"]), source),
        england=Organisation.england(),
        sources=sources,
        spans={name: SpanOfTime(**span) for name, span in about["span"].items()},
        deliverers={entry["slug"]: load_deliverer(entry) for entry in about["deliverer"]},
    )


def _source(entry: dict[str, Any]) -> Source:
    source, _ = Source.objects.get_or_create(slug=entry["slug"], defaults={**entry, "kind": Source.Kind.DOCUMENT})
    return source


def _period(quarter: Quarter, source: Source) -> ReportingPeriod:
    """The report's quarter, published: it was, as that document. One that a person has opened stays as it stands."""
    now = timezone.now()
    period, is_new = ReportingPeriod.objects.get_or_create(
        quarter=quarter,
        defaults={
            "state": ReportingPeriod.State.PUBLISHED, "covers_objectives": False, "covers_programmes": True,
            "opened_at": now, "published_at": now, "source": source,
        },
    )  # fmt: skip
    if not is_new and not period.covers_programmes:
        period.covers_programmes = True
        period.save(update_fields=["covers_programmes"])
    return period


def _programme(report: Report, position: int, entry: dict[str, Any]) -> None:
    programme = Programme.objects.create(
        slug=entry["slug"], name=entry["name"], acronym=entry.get("acronym", ""), purpose=entry["purpose"],
        position=position, **report.stands_at(entry["place"]),
    )  # fmt: skip
    report.programmes[programme.slug] = programme
    for place, part in enumerate(entry["workstream"], 1):
        report.workstreams[part["slug"]] = Workstream.objects.create(
            programme=programme, slug=part["slug"], name=part["name"], acronym=part.get("acronym", ""),
            purpose=part["purpose"], position=place, **report.stands_at(part["place"]),
        )  # fmt: skip
