"""Keeping every save of an entry: as a revision, whole, and as differences in the audit trail."""

from collections.abc import Mapping
from typing import Any

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision

SUBMITTED = "submitted"  # the action of a submission, whose number in the trail is the receipt's
CHECKED, APPROVED = SIGNED = ("checked", "approved")  # the actions of the signatures of reviewers
STATE = "State"
SAVE = "Save"  # the field that names a save by its number


def keep_save(entry: AbstractEntry, before: dict[str, Any], was: str, by: User, **how: Any) -> AbstractRevision:
    """Keep what `entry` now says, which differs from `before`, and the change of its state.

    `how` has what the revision keeps of the way in which it was saved: `window`, `is_automatic`.
    """
    after = entry.content()
    revision = entry.revisions.create(number=next_number(entry), saved_by=by, content=after, **how)
    record(
        by=by, action="saved", item=item_of(entry), subject=entry.subject,
        before={**entry.named(before), STATE: was}, after={**entry.named(after), STATE: entry.state},
    )  # fmt: skip
    return revision


def keep_aside(entry: AbstractEntry, by: User, content: dict[str, Any]) -> AbstractRevision:
    """Keep a text that met a newer one. It is not in force, and it can be opened in the entry's history.

    The same text of the same person is kept once, also where it is sent again.
    """
    kept = entry.revisions.filter(outcome=AbstractRevision.Outcome.CONFLICT, saved_by=by)
    last = kept.select_related("saved_by").order_by("-number").first()
    if last is not None and last.content == content:
        return last
    ours = entry.revisions.create(
        number=next_number(entry), saved_by=by, content=content, outcome=AbstractRevision.Outcome.CONFLICT
    )
    record(
        by=by, action="text kept aside", item=item_of(entry), subject=entry.subject,
        after={"save": ours.number}, reason="Somebody else had saved first",
    )  # fmt: skip
    return ours


def record_move(
    entry: AbstractEntry, by: User, action: str, was: str, reason: str = "", save: AbstractRevision | None = None,
    reviewed: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Write a change of state to the trail, with the number of the `save` that was handed in, if one was, and with what
    a reviewer now says where they said `reviewed` before.
    """
    handed_in = {SAVE: save.number} if save else {}
    record(
        by=by, action=action, item=item_of(entry), subject=entry.subject,
        before={STATE: was, **(reviewed or {})}, after={STATE: entry.state, **handed_in, **entry.reviewed()},
        reason=reason,
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


def reference_of(number: int) -> str:
    """How a receipt is called, of the number of its submission in the trail: `R-00042`."""
    return f"R-{number:05d}"
