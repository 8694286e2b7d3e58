"""What the page of every entry shows beside its own words: where it stands, who wrote, what can be done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.forms import Form
from django.utils import timezone

from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.cases import Case, refusal, why_not
from pssdash.reporting.entries.confirming import confirmable
from pssdash.reporting.entries.forms import EntryForm, NoteForm, ReasonForm, ReviewForm
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision
from pssdash.reporting.entries.moves import MOVES, Move
from pssdash.reporting.entries.presence import in_words, others_at
from pssdash.reporting.entries.reading import last_saved, versions_of
from pssdash.reporting.entries.receipts import last_references
from pssdash.reporting.entries.states import HANDED_IN, WITH_REVIEWERS, EntryState
from pssdash.reporting.entries.words import Difference, changes

RECENT = timedelta(minutes=30)


@dataclass(frozen=True)
class Offer:
    """A move that the entry's state and the person's role have, where to ask for it, and why it is not possible now."""

    move: Move
    words: str
    url: str
    why_not: str


BUTTONS = {
    Move.SAVE: "Save draft",
    Move.SUBMIT: "Submit for approval",
    Move.CHECK: "Mark as checked",
    Move.APPROVE: "Approve",
    Move.SEND_BACK: "Send back",
    Move.CORRECT: "Begin a correction",
}
ON_THE_PAGE = (Move.SAVE, Move.SUBMIT)  # sent to the entry's own address


def offers_of(kind: Kind, assignment: Assignment, entry: AbstractEntry | None) -> dict[Move, Offer]:
    """What the table of moves offers this person now."""
    case = Case(kind, entry, assignment.period, assignment.user, whose=assignment.organisation)
    return {
        move: Offer(move, BUTTONS[move], assignment.url("" if move in ON_THE_PAGE else move.value), why_not(case, move))
        for move, step in MOVES[case.state].items()
        if step.right in assignment.rights
    }


@dataclass(frozen=True)
class EntryPage:
    """What templates/entries/ read. A kind adds its own fields; `standing_of` gives these.

    `offers` are the moves that the entry's state and the person's role have; `problems` are (what is missing, id of its
    field); `corrected` is what a correction changes. `editors` say who else has the form open; `confirmable` is last
    quarter's entry where it can be confirmed; `receipt` is the last reference.
    """

    kind: Kind
    assignment: Assignment
    noun: str
    entry: AbstractEntry | None
    form: EntryForm
    problems: tuple[tuple[str, str], ...]
    last_save: AbstractRevision | None
    other_editor: AbstractRevision | None
    offers: Mapping[Move, Offer]
    corrected: tuple[Difference, ...]
    note_form: Form
    reason_form: Form
    review_form: ReviewForm
    editors: tuple[str, ...]
    confirmable: AbstractEntry | None
    receipt: str

    @property
    def state(self) -> str:
        return self.entry.state if self.entry else "not_started"

    @property
    def why_not_writable(self) -> str:
        """Why a writer cannot save now, "" where they can."""
        return refusal(self.kind, self.entry, self.assignment.period)

    @property
    def shows_form(self) -> bool:
        """Also where it can no longer be saved but somebody just tried: what they typed stays before them."""
        is_offered = not self.why_not_writable and not self.is_confirmation
        return self.assignment.may_write and (is_offered or self.form.is_bound)

    @property
    def is_confirmation(self) -> bool:
        return self.entry is not None and self.entry.confirms_id is not None

    @property
    def saves_itself(self) -> bool:
        """Whether the browser may save while somebody types: what is handed in goes back into draft by a button."""
        return not self.why_not_writable and self.state in ("not_started", EntryState.DRAFT, EntryState.SENT_BACK)

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in (self.form, self.note_form, self.reason_form, self.review_form))

    @property
    def waits_for_review(self) -> bool:
        return self.state in WITH_REVIEWERS

    @property
    def is_in_work(self) -> bool:
        """Whether the person is to finish and submit it."""
        return self.shows_form and not self.waits_for_review

    @property
    def decisions(self) -> list[Offer]:
        """The signatures that this person may give now: checked, approved."""
        return [self.offers[move] for move in (Move.APPROVE, Move.CHECK) if move in self.offers]

    @property
    def signable(self) -> list[Offer]:
        """Those of the decisions against which nothing stands."""
        return [offer for offer in self.decisions if not offer.why_not]

    @property
    def shows_review_form(self) -> bool:
        """Also where nothing can be signed any more but somebody just tried: what they typed stays before them."""
        return bool(self.signable) or (self.review_form.is_bound and self.review_form.says_something)

    @property
    def waits_for_them(self) -> bool:
        """Whether a signature of this person's is asked for: a check only where the quarter needs one."""
        is_asked = {Move.APPROVE: True, Move.CHECK: self.assignment.period.needs_check}
        return any(is_asked[offer.move] for offer in self.signable)

    @property
    def is_finished(self) -> bool:
        """Whether this person has nothing left to do here, so that the way on comes first."""
        return self.state in HANDED_IN and not self.waits_for_them

    @property
    def is_reviewable(self) -> bool:
        """Also where it can no longer be reviewed but somebody just tried: what they typed stays before them."""
        is_offered = bool(self.decisions) or Move.SEND_BACK in self.offers
        return is_offered or self.note_form.is_bound or self.shows_review_form

    @property
    def why_not_sent_back(self) -> str:
        return self.offers[Move.SEND_BACK].why_not if Move.SEND_BACK in self.offers else ""

    @property
    def is_correctable(self) -> bool:
        return Move.CORRECT in self.offers or (self.assignment.may_write and self.reason_form.is_bound)


