"""Splitting what has become too much for one record, and replacing something by a new one in its place.

References are kept for ever and what was published names them, so nothing moves: what is carried over ends as
superseded and begins again under a new reference. A carried milestone keeps its original deadline and every move of it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from objectives.actions.endings import Ended, end, end_one
from objectives.actions.strategy import WORDS, add_milestone, add_objective, add_target
from objectives.actions.strategy_changes import Change, begin, name_of, refuse_if_ended
from objectives.models import DeadlineChange, Milestone, Objective, ProgressUpdate, Target
from objectives.strategy_calendar import strategy_calendar
from pssdash.reporting.deadlines import Deadline
from pssdash.reporting.rag import Status
from pssdash.reporting.refusals import Refused
from pssdash.reporting.updates.live import known_before

COPIED = ["old_text", "old_end", "reason", "agreed_by", "decided_on", "recorded_at", "recorded_by"]


@transaction.atomic
def split_objective(*, objective: Objective, targets: Collection[Target], title: str, change: Change) -> Objective:
    """A new objective beside this one. Each of `targets` goes on in it under a new reference; at least one stays."""
    begin(change)
    refuse_if_ended(objective)
    running = list(objective.targets.current())
    _refuse_selection(targets, running, "target")
    new = add_objective(theme=objective.theme, title=title, change=change, after=objective)
    for target in running:
        if target in targets:
            carried = _copy_target(target, new, target.summary, change)
            _carry(running_milestones(target), carried, change)
            end(target, Ended.SUPERSEDED, change, carried)
    return new


@transaction.atomic
def split_target(*, target: Target, milestones: Collection[Milestone], summary: str, change: Change) -> Target:
    """A new target beside this one, with the same deliverers and regions, which takes over `milestones`; one stays."""
    begin(change)
    refuse_if_ended(target)
    _refuse_selection(milestones, list(target.milestones.current()), "milestone")
    ready = running_milestones(target)
    _refuse_if_complete(milestones, ready)
    new = _copy_target(target, target.objective, summary, change, after=target)
    _carry([milestone for milestone in ready if milestone in milestones], new, change)
    return new


@transaction.atomic
def split_milestone(*, milestone: Milestone, parts: Sequence[Mapping[str, Any]], change: Change) -> list[Milestone]:
    """New milestones in the place of this one, which ends. Each part has the keys of WORDS["milestone"].

    They keep its deadline with every move: a split moves no deadline.
    """
    begin(change)
    refuse_if_ended(milestone)
    if len(parts) < 2:
        raise Refused("A milestone is split into two or more")
    _refuse_if_complete([milestone], running_milestones(milestone.target))
    new: list[Milestone] = []
    for part in parts:
        new.append(_copy_milestone(milestone, milestone.target, part, change, after=[milestone, *new][-1]))
    end(milestone, Ended.SUPERSEDED, change, new[0])
    return new


@transaction.atomic
def replace_objective(*, objective: Objective, title: str, change: Change) -> Objective:
    """A new objective in the place of this one, which ends with its targets. The new one begins without targets."""
    new = add_objective(theme=objective.theme, title=title, change=change, after=objective)
    end(objective, Ended.SUPERSEDED, change, new)
    return new


@transaction.atomic
def replace_target(*, target: Target, summary: str, deadline: Deadline, change: Change) -> Target:
    """A new target in the place of this one, with the same deliverers and regions and one milestone."""
    new = _copy_target(target, target.objective, summary, change, after=target, official_wording="")
    add_milestone(target=new, words={"text": summary}, deadline=deadline, change=change)
    end(target, Ended.SUPERSEDED, change, new)
    return new


@transaction.atomic
def replace_milestone(*, milestone: Milestone, text: str, deadline: Deadline, change: Change) -> Milestone:
    """A new commitment in the place of this one."""
    words = {"text": text}
    new = add_milestone(target=milestone.target, words=words, deadline=deadline, change=change, after=milestone)
    end(milestone, Ended.SUPERSEDED, change, new)
    return new


def _refuse_selection(chosen: Collection[Any], running: Sequence[Any], kind: str) -> None:
    if not chosen or any(item not in running for item in chosen):
        raise Refused(f"Choose at least one {kind} that has not ended")
    if len(chosen) == len(running):
        raise Refused(f"At least one {kind} stays. To replace everything, supersede it")


def _refuse_if_complete(chosen: Collection[Milestone], running: Sequence[Milestone]) -> None:
    for milestone in chosen:
        if milestone not in running:
            raise Refused(f"{name_of(milestone)} is complete, so it stays where its record is")


def running_milestones(target: Target) -> list[Milestone]:
    """Those still to be done, with their moves. What is complete stays with its target, whose updates say so."""
    known = known_before(ProgressUpdate, strategy_calendar().live.next)
    done = {pk for pk, last in known.items() if last.status is Status.COMPLETE}
    milestones = target.milestones.current().select_related("target__objective").prefetch_related("deadline_changes")
    return [milestone for milestone in milestones if milestone.pk not in done]


def _copy_target(target: Target, objective: Objective, summary: str, change: Change, **fields: Any) -> Target:
    """A new target with the deliverers, regions and, unless given, the official wording of `target`."""
    return add_target(
        objective=objective, summary=summary, change=change,
        parts=[(part.deliverer, part.part) for part in target.delivered_by.select_related("deliverer")],
        regions=None if target.concerns_all_regions else list(target.regions.all()),
        **{"official_wording": target.official_wording, **fields},
    )  # fmt: skip


def _carry(milestones: Sequence[Milestone], target: Target, change: Change) -> None:
    """Let `milestones` go on as milestones of `target`."""
    if not milestones:
        raise Refused("All of a chosen target is complete, so it stays where its record is")
    for milestone in milestones:
        words = {field: getattr(milestone, field) for field in WORDS["milestone"]}
        end_one(milestone, Ended.SUPERSEDED, change, _copy_milestone(milestone, target, words, change))


def _copy_milestone(
    milestone: Milestone, target: Target, words: Mapping[str, Any], change: Change, after: Milestone | None = None
) -> Milestone:
    """A new milestone of `target` with the deadline of `milestone`: the original and every move."""
    new = add_milestone(target=target, words=words, deadline=milestone.own_deadline, change=change, after=after)
    for move in milestone.deadline_changes.all():
        kept = {field: getattr(move, field) for field in COPIED}
        DeadlineChange.objects.create(milestone=new, **kept, **DeadlineChange.deadline_columns(move.own_deadline))
    return new
