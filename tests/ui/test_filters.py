from django import forms
from django.http import QueryDict

from pssdash.ui import filters


class ListForm(forms.Form):
    search = forms.CharField(label="Search")
    theme = forms.MultipleChoiceField(label="Theme", choices=[("in", "Insight"), ("iv", "Involvement")])
    region = forms.ChoiceField(label="Region", choices=[("North", [("Y62", "North West")])])


def test_chips_say_each_filter_in_words():
    query = QueryDict("theme=in&theme=iv&region=Y62&search=falls")

    chips = filters.chips(ListForm(query), query)

    assert [(chip.label, chip.value) for chip in chips] == [
        ("Search", "falls"),
        ("Theme", "Insight"),
        ("Theme", "Involvement"),
        ("Region", "North West"),
    ]


def test_chip_takes_away_its_own_value_and_the_page_only():
    query = QueryDict("theme=in&theme=iv&sort=-due&page=3")

    first, _ = filters.chips(ListForm(query), query)

    assert QueryDict(first.remove_url[1:]) == QueryDict("theme=iv&sort=-due")


def test_chips_pass_over_empty_filters():
    query = QueryDict("theme=&search=")

    assert filters.chips(ListForm(query), query) == []


def test_chip_of_an_unknown_value_shows_what_was_asked():
    query = QueryDict("theme=nonsense")

    assert [chip.value for chip in filters.chips(ListForm(query), query)] == ["nonsense"]


def test_clear_url_keeps_what_is_not_a_filter():
    query = QueryDict("theme=in&quarter=2020-21-q2&page=2")

    assert filters.clear_url(ListForm(query), query) == "?quarter=2020-21-q2"


def test_kept_carries_other_parameters_but_not_the_page():
    query = QueryDict("theme=in&quarter=2020-21-q2&sort=due&sort=rag&page=2")

    assert filters.kept(query, {"theme"}) == [
        ("quarter", "2020-21-q2"),
        ("sort", "due"),
        ("sort", "rag"),
    ]