def standing_of(
    kind: Kind,
    assignment: Assignment,
    entry: AbstractEntry | None,
    form: EntryForm,
    note_form: Form | None = None,
    reason_form: Form | None = None,
    review_form: ReviewForm | None = None,
) -> dict[str, Any]:
    """The fields of EntryPage."""
    last_save = last_saved(entry)
    return {
        "kind": kind,
        "assignment": assignment,
        "noun": kind.model.NOUN,
        "entry": entry,
        "form": form,
        "problems": linked_problems(kind, form, entry),
        "last_save": last_save,
        "other_editor": other_editor(last_save, entry, assignment),
        "offers": offers_of(kind, assignment, entry),
        "corrected": corrected_words(entry),
        "note_form": note_form or NoteForm(),
        "reason_form": reason_form or ReasonForm(),
        "review_form": review_form or ReviewForm(entry=entry),
        "editors": in_words(others_at(assignment), last_save) if assignment.may_write else (),
        "confirmable": confirmable(kind, entry, **assignment.of) if assignment.may_write else None,
        "receipt": last_references([entry]).get(entry.pk, "") if entry else "",
    }


def linked_problems(kind: Kind, form: EntryForm, entry: AbstractEntry | None) -> tuple[tuple[str, str], ...]:
    """What the saved entry still needs, each with the id of its field. None while nothing is saved."""
    missing = kind.missing(entry) if entry and entry.state != EntryState.APPROVED else {}
    return tuple((text, form.place_of(name)) for name, text in missing.items())


def other_editor(
    last_save: AbstractRevision | None, entry: AbstractEntry | None, assignment: Assignment
) -> AbstractRevision | None:
    """Somebody else's save of the last half hour: they may be writing still."""
    if last_save is None or entry.state == EntryState.APPROVED or last_save.saved_by_id == assignment.user.pk:
        return None
    return last_save if timezone.now() - last_save.saved_at < RECENT else None


def corrected_words(entry: AbstractEntry | None) -> tuple[Difference, ...]:
    """The fields in which a correction differs from the version before it; none for a first version."""
    if entry is None or entry.version == 1:
        return ()
    before = versions_of(entry).get(version=entry.version - 1)
    return tuple(changes(entry.in_words(before.content()), entry.in_words(entry.content())))
