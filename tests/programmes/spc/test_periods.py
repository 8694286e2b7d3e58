from datetime import date

import pytest

from programmes.spc import Frequency, Options, PointError, SeriesSet, analyse, analyse_many


def dates_of(days, frequency):
    points = [(date.fromisoformat(day), 1.0) for day in days]
    return [row.x.isoformat() for row in analyse(points, Options(frequency=frequency)).rows]


@pytest.mark.parametrize(
    ("frequency", "days", "filled"),
    [
        (Frequency.MONTH, ["2024-01-01", "2024-03-01"], ["2024-02-01"]),
        (Frequency.MONTH, ["2024-01-31", "2024-04-30"], ["2024-02-29", "2024-03-31"]),
        (Frequency.MONTH, ["2024-01-30", "2024-03-30"], ["2024-02-29"]),
        (Frequency.MONTH, ["2023-12-15", "2024-02-15"], ["2024-01-15"]),
        (Frequency.MONTH, ["2024-02-29", "2024-04-30"], ["2024-03-31"]),
        (Frequency.QUARTER, ["2024-01-01", "2024-07-01"], ["2024-04-01"]),
        (Frequency.QUARTER, ["2024-03-31", "2024-09-30"], ["2024-06-30"]),
        (Frequency.YEAR, ["2022-04-01", "2024-04-01"], ["2023-04-01"]),
        (Frequency.WEEK, ["2024-02-23", "2024-03-08"], ["2024-03-01"]),
        (Frequency.WEEK, ["1969-12-26", "1970-01-09"], ["1970-01-02"]),
        (Frequency.NONE, ["2024-01-01", "2024-03-01"], []),
    ],
)
def test_period_without_a_row_is_filled(frequency, days, filled):
    assert dates_of(days, frequency) == sorted(days + filled)


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        (Frequency.MONTH, ["2024-01-31", "2024-02-01"]),
        (Frequency.QUARTER, ["2024-02-01", "2024-05-01"]),
        (Frequency.YEAR, ["2023-12-31", "2024-01-01"]),
        (Frequency.WEEK, ["2024-03-03", "2024-03-04"]),
    ],
)
def test_neighbouring_periods_need_no_filling(frequency, days):
    assert dates_of(days, frequency) == days


def test_two_rows_in_one_period_are_refused():
    with pytest.raises(PointError, match="2024-01-15 lies in the same period"):
        dates_of(["2024-01-01", "2024-01-15"], Frequency.MONTH)


def test_filled_row_uses_up_a_place_in_the_baseline():
    points = [(date(2020 + place // 12, place % 12 + 1, 1), float(place)) for place in range(14) if place != 5]

    result = analyse(points, Options(frequency=Frequency.MONTH, fix_after_n_points=12))

    assert [row.fix_y for row in result.rows][-3:] == [11.0, None, None]


def test_series_with_different_frequencies_go_in_one_call():
    days = [date(2024, 1, 1), date(2024, 7, 1)]
    series = SeriesSet.of_points({name: [(day, 1.0) for day in days] for name in "abc"})

    analysis = analyse_many(
        series, [Options(frequency=f) for f in (Frequency.MONTH, Frequency.NONE, Frequency.QUARTER)]
    )

    assert [len(result.rows) for result in analysis] == [7, 2, 3]
    assert [row.x for row in analysis["c"].rows] == [date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1)]
