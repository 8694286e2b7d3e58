"""What the page of a whole quarter reads: every target that is asked for or written of, and what stands beside a row.

Each function takes as many queries for thirty targets as for three.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from objectives.actions.updates import TARGET_UPDATES
from objectives.asked import asked_among
from objectives.assignments import Desk, targets_of
from objectives.live_rows import build_row, targets_in_force
from objectives.models import Milestone, ProgressUpdate, Target, UpdateRevision
from objectives.pages.last_time import last_rows
from objectives.quarter_rows import rows_for
from objectives.round import pairs
from objectives.rows import TargetRow
from pssdash.reporting.entries.confirming import approved_last, is_confirmable
from pssdash.reporting.entries.presence import address_of, in_words, others_at_each
from pssdash.reporting.entries.reading import last_saves
from pssdash.reporting.entries.states import NOT_STARTED
from pssdash.reporting.updates.live import known_before


@dataclass(frozen=True)
class Found:
    """A target, the update that the organisation has of it in the quarter, and how that comes out as it is saved."""

    target: Target
    asked: tuple[Milestone, ...]
    update: ProgressUpdate | None
    row: TargetRow


@dataclass(frozen=True)
class Beside:
    """What stands beside a row. `since` is the quarter whose words can be confirmed, "" for none."""

    last: TargetRow | None
    last_save: UpdateRevision | None
    editors: tuple[str, ...]
    since: str


def read_targets(desk: Desk) -> list[Found]:
    """What the organisation is asked for in the quarter, and what it has written of, in the strategy's order."""
    quarter, updates = desk.period.quarter, last_versions(desk)
    wanted = {target for target, _ in pairs(desk.period, [desk.organisation])} | set(updates)
    scope = targets_of(desk.user, quarter, desk.organisation).order_by().values("pk")
    earlier = known_before(ProgressUpdate, quarter) if desk.is_national else {}
    # What was published is read from what was frozen.
    frozen = desk.period.is_published and desk.is_national
    published = {row.target_id: row for row in rows_for(desk.period)} if frozen else {}
    found = []
    for target in targets_in_force(quarter).filter(pk__in=scope):
        if target.pk not in wanted:
            continue
        update = updates.get(target.pk)
        row = published.get(target.pk) or build_row(target, quarter, update, earlier, desk.organisation.short_name)
        row = replace(row, work_state=update.state if update else NOT_STARTED)
        found.append(Found(target, tuple(asked_among(target, quarter)), update, row))
    return sorted(found, key=lambda each: each.row.order)


def last_versions(desk: Desk) -> dict[int, ProgressUpdate]:
    """Target -> the working version, else the last approved one."""
    updates = ProgressUpdate.objects.filter(period=desk.period, organisation=desk.organisation).order_by("version")
    whole = updates.select_related("organisation", "source", "confirms__period")
    return {update.target_id: update for update in whole.prefetch_related("lines", "confirms__lines")}


def read_beside(desk: Desk, shown: Sequence[Found]) -> dict[int, Beside]:
    """Target -> what stands beside its row."""
    last = last_rows(desk.period, desk.organisation, [each.target for each in shown])
    saves = read_saves([each.update for each in shown if each.update])
    assignments = {each.target.pk: desk.assignment(each.target) for each in shown}
    others = others_at_each(list(assignments.values())) if desk.may_write else {}
    since = confirmable_since(desk)
    found = {}
    for each in shown:
        pk = each.target.pk
        save = saves.get(each.update.pk) if each.update else None
        found[pk] = Beside(
            last=last.get(pk),
            last_save=save,
            editors=in_words(others.get(address_of(assignments[pk]), []), save),
            since=since.get(pk, "") if is_confirmable(TARGET_UPDATES, each.update) else "",
        )
    return found


def read_saves(updates: Sequence[ProgressUpdate]) -> dict[int, UpdateRevision]:
    """Update -> its last save that was taken over."""
    ids = last_saves(updates)
    saves = UpdateRevision.objects.select_related("saved_by").defer("content").in_bulk(list(ids.values()))
    return {update: saves[pk] for update, pk in ids.items()}


def confirmable_since(desk: Desk) -> dict[int, str]:
    """Target -> the quarter in which the words that can be confirmed were written."""
    if not desk.may_write:
        return {}
    approved = approved_last(TARGET_UPDATES, period=desk.period, organisation=desk.organisation)
    return {
        update.target_id: update.said.period.quarter.short
        for update in approved.select_related("period", "confirms__period")
    }
