"""The choices and confirmations of a quarter's cycle."""

from django import forms
from django.utils import timezone

from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter

LISTED = 12  # three years; an older quarter is not opened any more


def openable_quarters() -> list[Quarter]:
    """The quarters that have begun and are later than every period so far, the next one first."""
    last = ReportingPeriod.objects.covering_objectives().first()
    now = Quarter.containing(timezone.localdate())
    first = last.quarter.next if last else now
    return [first + step for step in range(LISTED) if first + step <= now]


class OpenQuarterForm(forms.Form):
    """Which quarter to open: the one after the last, unless quarters were missed."""

    quarter = forms.TypedChoiceField(
        label="Quarter to open",
        coerce=Quarter.parse,
        help_text="Normally the first one here. A quarter that is passed over cannot be opened later.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(quarter.slug, str(quarter)) for quarter in openable_quarters()]


class ReopenQuarterForm(forms.Form):
    """Why a closed quarter takes edits again."""

    reason = forms.CharField(
        label="Reason for reopening",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the quarter is opened again"},
    )


class PublishForm(forms.Form):
    """The approver has read what will be missing."""

    read = forms.BooleanField(
        label="I have read what is missing, and publish the quarter as it stands",
        error_messages={"required": "Read the list of what is missing, then tick the box to publish"},
    )
