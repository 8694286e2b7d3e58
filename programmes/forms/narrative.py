"""The form of a narrative text."""

from typing import Any

from django import forms

from programmes.actions.narrative import LONGEST
from programmes.models import NarrativeSection, NarrativeText
from pssdash.reporting.entries.forms import EntryForm, with_plain_lines


class NarrativeForm(EntryForm):
    """The words of a section in a quarter; feedback also says who said it."""

    text = forms.CharField(
        label="Text", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 14}),
        help_text="A blank line begins a new paragraph. Begin a line with a hyphen and a space for a bullet. "
        "Write a number as [12](name) to let it lead to where it comes from; the names are listed below.",
    )  # fmt: skip
    attribution = forms.CharField(
        label="Who said it", required=False, max_length=200,
        help_text="A role and a kind of organisation, such as ward manager at a pilot site. Name nobody.",
    )  # fmt: skip

    def __init__(self, data: Any, *, section: NarrativeSection, entry: NarrativeText | None, base: int) -> None:
        words = {name: getattr(entry, name) for name in NarrativeText.TYPED} if entry else {}
        super().__init__(data, initial={**words, "base": base})
        if section.kind != NarrativeSection.Kind.QUOTATION:
            del self.fields["attribution"]

    @property
    def typed(self) -> dict[str, Any]:
        return {name: with_plain_lines(self.cleaned_data.get(name, "")) for name in NarrativeText.TYPED}
