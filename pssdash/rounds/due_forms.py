"""When returns are due: a day for many of them, or more time for one."""

from django import forms

from pssdash.organisations.models import Organisation
from pssdash.reporting.fields import ReadableDateField
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.kinds import owed_in

NO_DAY = {"required": "Give the day by which returns are due"}


class DueDayForm(forms.Form):
    """The day for all returns of the quarter, those of a kind, of an organisation, or of both."""

    item = forms.ChoiceField(label="What is due", required=False)
    organisation = forms.ModelChoiceField(
        label="Of which organisation",
        queryset=Organisation.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="Every organisation",
        help_text="The most particular day counts: first that of a kind and an organisation, then that of the "
        "organisation, then that of the kind, then the quarter’s.",
    )
    day = ReadableDateField(
        label="Due day", error_messages=NO_DAY, help_text="For example, 14 January 2021",
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}),
    )  # fmt: skip

    def __init__(self, data, period: ReportingPeriod) -> None:
        super().__init__(data)
        kinds = [(item, kind.owing.things) for item, kind in owed_in(period).items()]
        self.fields["item"].choices = [("", "Everything"), *kinds]
        owing = Organisation.objects.filter(pk__in=period.expected.order_by().values("organisation"))
        self.fields["organisation"].queryset = owing.order_by("name")
        self.fields["organisation"].label_from_instance = lambda organisation: organisation.name


class ExtensionForm(forms.Form):
    """More time for one return."""

    to = ReadableDateField(
        label="New due day",
        error_messages={"required": "Give the new due day"},
        help_text="For example, 14 January 2021",
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}),
    )
    reason = forms.CharField(
        label="Why is there more time?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why there is more time"},
    )


class EndExtensionForm(forms.Form):
    """Why the extension ends."""

    reason = forms.CharField(
        label="Why does the extension end?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why the extension ends"},
    )

    def __init__(self, *args, **kwargs) -> None:
        # Its page also has the form of an extension, and no two fields may have one id.
        super().__init__(*args, auto_id="id_end_%s", **kwargs)
