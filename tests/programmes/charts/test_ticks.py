from datetime import date

import pytest

from programmes.charts.ticks import date_ticks, decimals_of, nice_step, number_text, ticks_within
from programmes.spc import Frequency
from tests.programmes.spc.points import month


@pytest.mark.parametrize(
    ("span", "most", "step"), [(10, 5, 2), (100, 5, 20), (1, 4, 0.25), (7, 6, 2), (60, 6, 10), (0.003, 3, 0.001)]
)
def test_step_is_the_smallest_round_number_that_leaves_few_enough_ticks(span, most, step):
    assert nice_step(span, most) == pytest.approx(step)


def test_ticks_include_both_ends_and_hold_no_crumbs():
    assert ticks_within(0.0, 0.6, 0.1) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    assert ticks_within(-7, 11, 5) == [-5, 0, 5, 10]


@pytest.mark.parametrize(("step", "decimals"), [(20, 0), (2.5, 1), (0.25, 2), (0.1, 1), (1e-6, 6)])
def test_decimals_tell_neighbouring_ticks_apart(step, decimals):
    assert decimals_of(step) == decimals


def test_numbers_are_written_as_readers_expect():
    assert number_text(12345.67, 1) == "12,345.7"
    assert number_text(71.25, 1, "%") == "71.2%"
    assert number_text(-3, 0) == "−3"
    assert number_text(-0.04, 1) == "0.0"
    assert number_text(7, 0, "women") == "7"


def labels(days, frequency, most):
    return [tick.text for tick in date_ticks(days, frequency, most)]


def test_months_are_labelled_from_april_in_steps_that_fit():
    days = [month(number) for number in range(3, 39)]  # April 2020 to March 2023

    assert labels(days, Frequency.MONTH, 6) == ["Apr 2020", "Oct 2020", "Apr 2021", "Oct 2021", "Apr 2022", "Oct 2022"]
    assert labels(days, Frequency.MONTH, 4) == ["Apr 2020", "Apr 2021", "Apr 2022"]


def test_quarters_and_years_are_called_as_the_nhs_calls_them():
    quarters = [month(3 + 3 * number) for number in range(8)]
    years = [month(3 + 12 * number) for number in range(4)]

    assert labels(quarters, Frequency.QUARTER, 4) == ["Q1 2020/21", "Q3 2020/21", "Q1 2021/22", "Q3 2021/22"]
    assert labels(years, Frequency.YEAR, 4) == ["2020/21", "2021/22", "2022/23", "2023/24"]


def test_labels_stand_at_points_of_the_series():
    days = [date(2023, number, 28) for number in range(1, 13)]

    assert [tick.day for tick in date_ticks(days, Frequency.MONTH, 4)] == [
        date(2023, number, 28) for number in (1, 4, 7, 10)
    ]


def test_weeks_are_labelled_by_month_when_there_are_many():
    weeks = [date.fromordinal(date(2024, 1, 1).toordinal() + 7 * number) for number in range(60)]

    assert labels(weeks[:5], Frequency.WEEK, 5)[:2] == ["1 Jan 2024", "8 Jan 2024"]
    assert labels(weeks, Frequency.WEEK, 5) == ["Jan 2024", "Apr 2024", "Jul 2024", "Oct 2024", "Jan 2025"]


def test_short_series_is_labelled_at_its_ends():
    assert labels([month(1)], Frequency.MONTH, 4) == ["Feb 2020"]
    assert labels([month(1), month(2), month(4)], Frequency.MONTH, 2) == ["Feb 2020", "May 2020"]
