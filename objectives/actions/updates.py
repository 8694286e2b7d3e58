"""Target updates as a kind of entry: what they need for a submission, what an approval does, and the steps by name."""

from collections.abc import Mapping
from typing import Any

from objectives.actions.publishing import publish_correction
from objectives.models import ProgressUpdate, Target
from objectives.preview import problems_of
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.reading import find
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.updates.models import as_content


def publish_if_corrected(*, entry: ProgressUpdate, by: User) -> None:
    """In a published quarter an approved correction replaces what is shown."""
    if entry.period.is_published:
        publish_correction(update=entry, by=by)


TARGET_UPDATES = Kind(
    model=ProgressUpdate, problems=problems_of, on_approval=publish_if_corrected, carries_over=Part.OBJECTIVES
)


def find_update(target: Target, period: ReportingPeriod, organisation: Organisation) -> ProgressUpdate | None:
    """The working version, else the last approved one, else None."""
    return find(TARGET_UPDATES, target=target, period=period, organisation=organisation)


def save_update(
    *,
    target: Target,
    period: ReportingPeriod,
    organisation: Organisation,
    by: User,
    words: dict[str, Any],
    lines: dict[int, dict[str, Any]],
    base: int,
) -> actions.Saved:
    """Save `words` (the TEXT_FIELDS) and `lines` (milestone id -> the LINE_FIELDS) as the working draft."""
    of = {"target": target, "period": period, "organisation": organisation}
    return actions.save(TARGET_UPDATES, of=of, typed=as_content(words, lines), by=by, base=base)


def submit_update(*, update: ProgressUpdate, by: User, base: int) -> ProgressUpdate:
    return actions.submit(TARGET_UPDATES, entry=update, by=by, base=base)


def send_back_update(*, update: ProgressUpdate, by: User, note: str) -> ProgressUpdate:
    return actions.send_back(TARGET_UPDATES, entry=update, by=by, note=note)


def approve_update(
    *, update: ProgressUpdate, by: User, base: int, review: Mapping[str, str] | None = None
) -> ProgressUpdate:
    return actions.approve(TARGET_UPDATES, entry=update, by=by, base=base, review=review)


def start_correction(*, update: ProgressUpdate, by: User, reason: str) -> ProgressUpdate:
    return actions.start_correction(TARGET_UPDATES, entry=update, by=by, reason=reason)
