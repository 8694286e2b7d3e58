"""Writing to the audit trail. Every action that changes a record calls `record` in the same transaction."""

from collections.abc import Mapping
from typing import Any

from pssdash.accounts.models import AuditEvent, User


def record(
    *,
    by: User | None,
    action: str,
    item: tuple[str, str],
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Write one event. `item` is (kind, key); of `before` and `after`, by field name, the differences are kept.

    `by` is None for what a command loads from a fixture or a file.
    """
    kind, key = item
    return AuditEvent.objects.create(
        by=by, action=action, item_kind=kind, item_key=key, subject=subject,
        changes=differences(before or {}, after or {}), reason=reason,
    )  # fmt: skip


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """The fields whose text differs, in the order of `before`, then of `after`. A field that is not there is empty."""
    fields = list(before) + [field for field in after if field not in before]
    pairs = ((field, as_text(before.get(field)), as_text(after.get(field))) for field in fields)
    return [{"field": field, "before": old, "after": new} for field, old, new in pairs if old != new]


def as_text(value: Any) -> str:
    """How a value is kept in the trail: readable, and without anything that may later mean something else."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple | set):
        return "; ".join(as_text(part) for part in value)
    return str(value)
