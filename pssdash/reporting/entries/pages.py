"""What the page of every entry shows beside its own words: where it stands, who wrote, what can be done next."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.forms import Form
from django.utils import timezone

from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.confirming import confirmable
from pssdash.reporting.entries.forms import EntryForm, NoteForm, ReasonForm
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision
from pssdash.reporting.entries.presence import in_words, others_at
from pssdash.reporting.entries.reading import approval_refusal, last_saved, refusal, versions_of
from pssdash.reporting.entries.receipts import last_references
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.entries.words import Difference, changes

RECENT = timedelta(minutes=30)


@dataclass(frozen=True)
class EntryPage:
    """What templates/entries/ read. A kind adds its own fields; `standing_of` gives these.

    `problems` are (what is missing, id of its field); `corrected` is what a correction changes. `editors` say who else
    has the form open; `confirmable` is last quarter's entry where it can be confirmed; `receipt` is the last reference.
    """

    assignment: Assignment
    noun: str
    entry: AbstractEntry | None
    form: EntryForm
    problems: tuple[tuple[str, str], ...]
    last_save: AbstractRevision | None
    other_editor: AbstractRevision | None
    why_not_writable: str
    why_not_approvable: str
    corrected: tuple[Difference, ...]
    note_form: Form
    reason_form: Form
    editors: tuple[str, ...]
    confirmable: AbstractEntry | None
    receipt: str

    @property
    def state(self) -> str:
        return self.entry.state if self.entry else "not_started"

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
        return any(form.errors for form in (self.form, self.note_form, self.reason_form))

    @property
    def is_in_work(self) -> bool:
        """Whether the person is to finish and submit it."""
        return self.shows_form and self.state != EntryState.SUBMITTED

    @property
    def is_finished(self) -> bool:
        """Whether this person has nothing left to do here, so that the way on comes first."""
        waits_for_them = self.assignment.may_review and self.state == EntryState.SUBMITTED
        return self.state in (EntryState.SUBMITTED, EntryState.APPROVED) and not waits_for_them

    @property
    def is_reviewable(self) -> bool:
        """Also where it can no longer be reviewed but somebody just tried: their note stays before them."""
        return self.assignment.may_review and (self.state == EntryState.SUBMITTED or self.note_form.is_bound)

    @property
    def is_correctable(self) -> bool:
        return self.assignment.may_write and (self.state == EntryState.APPROVED or self.reason_form.is_bound)

    @property
    def autosave_url(self) -> str:
        return self.assignment.url("autosave")

    @property
    def presence_url(self) -> str:
        return self.assignment.url("presence")

    @property
    def confirm_url(self) -> str:
        return self.assignment.url("confirm")

    @property
    def preview_url(self) -> str:
        return self.assignment.url("preview")

    @property
    def receipt_url(self) -> str:
        return self.assignment.url("receipt")

    @property
    def history_url(self) -> str:
        return self.assignment.url("history")

    @property
    def approve_url(self) -> str:
        return self.assignment.url("approve")

    @property
    def send_back_url(self) -> str:
        return self.assignment.url("send_back")

    @property
    def correct_url(self) -> str:
        return self.assignment.url("correct")


def standing_of(
    kind: Kind,
    assignment: Assignment,
    entry: AbstractEntry | None,
    form: EntryForm,
    note_form: Form | None = None,
    reason_form: Form | None = None,
) -> dict[str, Any]:
    """The fields of EntryPage."""
    last_save = last_saved(entry)
    return {
        "assignment": assignment,
        "noun": kind.model.NOUN,
        "entry": entry,
        "form": form,
        "problems": linked_problems(kind, form, entry),
        "last_save": last_save,
        "other_editor": other_editor(last_save, entry, assignment),
        "why_not_writable": refusal(kind, entry, assignment.period),
        "why_not_approvable": approval_refusal(kind, entry, assignment.user) if entry else "",
        "corrected": corrected_words(entry),
        "note_form": note_form or NoteForm(),
        "reason_form": reason_form or ReasonForm(),
        "editors": in_words(others_at(assignment), last_save) if assignment.may_write else (),
        "confirmable": confirmable(kind, entry, **assignment.of) if assignment.may_write else None,
        "receipt": last_references([entry]).get(entry.pk, "") if entry else "",
    }


def linked_problems(kind: Kind, form: EntryForm, entry: AbstractEntry | None) -> tuple[tuple[str, str], ...]:
    """What the saved entry still needs, each with the id of its field. None while nothing is saved."""
    missing = kind.problems(entry) if entry and entry.state != EntryState.APPROVED else {}
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
