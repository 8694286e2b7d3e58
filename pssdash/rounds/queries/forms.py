"""What is typed about a query."""

from typing import Any

from django import forms

from pssdash.reporting.entries.forms import with_plain_lines
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.rounds.queries.moves import Move, Step

LONGEST = 2000


class WordsForm(forms.Form):
    """Something to say."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST)

    def clean_text(self) -> str:
        return with_plain_lines(self.cleaned_data["text"])


class AskForm(WordsForm):
    """A question, about the whole entry or about one of the fields in which something is written."""

    about = forms.ChoiceField(label="What is it about?", required=False)
    text = forms.CharField(
        label="Your question", widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST,
        help_text="The writers read it, and it stands against an approval until it is resolved or waived. It is never "
        "part of what is published.",
        error_messages={"required": "Write the question"},
    )  # fmt: skip

    def __init__(self, *args: Any, entry: AbstractEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [label for label, said in entry.in_words(entry.content()).items() if said]
        self.fields["about"].choices = [("", f"The whole {entry.NOUN}"), *((label, label) for label in labels)]
        self.order_fields(["about", "text"])


LABELS = {
    Move.ANSWER: ("Your answer", "Write the answer"),
    Move.ASK_AGAIN: ("What is still to be answered?", "Write what is still to be answered"),
    Move.RESOLVE: ("A last word (optional)", ""),
    Move.WAIVE: ("Why need it not be answered?", "Say why it need not be answered"),
}
BUTTONS = {
    Move.ANSWER: "Answer",
    Move.ASK_AGAIN: "Ask again",
    Move.RESOLVE: "Resolve",
    Move.WAIVE: "Waive",
}


class StepForm(WordsForm):
    """The words of one move. Several such forms stand on a page, so each has ids of its own."""

    def __init__(self, *args: Any, move: Move, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{move}_%s", **kwargs)
        label, missing = LABELS[move]
        text = self.fields["text"]
        text.label, text.required = label, step.needs_text
        text.error_messages["required"] = missing
        text.widget.attrs["rows"] = 4 if step.needs_text else 2
