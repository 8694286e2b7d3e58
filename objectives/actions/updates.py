"""Writing an update: save, submit, send back, approve, correct. Each is one transaction with its entry in the trail.

Each locks the reporting period first and the update after it, so that no two of them, nor publishing, meet half-way.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from objectives.actions.publishing import publish_correction
from objectives.actions.revisions import as_content, keep_aside, keep_save, last_saved, record_move
from objectives.models import MilestoneLine, ProgressUpdate, Target, UpdateRevision
from objectives.models.updates import LINE_FIELDS, TEXT_FIELDS
from objectives.preview import problems_of
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.updates import MOVES, UpdateState


class Refused(Exception):
    """The change is not possible now; the message says why, in words for the page."""


class Incomplete(Refused):
    """The update still needs something. `problems` maps the names of the form's fields to what."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(". ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class Saved:
    """What came of a save. With `ours`, somebody else had saved first: `theirs` stays in force, our text is kept aside.

    `base` is what the writer's next save must name.
    """

    update: ProgressUpdate
    base: int
    theirs: UpdateRevision | None = None
    ours: UpdateRevision | None = None


def find_update(target: Target, period: ReportingPeriod, organisation: Organisation) -> ProgressUpdate | None:
    """The working version, else the last approved one, else None."""
    versions = ProgressUpdate.objects.filter(target=target, period=period, organisation=organisation)
    return versions.order_by("-version").first()


def last_revision(update: ProgressUpdate | None) -> int:
    """The id of the last save taken over, 0 before the first. A form carries it as `base`, to notice a save in between.

    An id and not a number, so that a form of one version never fits the next.
    """
    saved = last_saved(update)
    return saved.pk if saved else 0


def refusal(update: ProgressUpdate | None, period: ReportingPeriod) -> str:
    """Why the update takes no save now, "" where it does. A correction may be written whatever the quarter's state."""
    if update is not None and not update.can("save"):
        return "This update is approved and stays as it is. It can be corrected, with a reason, as a new version."
    if not period.is_open and not (update is not None and update.version > 1):
        why = f"{period.quarter.short} is {period.state}, so its updates can no longer be edited."
        return f"{why} {WAY_ON[period.state]}"
    return ""


WAY_ON = {
    ReportingPeriod.State.CLOSED: "The national team can open it again.",
    ReportingPeriod.State.PUBLISHED: "It was published without this one; what is new belongs in the next quarter’s.",
}


@transaction.atomic
def save_update(
    *,
    target: Target,
    period: ReportingPeriod,
    organisation: Organisation,
    by: User,
    words: dict[str, Any],
    lines: dict[int, dict[str, Any]],
    base: int,
) -> Saved:
    """Save what was typed as the working draft. Saving the same again changes nothing.

    `words` has the keys of TEXT_FIELDS, `lines` maps milestone ids to the keys of LINE_FIELDS, `base` is the
    `last_revision` that the writer saw. Nothing typed is lost: where somebody saved in between, both texts are kept.
    Raises Refused.
    """
    period = _locked_period(period)
    update = _locked(find_update(target, period, organisation))
    _refuse_unless_writable(update, period)
    before = update.content() if update else {}
    typed = {
        **before,
        **as_content(words, lines),
        "lines": {**before.get("lines", {}), **as_content({}, lines)["lines"]},
    }
    if update is not None and typed == before:
        return Saved(update, last_revision(update))
    if update is not None and last_revision(update) != base:
        theirs = last_saved(update)
        return Saved(update, last_revision(update), theirs, keep_aside(update, by, typed))
    was = update.state if update else ""
    update = update or ProgressUpdate(target=target, period=period, organisation=organisation)
    for field in TEXT_FIELDS:
        setattr(update, field, words[field])
    update.state = MOVES[update.state]["save"]
    update.save()
    for milestone_id, values in lines.items():
        MilestoneLine.objects.update_or_create(update_of=update, milestone_id=milestone_id, defaults=values)
    return Saved(update, keep_save(update, before, was, by).pk)


@transaction.atomic
def submit_update(*, update: ProgressUpdate, by: User, base: int) -> ProgressUpdate:
    """Hand the save `base` to the approvers. Raises Incomplete while something is missing, Refused otherwise."""
    update = _locked(update)
    _refuse_unless_writable(update, update.period)
    _refuse_if_saved_since(update, base, "submit")
    if update.state == UpdateState.SUBMITTED:
        return update
    missing = problems_of(update)
    if missing:
        raise Incomplete(missing)
    was = update.state
    update.state, update.submitted_at, update.submitted_by = UpdateState.SUBMITTED, timezone.now(), by
    update.save()
    record_move(update, by, "submitted", was)
    return update


