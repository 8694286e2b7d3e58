"""The forms of a step change: where, and whether."""

from typing import Any

from django import forms

from programmes.models import StepChange, StepChangeProposal
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.forms import EntryForm, with_plain_lines

# A month alone stands for its first day.
FORMATS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%B %Y", "%b %Y"]


class StepChangeForm(EntryForm):
    """Whether the limits start again, and why."""

    decision = forms.ChoiceField(
        label="Decision", required=False, widget=forms.RadioSelect, choices=StepChange.Decision.choices,
        help_text="Start the limits again only where the process has changed, the cause is known and it is expected "
        "to last. A run of points alone is no reason.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Reason", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What changed, when, and how it is known. Readers of the chart see this.",
    )  # fmt: skip

    def __init__(self, data: Any, *, entry: StepChangeProposal | None, base: int) -> None:
        words = {name: getattr(entry, name) for name in StepChangeProposal.TYPED} if entry else {}
        super().__init__(data, initial={**words, "base": base})

    @property
    def typed(self) -> dict[str, Any]:
        return {name: with_plain_lines(self.cleaned_data[name]) for name in StepChangeProposal.TYPED}


class WhereForm(forms.Form):
    """Whose chart, and from which date on."""

    organisation = forms.ModelChoiceField(
        label="Whose chart", queryset=Organisation.objects.none(), to_field_name="code", empty_label=None,
        error_messages={"invalid_choice": "Choose an organisation that has values of this measure"},
    )  # fmt: skip
    starts_on = forms.DateField(
        label="First day of the new part", input_formats=FORMATS, widget=forms.TextInput,
        help_text="The first day of the period from which the process was different, such as 1 May 2020 or May 2020",
        error_messages={"invalid": "Write the day as 1 May 2020, or the month as May 2020"},
    )  # fmt: skip

    def __init__(self, data: Any, *, organisations: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["organisation"].queryset = organisations
