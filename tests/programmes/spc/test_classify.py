import pytest

from programmes.spc import Direction
from tests.programmes.spc.points import analysed, labels

BASELINE = [45, 55] * 6  # mean 50, near limits 50 ± 17.7, limits 50 ± 26.6
COMMON = "common_cause"


def after_baseline(*values, **options):
    return analysed([*BASELINE, *values], fix_after_n_points=12, **options)


def test_outside_comes_before_trend():
    result = after_baseline(45, 46, 47, 48, 49, 50, 90)

    assert labels(result)[12:] == ["7 Point Trend (Increasing)"] * 6 + ["Above UCL"]


def test_trend_comes_before_two_of_three():
    assert labels(after_baseline(45, 46, 47, 48, 51, 70, 71))[-1] == "7 Point Trend (Increasing)"


def test_two_of_three_comes_before_shift():
    assert labels(after_baseline(48, 51, 52, 51, 52, 51, 70, 69))[-2:] == ["2 in 3 Above CL"] * 2


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        (Direction.INCREASE, "special_cause_improvement", "special_cause_concern"),
        (Direction.DECREASE, "special_cause_concern", "special_cause_improvement"),
        (Direction.NEUTRAL, "special_cause_neutral_high", "special_cause_neutral_low"),
    ],
)
def test_point_type_follows_the_direction(direction, high, low):
    rows = after_baseline(90, 50, 10, direction=direction).rows[12:]

    assert [row.point_type for row in rows] == [high, COMMON, low]


def test_missing_value_is_common_cause():
    row = after_baseline(None).latest

    assert (row.special_cause_type, row.special_cause_flag, row.point_type) == ("Common Cause", False, COMMON)
