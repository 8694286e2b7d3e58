"""Writing an entry: save, submit, send back, approve, correct. Each is one transaction with its entry in the trail.

Each locks the reporting period first and the entry after it, so that no two of them, nor publishing, meet half-way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.reporting.entries.checking import standing_against
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import CONFIRMS, AbstractEntry, AbstractRevision
from pssdash.reporting.entries.reading import all_from, approval_refusal, find, last_revision, last_saved, refusal
from pssdash.reporting.entries.states import MOVES, EntryState
from pssdash.reporting.entries.trail import SUBMITTED, keep_aside, keep_save, record_move
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Incomplete, Refused


@dataclass(frozen=True)
class Saved:
    """What came of a save. With `ours`, somebody else had saved first: `theirs` stays in force, our text is kept aside.

    `base` is what the writer's next save must name.
    """

    entry: AbstractEntry
    base: int
    theirs: AbstractRevision | None = None
    ours: AbstractRevision | None = None


@transaction.atomic
def save(
    kind: Kind, *, of: Mapping[str, Any], typed: Mapping[str, Any], by: User, base: int, window: str = "",
    is_automatic: bool = False,
) -> Saved:  # fmt: skip
    """Save what was typed as the working draft. Saving the same again changes nothing.

    `of` has the names of the model's IDENTITY, `typed` is of the form of its `content()` (what it leaves out stays as
    it was), `base` is the `last_revision` that the writer saw, `window` the opened form in which they typed. Nothing
    typed is lost: where somebody saved in between, both texts are kept. A save that is automatic never changes where
    the entry stands. Raises Refused.
    """
    of = {**of, "period": _locked_period(of["period"])}
    entry = _locked(find(kind, **of))
    _refuse_unless_writable(kind, entry, of["period"])
    if is_automatic:
        _refuse_if_it_would_move(entry)
    before = entry.content() if entry else {}
    wanted = merged(before, typed)
    if entry is not None and wanted == before:
        return Saved(entry, last_revision(entry))
    if entry is not None and last_revision(entry) != base and not all_from(entry, base, by, window):
        theirs = last_saved(entry)
        return Saved(entry, last_revision(entry), theirs, keep_aside(entry, by, wanted))
    was = entry.state if entry else ""
    entry = entry or kind.model(**of)
    entry.state = MOVES[entry.state]["save"]
    entry.write(wanted)
    return Saved(entry, keep_save(entry, before, was, by, window=window, is_automatic=is_automatic).pk)


@transaction.atomic
def submit(kind: Kind, *, entry: AbstractEntry, by: User, base: int) -> AbstractEntry:
    """Hand the save `base` to the approvers. Raises Incomplete while something is missing, Refused otherwise."""
    entry = _locked(entry)
    _refuse_if_saved_since(entry, base, "submit")
    if entry.state == EntryState.SUBMITTED:
        return entry
    against = standing_against(kind, entry)
    if against:
        raise Incomplete(against)
    was = entry.state
    entry.state, entry.submitted_at, entry.submitted_by = EntryState.SUBMITTED, timezone.now(), by
    entry.save()
    record_move(entry, by, SUBMITTED, was, save=last_saved(entry))
    return entry


@transaction.atomic
def send_back(*, entry: AbstractEntry, by: User, note: str) -> AbstractEntry:
    """Return a submitted entry to its writers with a note that says what is wanted."""
    entry = _to_review(entry, "send_back")
    if not note.strip():
        raise Refused("Say in a note what is wanted.")
    was = entry.state
    entry.state, entry.sent_back_note = EntryState.SENT_BACK, note
    entry.save()
    record_move(entry, by, "sent back", was, reason=note)
    return entry


@transaction.atomic
def approve(kind: Kind, *, entry: AbstractEntry, by: User, base: int) -> AbstractEntry:
    """Approve the save `base`, which the approver read, with what the kind does on an approval."""
    entry = _to_review(entry, "approve")
    _refuse_if_saved_since(entry, base, "approve")
    why_not = approval_refusal(kind, entry, by)
    if why_not:
        raise Refused(why_not)
    was = entry.state
    entry.state, entry.approved_at, entry.approved_by = EntryState.APPROVED, timezone.now(), by
    entry.save()
    record_move(entry, by, "approved", was)
    kind.on_approval(entry=entry, by=by)
    return entry


@transaction.atomic
def start_correction(kind: Kind, *, entry: AbstractEntry, by: User, reason: str) -> AbstractEntry:
    """Open the next version of an approved entry, with its words to begin from. The approved one stays as it is."""
    entry = _locked(entry)
    if not reason.strip():
        raise Refused("Say why it is corrected.")
    if entry.state != EntryState.APPROVED or find(kind, **entry.of) != entry:
        raise Refused("Only the last approved version can be corrected, and only one correction at a time.")
    draft = kind.model(**entry.of, version=entry.version + 1, correction_reason=reason)
    draft.write(entry.said.content())
    draft.revisions.create(number=1, saved_by=by, content=draft.content())
    record_move(draft, by, "correction started", "", reason=reason)
    return draft


def merged(before: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """`typed` over `before`. Lines and cells, which are mappings, are merged one by one.

    Words take the place of a confirmation, and a confirmation that of all words.
    """
    if CONFIRMS in typed:
        return dict(typed)
    before = {name: value for name, value in before.items() if name != CONFIRMS}
    whole = {**before, **typed}
    inner = (name for name, value in typed.items() if isinstance(value, Mapping) and name in before)
    return whole | {name: {**before[name], **typed[name]} for name in inner}


def _locked_period(period: ReportingPeriod) -> ReportingPeriod:
    found = ReportingPeriod.objects.select_for_update().filter(pk=period.pk).first()
    if found is None:
        raise Refused(f"The opening of {period.quarter.short} was taken back just now, so nothing can be saved in it.")
    return found


def _locked(entry: AbstractEntry | None) -> AbstractEntry | None:
    """The entry as it stands now, held until the end of the transaction; its period first."""
    if entry is None:
        return None
    period = _locked_period(entry.period)
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    entry.period = period
    return entry


def _refuse_unless_writable(kind: Kind, entry: AbstractEntry | None, period: ReportingPeriod) -> None:
    why_not = refusal(kind, entry, period)
    if why_not:
        raise Refused(why_not)


def _refuse_if_it_would_move(entry: AbstractEntry | None) -> None:
    """What was handed in goes back into draft only where a person says so."""
    if entry is not None and MOVES[entry.state]["save"] != entry.state:
        state = entry.get_state_display().lower()
        raise Refused(f"This {entry.NOUN} is {state}. Press Save draft to change it; it is a draft again then.")


def _to_review(entry: AbstractEntry, move: str) -> AbstractEntry:
    entry = _locked(entry)
    if not entry.can(move):
        state = entry.get_state_display().lower()
        raise Refused(f"This {entry.NOUN} is {state}, so it cannot be reviewed now.")
    return entry


def _refuse_if_saved_since(entry: AbstractEntry, base: int, verb: str) -> None:
    if last_revision(entry) != base:
        raise Refused(f"Somebody saved this {entry.NOUN} while you were reading. Read it again before you {verb} it.")
