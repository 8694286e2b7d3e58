"""The choices of opening a quarter: only what can be opened, and at first what fits together."""

import pytest

from pssdash.reporting.quarters import Quarter
from pssdash.rounds.forms import OpenQuarterForm
from tests.factories.objectives import make_period

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
PROGRAMMES = {"covers_objectives": False, "covers_programmes": True}


def offered(form: OpenQuarterForm, name: str) -> list[str]:
    return [value for value, _ in form.fields[name].choices]


def test_new_installation_opens_the_present_quarter_for_both():
    form = OpenQuarterForm()

    assert offered(form, "quarter") == ["2020-21-q4"]
    assert form.initial["covers"] == "both"


def test_first_choice_is_what_the_first_quarter_can_cover():
    make_period("Q1 2020/21", "published")
    make_period("Q2 2020/21", "published", **PROGRAMMES)

    form = OpenQuarterForm()

    assert offered(form, "quarter") == ["2020-21-q3", "2020-21-q4"]
    assert form.initial["covers"] == "both"
    assert offered(form, "covers") == ["both", "objectives", "programmes"]


def test_part_with_a_quarter_in_work_is_not_offered():
    make_period("Q2 2020/21")
    make_period("Q3 2020/21", "published", **PROGRAMMES)

    form = OpenQuarterForm()

    assert offered(form, "covers") == ["programmes"]
    assert offered(form, "quarter") == ["2020-21-q4"]


def test_quarter_that_has_a_period_is_not_offered():
    make_period("Q3 2020/21", "published")
    make_period("Q4 2020/21", "published", **PROGRAMMES)

    assert not OpenQuarterForm().can_open


@pytest.mark.time_machine("2025-02-01")
def test_parts_that_are_years_apart_can_still_be_opened_together():
    make_period("Q2 2020/21", "published")
    make_period("Q2 2024/25", "published", **PROGRAMMES)

    form = OpenQuarterForm()

    assert offered(form, "covers") == ["both", "objectives", "programmes"]
    assert offered(form, "quarter")[0] == "2020-21-q3" and offered(form, "quarter")[-1] == "2024-25-q4"
    assert form.initial["covers"] == "objectives"


@pytest.mark.time_machine("2026-08-01")
def test_present_quarter_is_offered_after_years_without_one_and_named():
    make_period("Q2 2020/21", "published", covers_programmes=True)

    form = OpenQuarterForm()

    choices = form.fields["quarter"].choices
    assert [choices[0], choices[-1]] == [
        ("2020-21-q3", "Q3 2020/21 (Oct–Dec 2020)"),
        ("2026-27-q2", "Q2 2026/27 (Jul–Sep 2026), the present quarter"),
    ]
    assert len(choices) == 24
    assert OpenQuarterForm({"quarter": "2026-27-q2", "covers": "both"}).is_valid()


def test_what_is_chosen_is_what_the_action_takes():
    form = OpenQuarterForm({"quarter": "2020-21-q4", "covers": "programmes"})

    assert form.is_valid()
    assert form.chosen == {"quarter": Quarter(2020, 4), "needs_check": False, **PROGRAMMES}


@pytest.mark.time_machine("2026-11-24")
def test_present_quarter_can_be_opened_however_many_were_missed():
    make_period("Q2 2020/21", "published", covers_programmes=True)

    assert offered(OpenQuarterForm(), "quarter")[-1] == "2026-27-q3"
