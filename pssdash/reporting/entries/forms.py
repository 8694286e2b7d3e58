"""What the form of every entry carries, and the short forms of its steps."""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.http import QueryDict

from pssdash.accounts.models import User
from pssdash.reporting.entries.models import WINDOW_LENGTH, AbstractEntry


class StepForm(forms.Form):
    """A form to which an action may answer that something is missing."""

    def add_problems(self, problems: dict[str, str]) -> None:
        """Show at its field what is missing."""
        for name, text in problems.items():
            self.add_error(name if name in self.fields else None, text)


class EntryForm(StepForm):
    """The form of a kind: its own fields, the save that the writer began from, and which opened form this is.

    Blank fields are no error, so that a draft can be saved at any time; what is missing for a submission is added by
    `add_problems`, whose names are the form's.
    """

    base = forms.IntegerField(widget=forms.HiddenInput)
    # An automatic save whose answer got lost is told by it from another person's, or from another window's.
    window = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=WINDOW_LENGTH, initial=lambda: token_urlsafe(16)
    )

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, of the form of the entry's `content()`; only after `is_valid`."""
        raise NotImplementedError

    def ask_why_late(self, entry: AbstractEntry | None) -> None:
        """Add the field for the reason of what comes after its quarter was closed."""
        self.fields["late_reason"] = forms.CharField(
            label="Why does it come late?", required=False, max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}), initial=entry.late_reason if entry else "",
            help_text="Needed to submit it: the quarter is closed. The approver reads the reason.",
        )  # fmt: skip

    @property
    def typed_beside(self) -> dict[str, Any]:
        """What was typed in fields that the kind did not name."""
        why = self.cleaned_data.get("late_reason")
        return {} if why is None else {"late_reason": with_plain_lines(why)}

    @property
    def all_typed(self) -> dict[str, Any]:
        return {**self.typed, **self.typed_beside}

    def rebase(self, base: int) -> None:
        """Carry on from the save that was just made, with everything else as it was typed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("base")] = str(base)

    def label_of(self, name: str) -> str:
        """What a field is called where it stands alone, as in a list of differences."""
        field = self.fields[name]
        return str(field.widget.attrs.get("aria-label") or self[name].label)

    def place_of(self, name: str) -> str:
        """The id of a field's first control, "" for what is no field."""
        return self[name].first_id if name in self.fields else ""


def with_plain_lines(value: Any) -> Any:
    """Text with the same line ends whichever browser sent it."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class NoteForm(forms.Form):
    """The note with which a reviewer sends an entry back."""

    note = forms.CharField(
        label="What should be changed?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="The writers see this note above the form.",
        error_messages={"required": "Write what should be changed, so that the writers know what to do"},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """The reason for correcting an approved entry."""

    reason = forms.CharField(
        label="Why is it corrected?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text="Readers see the reason beside the corrected text. The version before it can still be opened.",
        error_messages={"required": "Write why it is corrected"},
    )  # fmt: skip


class ReadForm(forms.Form):
    """The save that was read by who goes on from it."""

    base = forms.IntegerField(widget=forms.HiddenInput)


class ReviewForm(StepForm):
    """What a reviewer sends with a signature: the save that they read. A kind may ask for more, drawn by `template`.

    `by` is the person who would sign, for a form that is shown and not yet sent.
    """

    template = ""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, entry: AbstractEntry | None = None, by: User | None = None
    ) -> None:
        super().__init__(data)

    def clean_base(self) -> int:
        """0 where no save is named: that is never the one that stands."""
        return self.cleaned_data["base"] or 0

    @property
    def said(self) -> Mapping[str, str] | None:
        """What the reviewer says beside the signature, as the actions take it; only after `is_valid`."""
        return None

    @property
    def says_something(self) -> bool:
        """Whether there is something in it that must not be lost."""
        return False
