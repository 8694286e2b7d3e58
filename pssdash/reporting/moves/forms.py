"""The forms of a request: asking, and refusing."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pssdash.organisations.models import Organisation
from pssdash.reporting.form_fields import DeadlineField


class AskForm(forms.Form):
    """A new deadline, why, and what follows from it. `organisations` are those for which the person may ask."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which of your organisations asks?", empty_label=None,
        error_messages={"required": "Choose an organisation", "invalid_choice": "Choose one of your organisations"},
    )  # fmt: skip
    deadline = DeadlineField(label="New deadline, as it is worded")
    reason = forms.CharField(
        label="Why is it to move?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="If the move is agreed, readers see the reason beside the new deadline.",
        error_messages={"required": "Say why the deadline is to move"},
    )  # fmt: skip
    effect = forms.CharField(
        label="What follows from it?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="For the benefits, for others, and for what depends on it. Write “nothing” if nothing does.",
        error_messages={"required": "Say what follows from the move, or “nothing”"},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.only = organisations[0] if len(organisations) == 1 else None
        if self.only:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])

    def asked(self) -> dict[str, Any]:
        """What `ask` takes; only after `is_valid`."""
        return {"organisation": self.only} | self.cleaned_data


class RefuseForm(forms.Form):
    """Why the deadline stays."""

    note = forms.CharField(
        label="Why does the deadline stay?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text="Who asked and the national team read this. It is not published.",
        error_messages={"required": "Say why the deadline stays"},
    )  # fmt: skip
