from datetime import date

from programmes.spc import Frequency, Options, analyse, notes
from tests.programmes.spc.points import analysed, month, monthly

STEADY = [10, 12] * 8


def test_ordinary_series_needs_no_notes():
    assert notes(analysed(STEADY)) == []


def test_trial_limits_are_noted_by_part():
    assert notes(analysed([1, 2, 3])) == ["Trial limits: fewer than 13 values (3)."]
    assert notes(analysed([*STEADY, 5, 6, 7], rebase=(month(16),), frequency=Frequency.MONTH)) == [
        "Trial limits from May 2021: fewer than 13 values (3)."
    ]


def test_reason_for_missing_limits_is_noted():
    assert notes(analysed([7] * 14)) == ["There are no limits: no value differs from the one before it."]
    assert notes(analysed([7, None] * 13))[0] == "There are no limits: no two neighbouring values are there."


def test_gaps_are_noted():
    points = [point for point in monthly(STEADY) if point[0] not in (month(3), month(4))]

    assert notes(analyse(points, Options(frequency=Frequency.MONTH))) == [
        "There is no value for 2 periods, Apr 2020 to May 2020: "
        "the line is broken there, and points on either side are not neighbours."
    ]


def test_many_gaps_are_noted_together():
    points = [point for place, point in enumerate(monthly([*STEADY, *STEADY])) if place not in (2, 4, 5, 7, 10)]

    assert notes(analyse(points, Options(frequency=Frequency.MONTH)))[0].startswith(
        "There is no value for 5 periods, in 4 gaps, the last one from Nov 2020: the line is broken there"
    )


def test_limits_that_are_not_there_are_no_trial_limits():
    result = analysed([7])

    assert notes(result) == ["There are no limits: no two neighbouring values are there."]
    assert not result.trial


def test_step_changes_off_the_points_are_noted():
    result = analysed([*STEADY, *STEADY], rebase=(date(2021, 4, 20), date(2030, 1, 1)))

    assert notes(result) == [
        "There is no point on 20 Apr 2021: the new part starts at the next one, on 1 May 2021.",
        "The step change on 1 Jan 2030 is after the latest point and starts no part.",
    ]


def test_mostly_zero_series_is_told_that_the_chart_does_not_suit():
    assert "does not suit" in notes(analysed([0, 0, 1, 0] * 5))[-1]
