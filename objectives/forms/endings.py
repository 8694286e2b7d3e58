"""The forms that end something, split it or put something else in its place, and the one that takes an end back."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from objectives.forms.changes import ChangeForm
from objectives.forms.strategy import long_text
from objectives.models import Milestone
from pssdash.reporting.form_fields import DeadlineField

NEW = "new"
NEW_WORDS = {
    "objective": "Title of the new objective",
    "target": "Summary of the new target",
    "milestone": "New commitment",
}
NEEDED_OF_NEW = {
    "new_words": "Write the new one, or choose one that is there",
    "deadline": "Write the deadline of the new one, or “to be confirmed”",
}
LONGEST_TITLE = 300


def new_words(kind: str, required: str) -> forms.CharField:
    """The words of a new item, as long as its kind can hold."""
    field = long_text(NEW_WORDS[kind], required, 2)
    if kind == "objective":
        field = forms.CharField(
            label=field.label, required=field.required, widget=field.widget, max_length=LONGEST_TITLE,
            error_messages={"required": required},
        )  # fmt: skip
    return field


def have_read() -> forms.BooleanField:
    return forms.BooleanField(
        label="I have read what this means", error_messages={"required": "Read what this means, then tick the box"}
    )


class WithdrawForm(ChangeForm):
    """The reason for an end, and the tick of somebody who has read what it means."""

    read = have_read()


class TakeBackForm(ChangeForm):
    """The reason for taking an end back."""

    at_once = True


class SupersedeForm(ChangeForm):
    """What takes the place of something: one that is there (`others`, as keys and words) or a new one.

    A new target or milestone needs a deadline.
    """

    replacement = forms.ChoiceField(label="What takes its place?")
    read = have_read()

    def __init__(self, *args: Any, kind: str, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replacement"].choices = [(NEW, f"A new {kind}, written below"), *others]
        self.fields["new_words"] = new_words(kind, "")
        self.fields["new_words"].help_text = f"Only for a new {kind}."
        if kind != "objective":
            deadline = self.fields["deadline"] = DeadlineField(required=False)
            deadline.help_text = f"Only for a new {kind}. {deadline.help_text}"
        self.order_fields(["replacement", "new_words", "deadline"])

    @property
    def is_new(self) -> bool:
        return self.cleaned_data.get("replacement") == NEW

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.is_new:
            for name, message in NEEDED_OF_NEW.items():
                if name in self.fields and name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, message)
        return self.cleaned_data


class SplitForm(ChangeForm):
    """Which parts of an objective or target go on in a new one."""

    parts = forms.ModelMultipleChoiceField(
        Milestone.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what goes on in the new one"},
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, parts: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        part = {"objective": "target", "target": "milestone"}[kind]
        self.fields["parts"].queryset = parts
        self.fields["parts"].label = f"Which {part}s go on in the new {kind}?"
        self.fields["new_words"] = new_words(kind, f"Say what the new {kind} is")
        self.order_fields(["parts", "new_words"])


class SplitMilestoneForm(ChangeForm):
    """The two commitments in the place of one."""

    first = long_text("First new milestone", "Write the first of the two", 2)
    second = long_text("Second new milestone", "Write the second of the two", 2)
