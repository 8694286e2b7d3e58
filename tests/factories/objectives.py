"""The strategy, its quarters and their updates. A test states only what matters to it."""

from datetime import UTC, datetime
from itertools import count

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
    UpdateRevision,
)
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.factories.organisations import make_deliverer, make_england

numbers = count(1)
STRATEGY_BEGINS = Quarter(2019, 2)
NOON = datetime(2020, 10, 1, 12, tzinfo=UTC)


def make_version(**fields) -> StrategyVersion:
    version, _ = StrategyVersion.objects.get_or_create(
        slug=fields.pop("slug", "year-one"),
        defaults={"name": "Year one", "from_quarter": STRATEGY_BEGINS, **fields},
    )
    return version


def make_theme(prefix: str = "SC", **fields) -> Theme:
    values = {
        "slug": f"theme-{prefix.lower()}",
        "name": f"Theme {prefix}",
        "position": Theme.objects.count() + 1,
    }
    return Theme.objects.get_or_create(prefix=prefix, defaults=values | fields)[0]


def make_objective(**fields) -> Objective:
    theme = fields.pop("theme", None) or make_theme()
    number = next(numbers)
    values = {
        "ref": f"{theme.prefix}-{number}", "title": f"Objective {number}", "position": number,
        "version": make_version(), "from_quarter": STRATEGY_BEGINS,
    }  # fmt: skip
    return Objective.objects.create(theme=theme, **(values | fields))


def make_target(*, deadline: str | None = "by 31 March 2021", deliverers=None, regions=(), **fields) -> Target:
    """A target with one milestone due at `deadline` (None: no milestone), one deliverer unless given."""
    objective = fields.pop("objective", None) or make_objective()
    number = objective.targets.count() + 1
    values = {
        "ref": f"{objective.ref}.{number}", "summary": f"Summary of {objective.ref}.{number}", "position": number,
        "version": objective.version, "from_quarter": objective.from_quarter,
    }  # fmt: skip
    target = Target.objects.create(objective=objective, concerns_all_regions=not regions, **(values | fields))
    target.regions.set(regions)
    for position, deliverer in enumerate([make_deliverer()] if deliverers is None else deliverers, 1):
        TargetDeliverer.objects.create(target=target, deliverer=deliverer, position=position)
    if deadline is not None:
        make_milestone(target, deadline)
    return target


def make_milestone(target: Target, deadline: str = "by 31 March 2021", **fields) -> Milestone:
    number = target.milestones.count() + 1
    values = {
        "text": f"Commitment {number} of {target.ref}", "position": number,
        "version": target.version, "from_quarter": target.from_quarter,
    }  # fmt: skip
    return Milestone.objects.create(
        target=target, **Milestone.deadline_columns(parse_deadline(deadline)), **(values | fields)
    )


def make_period(quarter: str = "Q3 2020/21", state: str = ReportingPeriod.State.OPEN, **fields) -> ReportingPeriod:
    """A period of the objectives. `make_published` publishes one with its rows."""
    make_england()
    published_at = NOON if state == ReportingPeriod.State.PUBLISHED else None
    return ReportingPeriod.objects.create(
        quarter=Quarter.parse(quarter), state=state, opened_at=NOON, published_at=published_at, **fields
    )


def publish(period: ReportingPeriod, by=None) -> ReportingPeriod:
    """Freeze the period's rows, as the action of the round does."""
    publish_rows(period=period, by=by)
    period.state, period.published_at = ReportingPeriod.State.PUBLISHED, NOON
    period.save()
    return period


def make_update(
    target: Target, period: ReportingPeriod, *, by=None, status: str = "in_progress", forecast=None, met_on=None,
    organisation=None, state: str = EntryState.DRAFT, **fields,
) -> ProgressUpdate:  # fmt: skip
    """An update with one save by `by`, every milestone at `status`. An approved one needs `approved_by` or `source`."""
    if state == EntryState.APPROVED:
        fields.setdefault("approved_at", NOON)
    update = ProgressUpdate.objects.create(
        target=target, period=period, organisation=organisation or make_england(), state=state,
        **({"progress": f"Progress of {target.ref}"} | fields),
    )  # fmt: skip
    for milestone in target.milestones.all():
        MilestoneLine.objects.create(
            update_of=update, milestone=milestone, status=status, forecast=forecast, met_on=met_on
        )
    if by:
        UpdateRevision.objects.create(update_of=update, number=1, saved_by=by, content=update.content())
    return update
