import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from pytest_django.asserts import assertHTMLEqual

from pssdash.ui.forms import NHSFormRenderer
from pssdash.ui.templatetags.ui import errors_of


class Example(forms.Form):
    owner = forms.CharField(label="Owner", help_text="The post.", error_messages={"required": "Enter an owner"})
    status = forms.ChoiceField(label="Status", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    status.widget.choice_hints = {"b": "Only when done."}
    themes = forms.MultipleChoiceField(choices=[("x", "X")], widget=forms.CheckboxSelectMultiple)
    progress = forms.CharField(max_length=40, widget=forms.Textarea(attrs={"class": "wide"}))
    checked = forms.BooleanField()
    version = forms.IntegerField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("owner", "input"),
        ("status", "radios"),
        ("themes", "checkboxes"),
        ("progress", "textarea"),
        ("checked", "checkbox"),
    ],
)
def test_field_knows_its_kind(name, kind):
    assert Example()[name].kind == kind


def test_control_is_described_by_its_hint_and_error():
    field = Example({})["owner"]

    html = field.as_field_group()

    assert 'aria-describedby="id_owner_helptext id_owner_error"' in html
    assert 'id="id_owner_helptext"' in html
    assert 'id="id_owner_error"' in html
    assert '<span class="nhsuk-u-visually-hidden">Error: </span>Enter an owner' in html
    assert "nhsuk-form-group--error" in html
    assert 'class="nhsuk-input nhsuk-input--error"' in html


def test_radio_group_is_a_fieldset_with_a_legend_and_hints():
    html = Example()["status"].as_field_group()

    assert "<fieldset" in html
    assert '<legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Status</legend>' in html
    assert html.count('class="nhsuk-radios__input"') == 2
    assert 'aria-describedby="id_status_1_helptext"' in html
    assert 'id="id_status_1_helptext">Only when done.<' in html


def test_options_are_drawn_as_django_draws_them():
    form = Example({"themes": ["x"], "status": "b"})

    for name in ("status", "themes"):
        for option in form[name].options():
            assertHTMLEqual(option.tag, option.widget.tag())
    assert " checked" in form["themes"].options()[0].tag


def test_select_is_drawn_as_django_draws_it():
    groups = [("", "Any"), ("North", [("a", "A & B"), ("b", 'B "two"')])]
    widget = forms.Select(choices=groups, attrs={"class": "nhsuk-select", "id": "id_region"})

    assertHTMLEqual(
        widget.render("region", "b", renderer=NHSFormRenderer()),
        widget.render("region", "b", renderer=DjangoTemplates()),
    )


def test_text_area_counts_characters_and_cuts_nothing():
    html = Example()["progress"].as_field_group()

    assert 'data-maxlength="40"' in html
    assert 'aria-describedby="id_progress-info"' in html
    assert " maxlength" not in html
    assert 'class="nhsuk-textarea wide nhsuk-js-character-count"' in html


def test_no_control_is_refused_by_the_browser():
    assert " required" not in str(Example())


def test_hidden_field_gets_no_markup():
    assert str(Example()["version"]) == '<input type="hidden" name="version" id="id_version">'


def test_what_was_typed_stays_in_an_invalid_form():
    assert 'value="Chief nurse"' in str(Example({"owner": "Chief nurse"}))


def test_error_summary_links_to_the_first_control_of_each_field():
    form = Example({"version": "1"})
    form.add_error(None, "Another editor saved this")

    ids = [id for _, id in errors_of(form)]

    assert ids == ["errors", "id_owner", "id_status_0", "id_themes_0", "id_progress", "id_checked"]
    assert all(f'id="{id}"' in str(form) for id in ids)


def test_error_summary_covers_every_form_of_a_formset():
    formset = forms.formset_factory(Example, extra=2, min_num=2)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-owner": "A", "form-1-owner": ""}
    )

    assert ("Enter an owner", "id_form-1-owner") in list(errors_of(formset))
