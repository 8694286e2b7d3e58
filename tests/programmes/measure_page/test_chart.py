"""One measure's chart, with its headline, its table and what explains it."""

from datetime import date

import pytest

from programmes.models import IllustrativeObservation, Measure
from pssdash.organisations.models import OrganisationKind
from tests.factories.programmes import (
    make_ambition,
    make_measure,
    make_monthly,
    make_observation,
    make_step_change,
    span_of,
)
from tests.programmes.measure_page.asking import APRIL, LEVEL, RISING, page_of, text_of

pytestmark = pytest.mark.django_db


def test_headline_is_the_sentence_of_the_chart_and_subtitle_says_what_is_counted(client, editor):
    measure = make_measure(definition="The share of babies kept warm.", population="Babies born preterm.")
    make_ambition(measure, 85)
    make_monthly(measure, RISING)

    chart = page_of(client, measure).chart

    assert chart.headline.startswith("Improving: the last 7 points are above the upper limit")
    assert "The 85% ambition is above the upper limit" in chart.headline
    assert chart.subtitle == (
        "The share of babies kept warm. Babies born preterm. Monthly. England, Apr 2023 to May 2024."
    )


def test_table_has_parts_state_and_standing_beside_each_value(client, editor):
    measure = make_measure()
    make_observation(measure, APRIL, 60.5, numerator=121, denominator=200)
    make_observation(measure, date(2024, 5, 1), None)
    make_observation(measure, date(2024, 7, 1), 61, numerator=122, denominator=200, is_final=False)

    table = page_of(client, measure).chart.table

    assert table.columns[:6] == ("Period", "Numerator", "Denominator", "State", "Standing", "Value")
    assert [row[:6] for row in table.rows] == [
        ("Apr 2024", "121", "200", "Value", "Final", "60.5%"),
        ("May 2024", "–", "–", "Not submitted", "Final", "no value"),
        ("Jun 2024", "–", "–", "Nothing received", "–", "no value"),
        ("Jul 2024", "122", "200", "Value", "Provisional", "61.0%"),
    ]


def test_few_values_give_trial_limits(client, editor):
    measure = make_measure()
    make_monthly(measure, [60, 61, 62])

    assert "Trial limits" in text_of(client, measure)


def test_one_value_has_no_limits_to_try(client, editor):
    measure = make_measure()
    make_monthly(measure, [60])

    text = text_of(client, measure)

    assert "One value so far: nothing to compare it with yet." in text
    assert "Trial limits" not in text


def test_measure_that_england_reports_says_so(client, editor):
    measure = make_measure(reported_by=OrganisationKind.NATION)

    assert "England, as one national figure" in text_of(client, measure)


def test_measure_without_values_says_what_would_be_here(client, editor):
    measure = make_measure(why_it_matters="Warm babies thrive.")

    text = text_of(client, measure)

    assert "No values for England yet" in text
    assert "a file that the national team imports" in text
    assert "Warm babies thrive." in text


def test_illustrative_values_say_so(client, editor):
    measure = make_measure()
    IllustrativeObservation.objects.create(measure=measure, start=APRIL, end=span_of(measure, APRIL), value=66.5)

    page = page_of(client, measure)

    assert page.row.is_illustrative
    assert page.chart.is_illustrative
    assert "made up, because no real ones" in text_of(client, measure)


def test_card_names_what_nobody_recorded(client, editor):
    measure = make_measure(owner="Maternity team", checked_by="Analyst", checked_on=APRIL, baseline_value=62.5)

    page = page_of(client, measure)

    card = {fact.key: fact.value for fact in (*page.words, *page.facts)}

    assert card["Owner"] == "Maternity team"
    assert card["Checked by"] == "Analyst, 1 Apr 2024"
    assert card["Baseline"] == "62.5%"
    assert card["Next review"] == "Not recorded"


def test_chart_follows_every_change_of_what_it_is_drawn_from(client, editor):
    """Drawings are kept between requests."""
    measure = make_measure(name="Births")
    *_, last = make_monthly(measure, LEVEL)
    before = page_of(client, measure).drawn.html
    Measure.objects.filter(pk=measure.pk).update(name="Early births")
    renamed = page_of(client, measure).drawn.html
    last.value = 71
    last.save()
    corrected = page_of(client, measure).drawn.html
    make_step_change(measure, date(2023, 9, 1), decided_by=editor, reason="A new definition")

    assert "Early births" not in before
    assert "Early births" in renamed
    assert "71%" not in renamed
    assert "71%" in corrected
    assert "A new definition" in page_of(client, measure).drawn.html
