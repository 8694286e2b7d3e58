"""The choices and confirmations of a quarter's cycle."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter


def openable_quarters(part: Part) -> list[Quarter]:
    """The quarters that have begun, are later than every period of `part` and have no period; the next one first.

    None while a quarter of the part is not published.
    """
    periods = ReportingPeriod.objects.covering(part)
    if periods.unpublished().exists():
        return []
    last = periods.first()
    now = Quarter.containing(timezone.localdate())
    first = last.quarter.next if last else now
    taken = set(ReportingPeriod.objects.filter(quarter__gte=first).values_list("quarter", flat=True))
    begun = (first + step for step in range(now - first + 1))
    return [quarter for quarter in begun if quarter not in taken]


COVERS = {
    "both": ("Objectives and programmes", (Part.OBJECTIVES, Part.PROGRAMMES)),
    "objectives": ("Objectives only", (Part.OBJECTIVES,)),
    "programmes": ("Programmes only", (Part.PROGRAMMES,)),
}


def openable_for_all(choices: Iterable[list[Quarter]]) -> list[Quarter]:
    """The quarters that all the parts have in common, in order."""
    return sorted(set.intersection(*map(set, choices)))


def in_words(quarter: Quarter) -> str:
    """The quarter with its months; the present one says so, as it stands at the end of a list of years."""
    is_present = quarter == Quarter.containing(timezone.localdate())
    return f"{quarter}, the present quarter" if is_present else str(quarter)


class OpenQuarterForm(forms.Form):
    """Which quarter to open: the one after the last, unless quarters were missed; and for what.

    Only what can be opened is offered, and what is chosen at first fits together.
    """

    quarter = forms.TypedChoiceField(
        label="Quarter to open",
        coerce=Quarter.parse,
        help_text="Normally the first one here, the next after the last that was published. The present quarter, where "
        "it can be opened, stands last. Quarters that are passed over cannot be opened later.",
    )
    covers = forms.ChoiceField(
        label="What it covers", widget=forms.RadioSelect, error_messages={"required": "Choose what the quarter covers"}
    )

    needs_check = forms.BooleanField(
        label="Every update is checked before it is approved",
        required=False,
        initial=True,
        help_text="By an editor or approver who wrote no part of it. Without the tick, checking is left to choice.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        openable = {part: openable_quarters(part) for part in Part}
        offered = {name: openable_for_all(openable[part] for part in parts) for name, (_, parts) in COVERS.items()}
        quarters = sorted(set().union(*offered.values()))
        self.fields["quarter"].choices = [(quarter.slug, in_words(quarter)) for quarter in quarters]
        self.fields["covers"].choices = [(name, COVERS[name][0]) for name, found in offered.items() if found]
        first = next((name for name, found in offered.items() if quarters and quarters[0] in found), "")
        self.initial.setdefault("covers", first)

    @property
    def can_open(self) -> bool:
        """Whether any quarter can be opened now."""
        return bool(self.fields["quarter"].choices)

    @property
    def chosen(self) -> dict[str, Any]:
        """What `open_quarter` takes; only after `is_valid`."""
        parts = COVERS[self.cleaned_data["covers"]][1]
        covered = {f"covers_{part.value}": part in parts for part in Part}
        return covered | {name: self.cleaned_data[name] for name in ("quarter", "needs_check")}

    @property
    def period(self) -> ReportingPeriod:
        """The period that it would be, not saved; only after `is_valid`."""
        return ReportingPeriod(**self.chosen)


class ReopenQuarterForm(forms.Form):
    """Why a closed quarter takes edits again."""

    reason = forms.CharField(
        label="Reason for reopening",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the quarter is opened again"},
    )


class TakeBackForm(forms.Form):
    """Why a quarter should never have been opened."""

    reason = forms.CharField(
        label="Reason for taking it back",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the opening is taken back"},
    )

    def __init__(self, *args, **kwargs) -> None:
        # Its page can also show the reason for reopening, and no two fields may have one id.
        super().__init__(*args, auto_id="id_take_back_%s", **kwargs)


class ChecksForm(forms.Form):
    """Why a quarter asks for a check before every approval from now on, or no longer. `to` is what the page offered."""

    to = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda word: word == "yes", widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label="Reason for the change",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the checks change"},
    )

    def __init__(self, *args, **kwargs) -> None:
        # Its page can also show other reasons, and no two fields may have one id.
        super().__init__(*args, auto_id="id_checks_%s", **kwargs)


class PublishForm(forms.Form):
    """The approver has read what will be missing."""

    read = forms.BooleanField(
        label="I have read what is missing, and publish the quarter as it stands",
        error_messages={"required": "Read the list of what is missing, then tick the box to publish"},
    )
