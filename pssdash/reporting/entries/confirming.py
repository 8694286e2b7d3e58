"""Nothing has changed: the words approved in the last quarter are confirmed for this one, and not copied.

A confirmation is an entry without words of its own that points at the version whose words still hold (`confirms`). It
is handed in like any other, and by the same rules: where a computed rating of this quarter asks for a reason or an
action that the words of then do not have, it is refused.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pssdash.accounts.models import User
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.checking import standing_against
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import CONFIRMS, AbstractEntry
from pssdash.reporting.entries.reading import find
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused


def confirmable(kind: Kind, entry: AbstractEntry | None, **of: Any) -> AbstractEntry | None:
    """The entry approved in the last quarter before, whose words can be confirmed; None where there is none.

    `entry` is this quarter's: a correction says what it corrects and never confirms.
    """
    if not is_confirmable(kind, entry):
        return None
    approved = approved_last(kind, **of).last()
    return approved.said if approved else None


def is_confirmable(kind: Kind, entry: AbstractEntry | None) -> bool:
    """Whether a confirmation may stand where `entry` stands."""
    if kind.carries_over is None:
        return False
    return entry is None or (entry.version == 1 and entry.can("save"))


def approved_last(kind: Kind, **of: Any) -> QuerySet:
    """What was approved in the quarter that can be confirmed, of all that `of` names; the last version last."""
    last = last_before(kind, of["period"])
    approved = kind.model.objects.approved().filter(**{**of, "period": last}).order_by("version")
    return approved if last else approved.none()


def last_before(kind: Kind, period: ReportingPeriod) -> ReportingPeriod | None:
    """The quarter whose words can be confirmed in `period`: the last before it that covers the kind's part."""
    periods = ReportingPeriod.objects.covering(kind.carries_over)
    return periods.filter(quarter__lt=period.quarter).order_by("-quarter").first()


def as_confirmed(kind: Kind, earlier: AbstractEntry, **of: Any) -> AbstractEntry:
    """What a confirmation of `earlier` would be, not saved."""
    return kind.model(**of, confirms=earlier)


def standing_against_confirmation(kind: Kind, earlier: AbstractEntry, **of: Any) -> dict[str, str]:
    """Why a confirmation would be refused, by field. Empty where it is accepted."""
    return standing_against(kind, as_confirmed(kind, earlier, **of))


@transaction.atomic
def confirm(kind: Kind, *, of: dict[str, Any], by: User, base: int) -> AbstractEntry:
    """Confirm the words of the last quarter and hand that in. Raises Incomplete or Refused; then nothing is saved."""
    earlier = confirmable(kind, find(kind, **of), **of)
    if earlier is None:
        raise Refused(f"There is no approved {kind.model.NOUN} of the last quarter to confirm.")
    saved = save_unless_met(kind, of=of, typed={CONFIRMS: earlier.pk}, by=by, base=base)
    return actions.submit(kind, entry=saved.entry, by=by, base=saved.base)


@transaction.atomic
def write_instead(kind: Kind, *, of: dict[str, Any], by: User, base: int) -> AbstractEntry:
    """Take a confirmation back, so that words can be written: an empty draft stands in its place."""
    return save_unless_met(kind, of=of, typed={CONFIRMS: None}, by=by, base=base).entry


def save_unless_met(kind: Kind, **how: Any) -> actions.Saved:
    """Save what has no words that could be lost: where somebody saved in between, it is refused."""
    saved = actions.save(kind, **how)
    if saved.theirs:
        who = saved.theirs.saved_by.name
        raise Refused(f"{who} saved this {kind.model.NOUN} while you were reading. Read it again.")
    return saved
