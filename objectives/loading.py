"""Loads fixtures/strategy: what a report promises, and its progress as a published quarter."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from objectives.actions.publishing import publish_rows
from objectives.models import (
    Milestone,
    MilestoneLine,
    Objective,
    ProgressUpdate,
    StrategyVersion,
    Target,
    TargetDeliverer,
    Theme,
)
from pssdash.accounts.audit import record
from pssdash.organisations.loading import load_deliverer
from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod, Source
from pssdash.reporting.quarters import Quarter


class BadFixture(Exception):
    """The fixture contradicts itself or the deadline parser; the message names the place."""


@transaction.atomic
def load_strategy(folder: Path) -> int:
    """Load the strategy once; returns the number of targets added: 0 where its version is there already."""
    about = tomllib.loads((folder / "strategy.toml").read_text(encoding="utf-8"))
    if StrategyVersion.objects.filter(slug=about["version"]["slug"]).exists():
        return 0
    version = StrategyVersion.objects.create(
        slug=about["version"]["slug"],
        name=about["version"]["name"],
        from_quarter=Quarter.parse(about["version"]["from_quarter"]),
    )
    source, _ = Source.objects.get_or_create(
        slug=about["source"]["slug"], defaults={**about["source"], "kind": Source.Kind.DOCUMENT}
    )
    deliverers = {entry["slug"]: load_deliverer(entry) for entry in about["deliverer"]}
    period = _period(Quarter.parse(about["period"]["quarter"]), source)
    loader = _Loader(version, source, period, deliverers, Organisation.england())
    for position, entry in enumerate(about["theme"], 1):
        theme = Theme.objects.create(prefix=entry["prefix"], slug=entry["slug"], name=entry["name"], position=position)
        objectives = tomllib.loads((folder / f"{theme.slug}.toml").read_text(encoding="utf-8"))["objective"]
        for place, objective in enumerate(objectives, 1):
            loader.objective(theme, place, objective)
    publish_rows(period=period, by=None)
    record(
        by=None, action="loaded", item=("strategy", version.slug),
        after={"targets": loader.targets, "source": source.title, "published": period.quarter},
    )  # fmt: skip
    return loader.targets


def _period(quarter: Quarter, source: Source) -> ReportingPeriod:
    """The report's quarter, published: it was, as that document."""
    now = timezone.now()
    return ReportingPeriod.objects.create(
        quarter=quarter, state=ReportingPeriod.State.PUBLISHED, opened_at=now, published_at=now, source=source
    )


class _Loader:
    """Writes objectives with what all of them share."""

    def __init__(
        self,
        version: StrategyVersion,
        source: Source,
        period: ReportingPeriod,
        deliverers: dict[str, Deliverer],
        england: Organisation,
    ) -> None:
        self.item = {"version": version, "from_quarter": version.from_quarter}
        self.source, self.period, self.deliverers, self.england = source, period, deliverers, england
        self.targets = 0

    def objective(self, theme: Theme, position: int, entry: dict[str, Any]) -> None:
        objective = Objective.objects.create(
            theme=theme,
            ref=entry["ref"],
            title=entry["title"],
            position=position,
            source=self.source,
            **self.item,
        )
        for place, target in enumerate(entry["target"], 1):
            self.target(objective, place, target)

    def target(self, objective: Objective, position: int, entry: dict[str, Any]) -> None:
        target = Target.objects.create(
            objective=objective, ref=entry["ref"], summary=entry["summary"], position=position,
            source=self.source, source_place=entry["place"], **self.item,
        )  # fmt: skip
        parts = [(slug, "delivers") for slug in entry["deliverers"]]
        parts += [(slug, "supports") for slug in entry.get("supported_by", [])]
        for place, (slug, part) in enumerate(parts, 1):
            TargetDeliverer.objects.create(target=target, deliverer=self.deliverers[slug], part=part, position=place)
        update = ProgressUpdate.objects.create(
            target=target, period=self.period, organisation=self.england, state=EntryState.APPROVED,
            progress=entry["progress"], approved_at=timezone.now(), source=self.source, source_place=entry["place"],
        )  # fmt: skip
        for place, milestone in enumerate(entry["milestone"], 1):
            self.milestone(target, update, place, milestone)
        self.targets += 1

    def milestone(self, target: Target, update: ProgressUpdate, position: int, entry: dict[str, Any]) -> None:
        deadline = parse_deadline(entry["deadline"])
        if deadline.end != entry.get("end"):
            raise BadFixture(f"{target.ref}: “{entry['deadline']}” is read as {deadline.end}, not {entry.get('end')}")
        milestone = Milestone.objects.create(
            target=target, text=entry["text"], position=position,
            target_value=entry.get("target_value"), target_unit=entry.get("target_unit", ""),
            baseline=entry.get("baseline"), base_period=entry.get("base_period", ""), change=entry.get("change", ""),
            **Milestone.deadline_columns(deadline), **self.item,
        )  # fmt: skip
        forecast = parse_deadline(entry.get("forecast", ""))
        MilestoneLine.objects.create(
            update_of=update, milestone=milestone, status=entry["status"], status_reason=entry["status_reason"],
            forecast_text=entry.get("forecast", ""), forecast=forecast.end, met_on=entry.get("met_on"),
        )  # fmt: skip
