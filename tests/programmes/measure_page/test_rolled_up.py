"""What was entered beside what was rolled up, and on which basis."""

from datetime import date

import pytest

from programmes.models import Basis, Measure
from tests.factories.programmes import (
    make_measure,
    make_monthly,
    make_observation,
    make_roll_up,
)
from tests.programmes.measure_page.asking import APRIL, LEVEL, page_of, text_of

pytestmark = pytest.mark.django_db


def test_rolled_up_value_says_of_how_many(client, editor):
    measure = make_measure(shown=Measure.Shown.ROLLED_UP)
    make_roll_up(measure, APRIL, 58, reported=14, expected=15)

    page = page_of(client, measure)

    assert page.row.coverage == "14 of 15 organisations"
    assert page.chart.table.rows[0][page.chart.table.columns.index("Organisations")] == "14 of 15"


def test_difference_between_entered_and_rolled_up_is_a_finding(client, editor):
    measure = make_measure(reported_by="collaborative")
    for start, rolled_up in ((APRIL, 58), (date(2024, 5, 1), 61)):
        make_observation(measure, start, 61)
        make_roll_up(measure, start, rolled_up, reported=14, expected=15)

    page = page_of(client, measure)

    assert page.finding.startswith("In one period the value entered for England is not what the organisations below")
    assert page.finding.endswith("The chart shows what was entered.")
    [found] = page.differences
    assert (found.period, found.entered, found.rolled_up) == ("Apr 2024", "61%", "58%")
    assert found.coverage == "14 of 15 organisations"


@pytest.mark.parametrize(
    ("aggregation", "reported", "words"),
    [
        ("sum", 1, "Only 1 of 15 organisations has a value for Apr 2024 so far, so this total cannot be compared"),
        ("sum", 14, "Only 14 of 15 organisations have a value"),
        ("sum", 15, ""),
        ("ratio_of_sums", 1, ""),
    ],
)
def test_a_total_of_fewer_organisations_than_report_says_so(client, editor, aggregation, reported, words):
    measure = make_measure(reported_by="collaborative", shown="rolled_up", aggregation=aggregation, unit="women")
    make_roll_up(measure, APRIL, 58, reported=reported, expected=15)

    said = text_of(client, measure)

    assert words in said
    assert ("so this total cannot be compared" in said) == bool(words)


def test_of_many_differences_the_newest_are_listed_and_a_link_leads_to_all(client, editor):
    measure = make_measure(reported_by="collaborative")
    make_monthly(measure, LEVEL)
    for month in range(14):
        make_roll_up(measure, date(2023 + (month + 3) // 12, (month + 3) % 12 + 1, 1), 99)

    page = page_of(client, measure)

    assert page.finding.startswith("In 14 periods")
    assert [each.period for each in page.differences][::11] == ["May 2024", "Jun 2023"]
    assert len(page_of(client, measure, page.differences_url).differences) == 14
    assert f'href="{page.differences_url}#finding"' in text_of(client, measure)


def test_difference_that_rounding_explains_is_none(client, editor):
    measure = make_measure(reported_by="collaborative", decimals=1)
    make_observation(measure, APRIL, 61.0)
    make_roll_up(measure, APRIL, 61.04)

    assert page_of(client, measure).finding == ""


def test_total_since_the_baseline_has_a_table_and_no_chart(client, editor):
    measure = make_measure(unit="babies", decimals=0)
    for end, value in ((date(2024, 6, 30), 180), (date(2024, 9, 30), 195)):
        make_observation(measure, date(2019, 4, 1), value, basis=Basis.SINCE_BASELINE, end=end)

    page = page_of(client, measure)

    assert page.chart is None
    assert [(row[0], row[-1]) for row in page.table.rows] == [
        ("Apr 2019 to Jun 2024", "180 babies"),
        ("Apr 2019 to Sep 2024", "195 babies"),
    ]


def test_basis_of_the_address_is_shown(client, editor):
    measure = make_measure(unit="babies", decimals=0)
    make_observation(measure, APRIL, 12)
    make_observation(measure, date(2019, 4, 1), 195, basis=Basis.SINCE_BASELINE, end=date(2024, 4, 30))

    assert page_of(client, measure).row.value == "12 babies"
    assert page_of(client, measure, "?basis=b").row.value == "195 babies"
    assert [choice.text for choice in page_of(client, measure).ways.bases] == ["In the period", "Since baseline"]
    assert "Choose another one above" in text_of(client, measure, "?basis=y")
