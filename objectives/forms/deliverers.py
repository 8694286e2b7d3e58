"""The forms for who delivers a target and which regions it concerns."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from objectives.forms.changes import ChangeForm
from objectives.models import Target, TargetDeliverer
from pssdash.organisations.models import Deliverer, Organisation

SPARE_ROWS = 3
LAST = 99
Part = TargetDeliverer.Part


class PartForm(forms.Form):
    """One deliverer of a target. A row without a deliverer counts for nothing, which is how one is taken away."""

    deliverer = forms.ModelChoiceField(Deliverer.objects.all(), required=False, empty_label="Nobody")
    part = forms.ChoiceField(choices=Part.choices, initial=Part.DELIVERS)
    place = forms.IntegerField(
        required=False, min_value=1, max_value=LAST, widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-2"})
    )

    def __init__(self, *args: Any, deliverers: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One query for all rows.
        self.fields["deliverer"].choices = deliverers


PartFormSet = forms.formset_factory(PartForm, extra=SPARE_ROWS, max_num=30)


def part_formset(target: Target, data: Any = None) -> forms.BaseFormSet:
    """A row for each deliverer of `target`, in order, and some blank ones."""
    initial = [
        {"deliverer": part.deliverer_id, "part": part.part, "place": place}
        for place, part in enumerate(target.delivered_by.all(), 1)
    ]
    names = [("", "Nobody"), *Deliverer.objects.values_list("pk", "name")]
    formset = PartFormSet(data, initial=initial, prefix="parts", form_kwargs={"deliverers": names})
    for number, form in enumerate(formset, 1):
        form.empty_permitted = False
        form.initial.setdefault("place", number)
    return formset


class DeliverersForm(ChangeForm):
    """About the change, and perhaps a deliverer that is not in the list yet."""

    at_once = True

    new_name = forms.CharField(
        label="A deliverer that is not in the list (optional)", required=False, max_length=150,
        help_text="It comes last. An administrator says which organisations answer for it.",
    )  # fmt: skip
    new_kind = forms.ChoiceField(label="This is", choices=Deliverer.Kind.choices, initial=Deliverer.Kind.GROUP)
    new_part = forms.ChoiceField(label="Its part", choices=Part.choices, initial=Part.DELIVERS)

    def __init__(self, *args: Any, rows: forms.BaseFormSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.rows.is_valid():
            chosen = [deliverer for deliverer, _ in self.parts]
            twice = next((deliverer for deliverer in chosen if chosen.count(deliverer) > 1), None)
            if twice:
                self.add_error(None, f"{twice} is in the list twice")
            if not chosen and not self.cleaned_data.get("new_name"):
                self.add_error(None, "Choose at least one deliverer")
        return self.cleaned_data

    @property
    def parts(self) -> list[tuple[Deliverer, str]]:
        """The rows that name a deliverer, by their place, with the part each has."""
        rows = sorted((form.cleaned_data for form in self.rows), key=lambda row: row["place"] or LAST)
        return [(row["deliverer"], row["part"]) for row in rows if row["deliverer"]]


class RegionsForm(ChangeForm):
    """All regions, or those chosen."""

    at_once = True

    scope = forms.ChoiceField(
        label="Which regions does it concern?", widget=forms.RadioSelect,
        choices=[("all", "All regions"), ("some", "Only those ticked below")],
    )  # fmt: skip
    regions = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="Regions", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regions"].queryset = Organisation.objects.regions().order_by("name")

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("scope") == "some" and not self.cleaned_data.get("regions"):
            self.add_error("regions", "Choose at least one region, or all")
        return self.cleaned_data

    @property
    def chosen(self) -> QuerySet | None:
        """The regions, None for all."""
        return None if self.cleaned_data["scope"] == "all" else self.cleaned_data["regions"]
