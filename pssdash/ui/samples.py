"""Made-up values for the gallery. They stand in for the records of the floors above."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace

import django_tables2
from django import forms

from pssdash.ui.tables import DateColumn, NumberColumn, RagColumn, StatusColumn, Table


@dataclass(frozen=True)
class SampleRating:
    """Looks like a computed rating: a colour, its words, and the sentence that says why."""

    rag: str
    label: str
    sentence: str = ""


@dataclass(frozen=True)
class SampleQuarter:
    slug: str
    words: str

    def __str__(self) -> str:
        return self.words


RED = SampleRating("red", "Red", "Red: due 31 Mar 2020, not complete, no forecast.")
AMBER = SampleRating("amber", "Amber", "Amber: due 30 Jun 2020, forecast 31 Aug 2020.")
GREEN = SampleRating("green", "Green", "Green: due 31 Mar 2021, forecast 31 Mar 2021.")
COMPLETE = SampleRating("complete", "Complete", "Complete: met on 2 Jul 2020.")
NOT_DUE = SampleRating("not_rated", "Not rated: not due yet", "Not rated: starts on 1 Apr 2021.")
NO_DATE = SampleRating("not_rated", "Not rated: no date set", "Not rated: no date set.")
NO_UPDATE = SampleRating("not_rated", "Not rated: no update this quarter", "Not rated: no update this quarter.")
WITHDRAWN = SampleRating("not_rated", "Not rated: withdrawn", "Not rated: withdrawn.")
RATINGS = [RED, AMBER, GREEN, COMPLETE, NOT_DUE, NO_DATE, NO_UPDATE, WITHDRAWN]

STATUSES = [
    "not_started",
    "in_progress",
    "paused",
    "complete",
    "superseded",
    "withdrawn",
    "draft",
    "submitted",
    "sent_back",
    "approved",
    "not_open",
    "open",
    "closed",
    "published",
]
QUARTERS = [
    SampleQuarter("2020-21-q3", "Q3 2020/21 (Oct–Dec 2020)"),
    SampleQuarter("2020-21-q2", "Q2 2020/21 (Jul–Sep 2020)"),
]
ROWS = [
    {
        "ref": f"XX-{number}",
        "target": f"Sample target {number}, with a summary long enough to need a second line",
        "rag": rating,
        "status": status,
        "due": date(2020, 3, 31 - number),
        "notes": number * 3,
    }
    for number, (rating, status) in enumerate(zip(RATINGS, STATUSES, strict=False), start=1)
]


class SampleTable(Table):
    caption = "Sample targets, Q2 2020/21 (Jul–Sep 2020)"
    ref = django_tables2.Column("Reference", linkify=lambda record: f"#{record['ref']}")
    target = django_tables2.Column("Target", orderable=False)
    rag = RagColumn("RAG", order_by="rag__label")
    status = StatusColumn("Status")
    due = DateColumn("Due")
    notes = NumberColumn("Notes")


class WideTable(SampleTable):
    caption = "The same rows in a scroller"
    layout = "scroll"

    class Meta(Table.Meta):
        orderable = False


class FilterForm(forms.Form):
    search = forms.CharField(label="Search", required=False)
    theme = forms.MultipleChoiceField(
        label="Theme",
        required=False,
        choices=[("insight", "Insight"), ("involvement", "Involvement")],
        widget=forms.CheckboxSelectMultiple,
    )
    rag = forms.ChoiceField(label="RAG", required=False, choices=[("", "All"), ("red", "Red"), ("amber", "Amber")])


class SampleForm(forms.Form):
    """One field of each kind. Every answer is refused, to show an error of the whole form."""

    name = forms.CharField(
        label="Owner", help_text="The post, not the person.", error_messages={"required": "Enter an owner"}
    )
    forecast = forms.CharField(
        label="Forecast",
        help_text="For example, 31 March 2021 or Q4 2020/21",
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-20"}),
        error_messages={"required": "Enter a date"},
    )
    status = forms.ChoiceField(
        label="Status",
        choices=[("in_progress", "In progress"), ("complete", "Complete")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select a status"},
    )
    status.widget.choice_hints = {"complete": "All of it is done, and there is evidence."}
    deliverers = forms.MultipleChoiceField(
        label="Deliverers",
        choices=[("systems", "Local systems"), ("trusts", "Acute trusts")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one deliverer"},
    )
    region = forms.ChoiceField(
        label="Region",
        choices=[("", "Choose"), ("nw", "North West")],
        error_messages={"required": "Choose a region"},
    )
    progress = forms.CharField(
        label="Progress",
        help_text="What was done in the quarter, in your own words.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the progress"},
    )
    evidence = forms.CharField(label="Evidence (optional)", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )
    file = forms.FileField(label="Upload a file", required=False)
    agreed = forms.BooleanField(
        label="I have checked the figures",
        error_messages={"required": "Confirm that you have checked the figures"},
    )

    def clean(self) -> None:
        self.add_error(None, "Another editor saved this update after you opened it")


def context() -> dict:
    """What the gallery shows, apart from tables and forms that need the request."""
    return {
        "ratings": RATINGS,
        "amber": AMBER,
        "green": GREEN,
        "red": RED,
        "statuses": STATUSES,
        "quarters": QUARTERS,
        "quarter": QUARTERS[1],
        "tiles": [
            (3, "Red", "red"),
            (5, "Amber", "amber"),
            (21, "Green", "green"),
            (9, "Complete", "complete"),
            (4, "Not rated", "not_rated"),
            (42, "Targets", ""),
        ],
        "form": SampleForm(),
        "summary_rows": [
            {"key": "Deliverers", "value": "Local systems", "url": "#summary", "about": "the deliverers"},
            {"key": "Deadline", "value": "by Q4 2020/21 (ends 31 Mar 2021)"},
        ],
        "tasks": [
            {"text": "XX-1.1", "url": "#task", "hint": "Sent back with a note", "status": "sent_back"},
            {"text": "XX-1.2", "url": "#task", "status": "approved"},
            {"text": "XX-1.3", "name": "XX-1.3", "url": "#task", "status": "not_started", "confirm_url": "#confirm"},
            {"text": "XX-2.1", "status": "not_open", "label": "Cannot start yet"},
        ],
        "links": [("CSV", "?export=csv"), ("Excel", "?export=xlsx")],
        "before": "Training was offered to 40 trusts.\nMaterials are in draft.",
        "after": "Training was given to 43 trusts.\nMaterials are published.",
        "events": [
            SimpleNamespace(
                when=datetime(2020, 9, 14, 9, 30, tzinfo=UTC),
                who="National editor",
                what="Deadline moved",
                reason="Agreed with the programme board",
                changes=[("Deadline", "by March 2020", "by September 2020"), ("Note", "", "Added")],
            ),
            SimpleNamespace(when=date(2020, 7, 2), who="", what="Target added"),
        ],
        "heat_rows": [("XX-1", [RED, AMBER, GREEN, None]), ("XX-2", [NOT_DUE, GREEN, COMPLETE, COMPLETE])],
        "heat_quarters": ["Q1 2020/21", "Q2 2020/21", "Q3 2020/21", "Q4 2020/21"],
    }
