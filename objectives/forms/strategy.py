"""The forms that add to the strategy, reword it, split it and put something in the place of something else."""

from decimal import Decimal
from typing import Any

from django import forms

from objectives.forms.changes import ChangeForm
from objectives.models import Milestone
from pssdash.reporting.fields import QuarterFormField
from pssdash.reporting.form_fields import DeadlineField


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


class OrderForm(ChangeForm):
    """About a change of order; the page carries the order itself."""

    at_once = True


def plain_number(value: Any) -> Any:
    """A value for its field: of a decimal number 87 and not 87.000."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
