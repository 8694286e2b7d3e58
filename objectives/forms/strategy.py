"""The forms that add to the strategy, reword it, split it and put something in the place of something else."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from objectives.forms.changes import ChangeForm
from objectives.forms.deadlines import DeadlineField
from objectives.models import Milestone
from pssdash.reporting.fields import QuarterFormField

NEW = "new"


def long_text(label: str, required: str, rows: int = 3, **options: Any) -> forms.CharField:
    """A text area; `required` is the message for a blank one, "" where it may be blank."""
    return forms.CharField(
        label=label, required=bool(required), widget=forms.Textarea(attrs={"rows": rows}), max_length=4000,
        error_messages={"required": required}, **options,
    )  # fmt: skip


class VersionForm(forms.Form):
    """A new version of the strategy."""

    name = forms.CharField(
        label="Name", max_length=60, help_text="For example, 2021 update.",
        error_messages={"required": "Name the version"},
    )  # fmt: skip
    from_quarter = QuarterFormField(
        label="First quarter that it speaks of", help_text="For example, Q4 2020/21.",
        error_messages={"required": "Write the first quarter that it speaks of"},
    )  # fmt: skip
    note = long_text("What it is and why it came", "Say what it is and why it came")


class ObjectiveForm(ChangeForm):
    """The words of an objective."""

    title = forms.CharField(
        label="Title", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the title of the objective"},
    )  # fmt: skip

    def words(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"]}


class ObjectiveRewordForm(ObjectiveForm):
    at_once = True


class TargetForm(ChangeForm):
    """The words of a target."""

    summary = long_text("Summary, in our words", "Write what is to be done", help_text="One promise: who does what.")
    official_wording = long_text(
        "Official wording (optional)", "", 4, help_text="As the strategy prints it, where your team has it."
    )

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("summary", "official_wording")}


class TargetRewordForm(TargetForm):
    at_once = True


class TargetAddForm(TargetForm):
    """A new target with its first milestone, which most targets have alone."""

    deadline = DeadlineField()


class MeasureMixin(forms.Form):
    """The words of a milestone with its numeric target."""

    text = long_text("Commitment", "Write the commitment", 2)
    target_value = forms.DecimalField(
        label="Numeric target (optional)", required=False, max_digits=12, decimal_places=3, help_text="For example, 87."
    )
    target_unit = forms.CharField(
        label="Unit (optional)", required=False, max_length=120, help_text="What it counts, for example % of trusts."
    )
    baseline = forms.DecimalField(label="Baseline (optional)", required=False, max_digits=12, decimal_places=3)
    base_period = forms.CharField(
        label="Base period (optional)", required=False, max_length=60, help_text="When the baseline was measured."
    )
    change = forms.ChoiceField(
        label="The numeric target is", required=False, choices=[("", "a level to reach"), *Milestone.Change.choices]
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("target_value") is not None and not self.cleaned_data.get("target_unit"):
            self.add_error("target_unit", "Say what the numeric target counts")
        return self.cleaned_data

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in MeasureMixin.base_fields}


class MilestoneRewordForm(MeasureMixin, ChangeForm):
    at_once = True


class MilestoneAddForm(MeasureMixin, ChangeForm):
    deadline = DeadlineField()
    field_order = ["text", "deadline"]


class SplitMilestoneForm(ChangeForm):
    """The two commitments in the place of one. A numeric target is set afterwards, by rewording."""

    first = long_text("First new milestone", "Write the first of the two", 2)
    second = long_text("Second new milestone", "Write the second of the two", 2)


class SplitForm(ChangeForm):
    """Which parts of an objective or target go on in a new one."""

    parts = forms.ModelMultipleChoiceField(
        Milestone.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what goes on in the new one"},
    )  # fmt: skip
    new_words = long_text("", "Say what the new one is", 2)

    def __init__(self, *args: Any, parts: QuerySet, part_name: str, words_label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].queryset = parts
        self.fields["parts"].label = f"Which {part_name}s go on in the new one?"
        self.fields["new_words"].label = words_label


class SupersedeForm(ChangeForm):
    """What takes the place of something: one that is there, or a new one. A new one with a date needs a deadline."""

    replacement = forms.ChoiceField(label="What takes its place?")
    new_words = long_text("", "", 2)
    deadline = DeadlineField(required=False)
    read = forms.BooleanField(
        label="I have read what this means", error_messages={"required": "Read what this means, then tick the box"}
    )

    def __init__(
        self, *args: Any, others: list[tuple[str, str]], kind: str, words_label: str, dated: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dated = dated
        self.fields["replacement"].choices = [(NEW, f"A new {kind}, written below"), *others]
        self.fields["new_words"].label = words_label
        self.fields["new_words"].help_text = f"Only for a new {kind}."
        self.fields["deadline"].help_text = f"Only for a new {kind}. {self.fields['deadline'].help_text}"
        if not dated:
            del self.fields["deadline"]

    @property
    def is_new(self) -> bool:
        return self.cleaned_data.get("replacement") == NEW

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.is_new and not self.cleaned_data.get("new_words"):
            self.add_error("new_words", "Write the new one, or choose one that is there")
        if self.is_new and self.dated and "deadline" not in self.errors and not self.cleaned_data.get("deadline"):
            self.add_error("deadline", "Write the deadline of the new one, or “to be confirmed”")
        return self.cleaned_data


class OrderForm(ChangeForm):
    """The order of siblings as a list of ids, changed by the page's buttons and saved once."""

    at_once = True

    order = forms.RegexField(r"^[0-9]+(,[0-9]+)*$", widget=forms.HiddenInput)

    def clean_order(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["order"].split(",")]


def plain_number(value: Decimal | None) -> str:
    """A number for its field: 87 and not 87.000."""
    return "" if value is None else f"{value.normalize():f}"
