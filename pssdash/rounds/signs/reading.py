"""The items of a quarter that a person may see, with the quarters before it. A constant number of queries."""

from collections.abc import Iterable, Mapping
from typing import Any

from objectives import quarter_rows
from objectives.models import ProgressUpdate, PublishedRow
from objectives.rows import TargetRow
from objectives.tables import card_url
from programmes import deliverable_rows, quarter_deliverables
from programmes.deliverable_rows import PUBLISHED_AS, DeliverableRow
from programmes.models import DeliverableUpdate, PublishedProgramme
from pssdash.accounts.models import User
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Status
from pssdash.reporting.updates.models import AbstractUpdate
from pssdash.reporting.updates.rows import UpdateRow
from pssdash.rounds.signs.items import NOTHING, Item, Said, Working, without_gap
from pssdash.rounds.signs.scope import deliverables_seen_by, targets_seen_by, within

QUARTERS_BACK = 8  # two years are enough to say how long something has lasted

RowsByQuarter = dict[Quarter, dict[str, UpdateRow]]


def items_in(period: ReportingPeriod, user: User) -> list[Item]:
    """The items in order, the targets first. The caller has made sure that `user` may see the period."""
    found: list[Item] = []
    if period.covers_objectives:
        target_rows = within(quarter_rows.rows_for(period), targets_seen_by(user))
        past = target_rows_of(before(period, Part.OBJECTIVES))
        working = working_in(period, ProgressUpdate)
        found += (item_of(period, row, past, working.get(row.target_id)) for row in target_rows)
    if period.covers_programmes:
        deliverables = within(quarter_deliverables.rows_for(period), deliverables_seen_by(user))
        past = deliverable_rows_of(before(period, Part.PROGRAMMES))
        working = working_in(period, DeliverableUpdate)
        found += (item_of(period, row, past, working.get(row.deliverable_id)) for row in deliverables)
    return found


def item_of(
    period: ReportingPeriod, row: TargetRow | DeliverableRow, past: RowsByQuarter, working: Working | None
) -> Item:
    is_target = isinstance(row, TargetRow)
    return Item(
        row=row,
        chapter=(row.theme_slug, row.theme) if is_target else (row.programme_slug, row.programme),
        url=card_url(row) if is_target else row.url,
        earlier=without_gap(row, past.values()),
        working=working or NOTHING,
        is_open=period.is_open,
    )


def before(period: ReportingPeriod, part: Part) -> list[ReportingPeriod]:
    """The published quarters of the part before this one, the newest first; none for one that was passed over."""
    earlier = ReportingPeriod.objects.covering(part).published().filter(quarter__lt=period.quarter)
    return list(earlier.order_by("-quarter")[:QUARTERS_BACK])


def target_rows_of(periods: Iterable[ReportingPeriod]) -> RowsByQuarter:
    """The targets of published quarters as they stand published, by quarter (in the order given) and reference."""
    found: RowsByQuarter = {period.quarter: {} for period in periods}
    for published in PublishedRow.objects.filter(period__quarter__in=list(found)).latest_versions():
        row = quarter_rows.from_content(published)
        found[row.quarter][row.ref] = row
    return found


def deliverable_rows_of(periods: Iterable[ReportingPeriod]) -> RowsByQuarter:
    """The same of the deliverables: of each published page only these are read."""
    found: RowsByQuarter = {period.quarter: {} for period in periods}
    published = PublishedProgramme.objects.filter(period__quarter__in=list(found)).latest_versions()
    for rows, version in published.values_list(f"content__{PUBLISHED_AS}", "version"):
        for row in deliverable_rows.from_content({PUBLISHED_AS: rows or []}, version):
            found[row.quarter][row.ref] = row
    return found


def working_in(period: ReportingPeriod, model: type[AbstractUpdate]) -> Mapping[int, Working]:
    """What is written for England and not approved, by the id of the target or deliverable; nothing once published."""
    if period.is_published:
        return {}
    updates = model.objects.national().working().filter(period=period).prefetch_related("lines")
    return {getattr(update, f"{model.IDENTITY[0]}_id"): as_working(update) for update in updates}


def as_working(update: Any) -> Working:
    statuses = {line.milestone_id: Status(line.status) for line in update.lines.all() if line.status}
    return Working(Said(update.progress), update.action_owner, statuses)
