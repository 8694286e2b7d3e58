"""Measures as rows of icons: what each says, and for whom."""

from datetime import date

import pytest

from programmes.models import Basis, IllustrativeObservation, Measure
from programmes.pages.icon_table import icon_rows, icon_rows_with_values
from programmes.spc import Assurance, Variation
from pssdash.accounts import roles
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_england
from tests.factories.programmes import (
    make_ambition,
    make_measure,
    make_monthly,
    make_observation,
    make_roll_up,
    span_of,
)

pytestmark = pytest.mark.django_db
APRIL, JULY = date(2024, 4, 1), date(2024, 7, 1)


@pytest.fixture
def editor():
    return make_user(roles.EDITOR)


def row_of(user, measure, organisation=None, **options):
    [row] = icon_rows(user, [measure], organisation or make_england(), **options)
    return row


def test_row_says_the_latest_value_its_icons_and_its_sentence(editor):
    measure = make_measure()
    make_ambition(measure, 85, by=date(2025, 3, 31))
    make_monthly(measure, [60, 61, 60, 59, 61, 60, 62, 70, 71, 70, 69, 71, 72, 71])

    row = row_of(editor, measure)

    assert (row.value, row.period, row.ambition) == ("71%", "May 2024", "85% by 31 Mar 2025")
    assert (row.variation, row.assurance) == (Variation.IMPROVEMENT_HIGH, Assurance.CONSISTENT_FAIL)
    assert row.sentence.startswith("Improving: the last 7 points are above the upper limit of 68.8%")
    assert "The 85% ambition is above the upper limit" in row.sentence


def test_measure_without_values_keeps_its_row_and_its_ambition(editor):
    measure = make_measure(unit="women")
    make_ambition(measure, 1500)

    row = row_of(editor, measure)

    assert (row.value, row.period, row.ambition) == ("No values yet", "", "1,500 women")
    assert (row.variation, row.assurance, row.sentence) == (None, None, "")


def test_missing_latest_value_is_named_beside_the_last_known_one(editor):
    measure = make_measure()
    make_monthly(measure, [60, 61.5, None])

    row = row_of(editor, measure)

    assert (row.value, row.period) == ("Not submitted", "Jun 2023")
    assert row.last_known == "Last value: 61.5%, May 2023"


def test_single_value_gets_no_icon(editor):
    measure = make_measure()
    make_ambition(measure, 85)
    make_observation(measure, APRIL, 60)

    row = row_of(editor, measure)

    assert (row.variation, row.assurance) == (None, None)


def test_total_since_a_baseline_is_shown_without_a_chart_of_it(editor):
    measure = make_measure(unit="babies", decimals=0, frequency=Measure.Frequency.QUARTER)
    for end, value in ((date(2024, 6, 30), 180), (date(2024, 9, 30), 195)):
        make_observation(measure, date(2019, 4, 1), value, basis=Basis.SINCE_BASELINE, end=end, qualifier="up to")

    row = row_of(editor, measure)

    assert (row.value, row.period, row.basis) == ("up to 195 babies", "Apr 2019 to Sep 2024", "Since baseline")
    assert row.variation is None
    assert row.sentence.startswith("No control chart is drawn")


def test_values_of_single_periods_go_before_totals(editor):
    measure = make_measure(unit="women", decimals=0)
    make_observation(measure, APRIL, 12)
    make_observation(measure, APRIL, 400, basis=Basis.SINCE_BASELINE, end=date(2024, 6, 30))

    assert row_of(editor, measure).value == "12 women"


def test_two_values_in_one_period_leave_the_chart_out(editor):
    measure = make_measure()
    make_observation(measure, APRIL, 12)
    make_observation(measure, date(2024, 4, 15), 13, end=date(2024, 4, 20))

    row = row_of(editor, measure)

    assert row.sentence == "No control chart is drawn: two values lie in one period."


def test_rolled_up_value_says_of_how_many_organisations(editor):
    measure = make_measure(shown=Measure.Shown.ROLLED_UP)
    make_roll_up(measure, APRIL, 58, reported=14, expected=15)

    assert row_of(editor, measure).coverage == "14 of 15 organisations"


def test_illustrative_history_is_marked(editor):
    measure, real = make_measure(), make_measure()
    IllustrativeObservation.objects.create(measure=measure, start=APRIL, end=span_of(measure, APRIL), value=66.5)
    make_observation(real, APRIL, 60)

    assert row_of(editor, measure).is_illustrative
    assert not row_of(editor, real).is_illustrative


def test_row_ends_where_the_quarter_shown_does(editor):
    measure = make_measure()
    make_observation(measure, APRIL, 60)
    make_observation(measure, JULY, 64)

    assert row_of(editor, measure, until=date(2024, 6, 30)).value == "60%"


def test_reader_does_not_see_what_no_published_quarter_covers():
    measure = make_measure()
    make_observation(measure, APRIL, 60)

    assert row_of(make_user(roles.BOARD_MEMBER), measure).value == "No values yet"


def test_rows_of_several_organisations_are_those_with_values(editor):
    measure, other = make_measure(), make_measure()
    with_values, without = make_collaborative(), make_collaborative()
    make_observation(measure, APRIL, 60, organisation=with_values)
    make_observation(other, APRIL, 50, organisation=make_england())

    rows = icon_rows_with_values(editor, [measure, other], [make_england(), with_values, without])

    assert [(row.measure, row.organisation) for row in rows] == [(measure, with_values), (other, make_england())]


def test_queries_do_not_grow_with_measures(editor, query_count):
    def count(number):
        for _ in range(number):
            make_monthly(make_measure(), [60, 61, 62])
            make_observation(make_measure(), APRIL, 5, basis=Basis.SINCE_BASELINE)
            make_measure()
        measures = list(Measure.objects.all())
        user = type(editor).objects.get(pk=editor.pk)
        return query_count(lambda: [row.sentence for row in icon_rows(user, measures, make_england())])

    assert count(1) == count(9)
