"""The update form: the words of the update and, for each milestone that it must speak of, where that stands.

A milestone's fields are named `line-<id>-<field>`, as in completeness.py. Blank fields are no error here, so that a
draft can be saved at any time; what is missing for a submission comes from `problems`.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.datastructures import MultiValueDict

from pssdash.reporting.entries.forms import EntryForm, with_plain_lines
from pssdash.reporting.fields import ReadableDateField
from pssdash.reporting.promises import AbstractMilestone
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Status
from pssdash.reporting.updates.models import TEXT_FIELDS, AbstractLine, AbstractUpdate, as_content, validate_links
from pssdash.reporting.updates.ratings import REPORTABLE_RAGS

NO_RATING = "No rating of my own"
LINE_PARTS = ["status", "forecast", "met_on", "status_reason"]


def text_area(label: str, rows: int, help_text: str, *, limit: int, validators: tuple = ()) -> forms.CharField:
    """A text of up to `limit` characters, without a count under it."""
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(limit), *validators],
    )  # fmt: skip


class UpdateForm(EntryForm):
    """What one person types."""

    progress = forms.CharField(
        label="Progress this quarter", required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What was done, with figures where there are any. Say what changed since last time and what comes "
        "next. Others read it once the quarter is published.",
    )  # fmt: skip
    reported_rag = forms.ChoiceField(label="Your rating (optional)", required=False, widget=forms.RadioSelect)
    rag_reason = text_area(
        "Reason for your rating", 3, "Needed where your rating differs from the computed one.", limit=2000
    )
    action = text_area(
        "Recovery action", 3, "What will be done to get back on track. Needed for Red and Amber.", limit=2000
    )
    action_owner = forms.CharField(
        label="Owner of the action", required=False, max_length=150, help_text="The post or team that answers for it."
    )
    action_due = ReadableDateField(label="Action due", required=False)
    evidence = text_area(
        "Links to evidence (optional)", 3, "One web address on each line, beginning with https://",
        limit=4000, validators=(validate_links,),
    )  # fmt: skip

    def __init__(
        self,
        data: MultiValueDict | None = None,
        *,
        quarter: Quarter,
        milestones: Iterable[AbstractMilestone],
        update: AbstractUpdate | None,
        base: int,
        is_national: bool,
        prefix: str | None = None,
    ) -> None:
        self.quarter = quarter
        self.milestones = list(milestones)
        saved = {line.milestone_id: line for line in update.lines.all()} if update else {}
        initial = {name: getattr(update, name) for name in TEXT_FIELDS} if update else {"reported_rag": ""}
        super().__init__(data, initial={**initial, "base": base}, prefix=prefix)
        self._say_who_sees_the_rating(is_national)
        for milestone in self.milestones:
            self._add_line(milestone, saved.get(milestone.pk))
        self.order_fields(["progress", *(name for name in self.fields if name.startswith("line-"))])

    def _say_who_sees_the_rating(self, is_national: bool) -> None:
        """Of England's update readers see the computed rating too, of an organisation's the reported one alone."""
        rating = self.fields["reported_rag"]
        none = f"{NO_RATING}: the computed one stands" if is_national else NO_RATING
        rating.choices = [("", none), *REPORTABLE_RAGS]
        shown = "the computed one and yours" if is_national else "yours, not the computed one"
        rating.help_text = f"Readers see {shown}. Rate only where you know more than the deadlines and forecasts say."

    def _add_line(self, milestone: AbstractMilestone, line: AbstractLine | None) -> None:
        """The fields of one milestone, with what is saved of it."""
        values = {
            "status": line.status, "status_reason": line.status_reason,
            "forecast": line.forecast_text or line.forecast, "met_on": line.met_on,
        } if line else {}  # fmt: skip
        for part, field in line_fields().items():
            name = f"line-{milestone.pk}-{part}"
            self.fields[name] = field
            self.initial[name] = values.get(part, "")

    def clean(self) -> None:
        """A quarter tells what was so at its end, so nothing in it was met after that."""
        for milestone in self.milestones:
            name = f"line-{milestone.pk}-met_on"
            met_on = self.cleaned_data.get(name)
            if met_on and met_on > self.quarter.end:
                end = f"{self.quarter.end.day} {self.quarter.end:%B %Y}"
                self.add_error(
                    name, f"This is after the quarter’s end, {end}. Report it in the quarter in which it was met"
                )

    def label_of(self, name: str) -> str:
        """With the milestone where there are several."""
        place = next((n for n, each in enumerate(self.milestones, 1) if name.startswith(f"line-{each.pk}-")), 0)
        label = super().label_of(name)
        return f"Milestone {place}: {label}" if place and len(self.milestones) > 1 else label

    @property
    def typed(self) -> dict[str, Any]:
        words = {name: with_plain_lines(self.cleaned_data[name]) for name in TEXT_FIELDS}
        return as_content(words, {milestone.pk: self._line(f"line-{milestone.pk}-") for milestone in self.milestones})

    def _line(self, prefix: str) -> dict[str, Any]:
        """The values of LINE_FIELDS. A forecast is kept as it was written and as it was read."""
        values = {part: with_plain_lines(self.cleaned_data[prefix + part]) for part in LINE_PARTS}
        written = " ".join((self[f"{prefix}forecast"].data or "").split())
        return {**values, "forecast_text": written if values["forecast"] else ""}


def line_fields() -> dict[str, forms.Field]:
    """The fields of one milestone."""
    return {
        "status": forms.ChoiceField(
            label="Status", required=False, help_text="At the quarter’s end.",
            choices=[("", "Choose a status"), *Status.choices],
        ),
        "forecast": ReadableDateField(
            label="Forecast", required=False,
            help_text="When it will be complete: 31 March 2021, March 2021 or Q4 2020/21",
        ),
        "met_on": ReadableDateField(
            label="Met on", required=False, help_text="Only when complete: 2 December 2020"
        ),
        "status_reason": text_area(
            "Reason for the status", 2, "Needed when it is superseded or withdrawn.", limit=1000
        ),
    }  # fmt: skip
