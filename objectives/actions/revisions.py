"""Keeping every save of an update: as a revision, whole, and as differences in the audit trail."""

from typing import Any

from objectives.models import ProgressUpdate, UpdateRevision
from objectives.models.updates import plain
from pssdash.accounts.audit import record
from pssdash.accounts.models import User

FIELD_LABELS = {
    "state": "State",
    "progress": "Progress",
    "reported_rag": "Reported rating",
    "rag_reason": "Reason for the reported rating",
    "action": "Recovery action",
    "action_owner": "Owner of the action",
    "action_due": "Action due",
    "evidence": "Evidence",
    "status": "Status",
    "status_reason": "Reason for the status",
    "forecast_text": "Forecast as written",
    "forecast": "Forecast",
    "met_on": "Met on",
}


def last_saved(update: ProgressUpdate | None) -> UpdateRevision | None:
    """The last save that was taken over."""
    saves = update.revisions.filter(outcome=UpdateRevision.Outcome.SAVED) if update else UpdateRevision.objects.none()
    return saves.select_related("saved_by").order_by("-number").first()


def keep_save(update: ProgressUpdate, before: dict[str, Any], was: str, by: User) -> UpdateRevision:
    """Keep what `update` now says, which differs from `before`, and the change of its state."""
    after = update.content()
    revision = UpdateRevision.objects.create(update_of=update, number=next_number(update), saved_by=by, content=after)
    positions = dict(update.target.milestones.values_list("pk", "position"))
    record(
        by=by, action="saved", item=item_of(update), subject=subject_of(update),
        before=flat({**before, "state": was}, positions), after=flat({**after, "state": update.state}, positions),
    )  # fmt: skip
    return revision


def keep_aside(update: ProgressUpdate, by: User, content: dict[str, Any]) -> UpdateRevision:
    """Keep a text that met a newer one. It is not in force, and it can be opened in the update's history."""
    ours = UpdateRevision.objects.create(
        update_of=update, number=next_number(update), saved_by=by, content=content,
        outcome=UpdateRevision.Outcome.CONFLICT,
    )  # fmt: skip
    record(
        by=by, action="text kept aside", item=item_of(update), subject=subject_of(update),
        after={"save": ours.number}, reason="Somebody else had saved first",
    )  # fmt: skip
    return ours


def record_move(update: ProgressUpdate, by: User, action: str, was: str, reason: str = "") -> None:
    """Write a change of state to the trail."""
    record(
        by=by, action=action, item=item_of(update), subject=subject_of(update),
        before={"State": was}, after={"State": update.state}, reason=reason,
    )  # fmt: skip


def as_content(words: dict[str, Any], lines: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """What was typed, in the form of `ProgressUpdate.content()`."""
    content = {field: plain(value) for field, value in words.items()}
    content["lines"] = {
        str(pk): {field: plain(value) for field, value in values.items()} for pk, values in lines.items()
    }
    return content


def flat(content: dict[str, Any], positions: dict[int, int]) -> dict[str, Any]:
    """One level of names, so that the trail reads "Milestone 2: Status" and not a nested value."""
    named = {FIELD_LABELS[name]: value for name, value in content.items() if name != "lines"}
    for pk, values in content.get("lines", {}).items():
        place = f"Milestone {positions.get(int(pk), pk)}: " if len(positions) > 1 else ""
        named |= {f"{place}{FIELD_LABELS[name]}": value for name, value in values.items()}
    return named


def next_number(update: ProgressUpdate) -> int:
    return (update.revisions.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def item_of(update: ProgressUpdate) -> tuple[str, str]:
    return "update", f"{update.target.ref} {update.period.quarter.slug} {update.organisation.code} v{update.version}"


def subject_of(update: ProgressUpdate) -> str:
    return f"objective/{update.target.objective.ref}"
