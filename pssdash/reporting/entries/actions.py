"""Writing an entry: save, submit, check, send back, approve, correct. Each is one transaction with its event in the
trail, and what the table of moves.py allows.

Each locks the reporting period first and the entry after it, so that no two of them, nor publishing, meet half-way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.reporting.entries.cases import Case, take
from pssdash.reporting.entries.evidence.reading import carry_files_over
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import CONFIRMS, AbstractEntry, AbstractRevision
from pssdash.reporting.entries.moves import Move, Step
from pssdash.reporting.entries.reading import all_from, last_revision, last_saved, newest_first
from pssdash.reporting.entries.trail import APPROVED, CHECKED, SUBMITTED, keep_aside, keep_save, record_move
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused


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
    entry = _found_and_locked(kind, of)
    step = take(Case(kind, entry, of["period"], by, whose=of["organisation"]), Move.SAVE)
    if is_automatic:
        _refuse_if_it_would_move(entry, step)
    before = entry.content() if entry else {}
    wanted = merged(before, typed)
    if entry is not None and wanted == before:
        return Saved(entry, last_revision(entry))
    if entry is not None and last_revision(entry) != base and not all_from(entry, base, by, window):
        theirs = last_saved(entry)
        return Saved(entry, last_revision(entry), theirs, keep_aside(entry, by, wanted))
    was = entry.state if entry else ""
    entry = entry or kind.model(**of)
    entry.state = step.leads_to
    _unsign(entry)
    entry.write(wanted)
    return Saved(entry, keep_save(entry, before, was, by, window=window, is_automatic=is_automatic).pk)


@transaction.atomic
def submit(kind: Kind, *, entry: AbstractEntry, by: User, base: int) -> AbstractEntry:
    """Hand the save `base` to the reviewers. Raises Incomplete while something is missing, Refused otherwise.

    What waits for them already stays where it is.
    """
    entry = _locked(entry)
    step = take(Case(kind, entry, entry.period, by, base=base), Move.SUBMIT)
    if entry.state == step.leads_to:
        return entry
    was = entry.state
    entry.state, entry.submitted_at, entry.submitted_by = step.leads_to, timezone.now(), by
    entry.save()
    record_move(entry, by, SUBMITTED, was, save=last_saved(entry))
    return entry


@transaction.atomic
def check(
    kind: Kind, *, entry: AbstractEntry, by: User, base: int, review: Mapping[str, str] | None = None
) -> AbstractEntry:
    """Sign that the save `base` is in order: what it says is plausible, complete and fit to be approved.

    `review` is what the reviewer says beside that. Without it they agree with what is reported, or with what a reviewer
    has said of this save before. Raises Incomplete where it needs a reason.
    """
    entry = _locked(entry)
    step = take(Case(kind, entry, entry.period, by, base=base, review=review), Move.CHECK)
    was, reviewed = entry.state, entry.reviewed()
    entry.state, entry.checked_at, entry.checked_by = step.leads_to, timezone.now(), by
    entry.review(review, by)
    entry.save()
    record_move(entry, by, CHECKED, was, reviewed=reviewed)
    return entry


@transaction.atomic
def send_back(kind: Kind, *, entry: AbstractEntry, by: User, note: str) -> AbstractEntry:
    """Return an entry that waits for review to its writers, with a note that says what is wanted."""
    entry = _locked(entry)
    step = take(Case(kind, entry, entry.period, by, reason=note), Move.SEND_BACK)
    was, reviewed = entry.state, entry.reviewed()
    entry.state, entry.sent_back_note = step.leads_to, note
    _unsign(entry)
    entry.save()
    record_move(entry, by, "sent back", was, reason=note, reviewed=reviewed)
    return entry


@transaction.atomic
def approve(
    kind: Kind, *, entry: AbstractEntry, by: User, base: int, review: Mapping[str, str] | None = None
) -> AbstractEntry:
    """Approve the save `base`, which the approver read, with what the kind does on an approval.

    `review` is what they say beside that, as in `check`.
    """
    entry = _locked(entry)
    step = take(Case(kind, entry, entry.period, by, base=base, review=review), Move.APPROVE)
    was, reviewed = entry.state, entry.reviewed()
    entry.state, entry.approved_at, entry.approved_by = step.leads_to, timezone.now(), by
    entry.review(review, by)
    entry.save()
    record_move(entry, by, APPROVED, was, reviewed=reviewed)
    kind.on_approval(entry=entry, by=by)
    return entry


@transaction.atomic
def start_correction(kind: Kind, *, entry: AbstractEntry, by: User, reason: str) -> AbstractEntry:
    """Open the next version of an approved entry, with its words to begin from. The approved one stays as it is."""
    entry = _locked(entry)
    step = take(Case(kind, entry, entry.period, by, reason=reason), Move.CORRECT)
    draft = kind.model(**entry.of, version=entry.version + 1, correction_reason=reason, state=step.leads_to)
    draft.write(entry.said.content())
    draft.revisions.create(number=1, saved_by=by, content=draft.content())
    carry_files_over(entry, draft)
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


def _found_and_locked(kind: Kind, of: Mapping[str, Any]) -> AbstractEntry | None:
    """As `find`, of a period that is locked already, held too. It keeps what `of` has, so none of it is read again."""
    entry = newest_first(kind, **of).select_for_update().first()
    if entry is not None:
        for name, value in of.items():
            setattr(entry, name, value)
    return entry


def _locked(entry: AbstractEntry) -> AbstractEntry:
    """The entry as it stands now, held until the end of the transaction; its period first."""
    period = _locked_period(entry.period)
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    entry.period = period
    return entry


def _unsign(entry: AbstractEntry) -> None:
    """What is changed or sent back must be checked once more. The trail keeps who had, and what they said of it."""
    entry.checked_at = entry.checked_by = None
    entry.drop_review()


def _refuse_if_it_would_move(entry: AbstractEntry | None, step: Step) -> None:
    """What was handed in goes back into draft only where a person says so."""
    if entry is not None and step.leads_to != entry.state:
        state = entry.get_state_display().lower()
        raise Refused(f"This {entry.NOUN} is {state}. Press Save draft to change it; it is a draft again then.")
