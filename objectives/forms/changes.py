"""What every form that changes the strategy asks: the version it belongs to, from which quarter it counts, and why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from objectives.actions.strategy_changes import Change, version_refusal
from objectives.models import StrategyVersion
from objectives.strategy_calendar import Calendar
from pssdash.accounts.models import User
from pssdash.reporting.fields import QuarterFormField
from pssdash.reporting.quarters import Quarter

ABOUT_CHANGE = ["version", "quarter", "reason"]
LAST = [*ABOUT_CHANGE, "read"]
COUNTS_AT_ONCE = (
    "A change of this kind shows at once in whatever is not published. Published quarters stay as they are."
)
COUNTS_FROM = "Published quarters never change, so the first one offered is the earliest possible."


class QuarterChoiceField(QuarterFormField):
    """A choice of quarters. Another one that is sent is read too, so that it can be refused with the reason."""

    widget = forms.Select

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget = forms.Select()

    def prepare_value(self, value: Any) -> Any:
        return value.slug if isinstance(value, Quarter) else value

    def offer(self, quarters: list[Quarter]) -> None:
        self.widget.choices = [(quarter.slug, str(quarter)) for quarter in quarters]


class ChangeForm(forms.Form):
    """The base of the forms. `at_once` marks a change that has no quarter of its own (wording, order, deliverers)."""

    at_once = False

    version = forms.ModelChoiceField(
        StrategyVersion.objects.all(), label="Version of the strategy that this belongs to", empty_label=None,
        error_messages={"required": "Choose a version", "invalid_choice": "There is no such version"},
    )  # fmt: skip
    quarter = QuarterChoiceField(label="Counts from", error_messages={"required": "Choose a quarter"})
    reason = forms.CharField(
        label="Reason", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text="Kept in the audit trail with your name.", error_messages={"required": "Say why this is changed"},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, calendar: Calendar, **kwargs: Any) -> None:
        self.calendar = calendar
        versions = list(StrategyVersion.objects.all())
        quarter = calendar.live if self.at_once else calendar.first
        begun = [version for version in versions if version.from_quarter <= quarter]
        latest = (begun or versions)[-1:]
        initial = {"version": latest[0].pk if latest else None, "quarter": quarter} | kwargs.pop("initial", {})
        super().__init__(data, initial=initial, **kwargs)
        self.fields["version"].choices = [(version.pk, version.name) for version in versions]
        self.fields["quarter"].offer([quarter] if self.at_once else calendar.offered)
        self.fields["quarter"].help_text = COUNTS_AT_ONCE if self.at_once else COUNTS_FROM
        own = [name for name in self.fields if name not in LAST]
        self.order_fields([*own, *LAST])

    def clean_quarter(self) -> Quarter:
        quarter = self.cleaned_data["quarter"]
        why_not = self.calendar.refusal(quarter)
        if not why_not and self.at_once and quarter != self.calendar.live:
            why_not = f"This shows at once, so it counts from {self.calendar.live.short}"
        if why_not:
            raise ValidationError(why_not)
        return quarter

    def clean(self) -> dict[str, Any]:
        version, quarter = self.cleaned_data.get("version"), self.cleaned_data.get("quarter")
        why_not = version_refusal(version, quarter) if version and quarter else ""
        if why_not:
            self.add_error("version", why_not)
        return self.cleaned_data

    def asked(self, by: User) -> Change:
        """The change as it was asked for; only after `is_valid`."""
        return Change(by=by, **{name: self.cleaned_data[name] for name in ABOUT_CHANGE})

    @property
    def blocked(self) -> str:
        """Why the change cannot be made now at all, "" where it can."""
        return self.calendar.refusal_at_once() if self.at_once else ""