@transaction.atomic
def send_back_update(*, update: ProgressUpdate, by: User, note: str) -> ProgressUpdate:
    """Return a submitted update to its writers with a note that says what is wanted."""
    update = _to_review(update, "send_back")
    if not note.strip():
        raise Refused("Say in a note what is wanted.")
    was = update.state
    update.state, update.sent_back_note = UpdateState.SENT_BACK, note
    update.save()
    record_move(update, by, "sent back", was, reason=note)
    return update


@transaction.atomic
def approve_update(*, update: ProgressUpdate, by: User, base: int) -> ProgressUpdate:
    """Approve the save `base`, which the approver read. In a published quarter it replaces what is shown."""
    update = _to_review(update, "approve")
    _refuse_if_saved_since(update, base, "approve")
    why_not = approval_refusal(update, by)
    if why_not:
        raise Refused(why_not)
    was = update.state
    update.state, update.approved_at, update.approved_by = UpdateState.APPROVED, timezone.now(), by
    update.save()
    record_move(update, by, "approved", was)
    if update.period.is_published:
        publish_correction(update=update, by=by)
    return update


@transaction.atomic
def start_correction(*, update: ProgressUpdate, by: User, reason: str) -> ProgressUpdate:
    """Open the next version of an approved update, with its words to begin from. The approved one stays as it is."""
    update = _locked(update)
    if not reason.strip():
        raise Refused("Say why it is corrected.")
    if update.state != UpdateState.APPROVED or find_update(update.target, update.period, update.organisation) != update:
        raise Refused("Only the last approved version can be corrected, and only one correction at a time.")
    words = {field: getattr(update, field) for field in TEXT_FIELDS}
    draft = ProgressUpdate.objects.create(
        target=update.target, period=update.period, organisation=update.organisation, version=update.version + 1,
        correction_reason=reason, **words,
    )  # fmt: skip
    for line in update.lines.all():
        values = {field: getattr(line, field) for field in LINE_FIELDS}
        MilestoneLine.objects.create(update_of=draft, milestone_id=line.milestone_id, **values)
    UpdateRevision.objects.create(update_of=draft, number=1, saved_by=by, content=draft.content())
    record_move(draft, by, "correction started", "", reason=reason)
    return draft


def approval_refusal(update: ProgressUpdate, user: User) -> str:
    """Why `user` may not approve this submitted update, "" where they may."""
    if update.period.is_published and not update.correction_reason:
        return f"{update.period.quarter.short} was published without this update, and what is published never changes."
    if wrote_part(update, user):
        return "You wrote part of this update, so another approver must decide on it."
    return ""


def wrote_part(update: ProgressUpdate, user: User) -> bool:
    """Whether `user` saved or submitted any version of this update: a correction repeats words of the one before."""
    versions = ProgressUpdate.objects.filter(
        target=update.target, period=update.period, organisation=update.organisation
    )
    saved = UpdateRevision.objects.filter(update_of__in=versions, saved_by=user)
    return saved.exists() or versions.filter(submitted_by=user).exists()


def _locked_period(period: ReportingPeriod) -> ReportingPeriod:
    return ReportingPeriod.objects.select_for_update().get(pk=period.pk)


def _locked(update: ProgressUpdate | None) -> ProgressUpdate | None:
    """The update as it stands now, held until the end of the transaction; its period first."""
    if update is None:
        return None
    period = _locked_period(update.period)
    update = ProgressUpdate.objects.select_for_update().get(pk=update.pk)
    update.period = period
    return update


def _refuse_unless_writable(update: ProgressUpdate | None, period: ReportingPeriod) -> None:
    why_not = refusal(update, period)
    if why_not:
        raise Refused(why_not)


def _to_review(update: ProgressUpdate, move: str) -> ProgressUpdate:
    update = _locked(update)
    if not update.can(move):
        raise Refused(f"This update is {update.get_state_display().lower()}, so it cannot be reviewed now.")
    return update


def _refuse_if_saved_since(update: ProgressUpdate, base: int, verb: str) -> None:
    if last_revision(update) != base:
        raise Refused(f"Somebody saved this update while you were reading. Read it again before you {verb} it.")
