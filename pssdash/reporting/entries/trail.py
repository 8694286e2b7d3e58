"""Keeping every save of an entry: as a revision, whole, and as differences in the audit trail."""

from typing import Any

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision


def keep_save(entry: AbstractEntry, before: dict[str, Any], was: str, by: User) -> AbstractRevision:
    """Keep what `entry` now says, which differs from `before`, and the change of its state."""
    after = entry.content()
    revision = entry.revisions.create(number=next_number(entry), saved_by=by, content=after)
    record(
        by=by, action="saved", item=item_of(entry), subject=entry.subject,
        before={**entry.named(before), "State": was}, after={**entry.named(after), "State": entry.state},
    )  # fmt: skip
    return revision


def keep_aside(entry: AbstractEntry, by: User, content: dict[str, Any]) -> AbstractRevision:
    """Keep a text that met a newer one. It is not in force, and it can be opened in the entry's history."""
    ours = entry.revisions.create(
        number=next_number(entry), saved_by=by, content=content, outcome=AbstractRevision.Outcome.CONFLICT
    )
    record(
        by=by, action="text kept aside", item=item_of(entry), subject=entry.subject,
        after={"save": ours.number}, reason="Somebody else had saved first",
    )  # fmt: skip
    return ours


def record_move(entry: AbstractEntry, by: User, action: str, was: str, reason: str = "") -> None:
    """Write a change of state to the trail."""
    record(
        by=by, action=action, item=item_of(entry), subject=entry.subject,
        before={"State": was}, after={"State": entry.state}, reason=reason,
    )  # fmt: skip


def next_number(entry: AbstractEntry) -> int:
    return (entry.revisions.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def item_of(entry: AbstractEntry) -> tuple[str, str]:
    """How the trail names one version of an entry: `SC-1.1 2020-21-q3 ENG v1`."""
    return entry.TRAIL_KIND, f"{entry.ref} {entry.period.quarter.slug} {entry.organisation.code} v{entry.version}"


def query_item_of(entry: AbstractEntry) -> tuple[str, str]:
    """How the trail names the queries on one version of an entry."""
    kind, key = item_of(entry)
    return f"query on {kind}", key
