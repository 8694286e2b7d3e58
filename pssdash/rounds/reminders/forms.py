"""Which reminders somebody wants, and when overdue returns are passed on."""

from django import forms

from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders.choices import HINTS
from pssdash.rounds.reminders.models import MOST_DAYS


class ChoicesForm(forms.Form):
    """The kinds that a person wants."""

    wanted = forms.MultipleChoiceField(
        label="Send me an email about",
        choices=[(need.value, f"{need.label}: {HINTS[need][0].lower()}{HINTS[need][1:]}") for need in Need],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="All of it comes in one email a working day, and none when there is nothing to do.",
    )


class PassingOnForm(forms.Form):
    """After how many working days an overdue return is passed on, and why that has changed."""

    days = forms.IntegerField(
        label="Working days after the due day",
        min_value=0,
        max_value=MOST_DAYS,
        help_text="0 if overdue returns are not to be passed on",
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "required": "Give a number of working days",
            "invalid": "Give the number of working days in figures",
            "min_value": "Give 0 or more working days",
            "max_value": f"Give at most {MOST_DAYS} working days",
        },
    )
    reason = forms.CharField(
        label="Why is it changed?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why it is changed"},
    )
