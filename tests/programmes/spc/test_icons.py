from datetime import date

import pytest

from programmes.spc import DatedTarget, Direction
from tests.programmes.spc.points import analysed, month

BASELINE = [45, 55] * 6  # mean 50, limits 50 ± 26.6


def after_baseline(*values, target=None, **options):
    targets = () if target is None else (DatedTarget(target),)
    return analysed([*BASELINE, *values], fix_after_n_points=12, targets=targets, **options)


@pytest.mark.parametrize(
    ("direction", "value", "icon"),
    [
        (Direction.INCREASE, 90, "improvement_high"),
        (Direction.INCREASE, 10, "concern_low"),
        (Direction.DECREASE, 90, "concern_high"),
        (Direction.DECREASE, 10, "improvement_low"),
        (Direction.NEUTRAL, 90, "neutral_high"),
        (Direction.NEUTRAL, 10, "neutral_low"),
        (Direction.INCREASE, 50, "common_cause"),
        (Direction.DECREASE, None, "common_cause"),
    ],
)
def test_variation_is_that_of_the_latest_point(direction, value, icon):
    assert after_baseline(value, direction=direction).variation == icon


def test_variation_falls_back_when_the_latest_value_is_missing():
    assert after_baseline(90, None).variation == "common_cause"


@pytest.mark.parametrize(
    ("direction", "target", "icon"),
    [
        (Direction.INCREASE, 80, "consistent_fail"),
        (Direction.INCREASE, 20, "consistent_pass"),
        (Direction.INCREASE, 60, "inconsistent"),
        (Direction.DECREASE, 80, "consistent_pass"),
        (Direction.DECREASE, 20, "consistent_fail"),
        (Direction.DECREASE, 60, "inconsistent"),
        (Direction.NEUTRAL, 80, None),
    ],
)
def test_assurance_compares_the_target_with_the_limits(direction, target, icon):
    assert after_baseline(50, target=target, direction=direction).assurance == icon


@pytest.mark.parametrize("direction", [Direction.INCREASE, Direction.DECREASE])
def test_target_on_a_limit_is_inconsistent(direction):
    part = after_baseline(50).latest_part

    on_limits = [after_baseline(50, target=limit, direction=direction) for limit in (part.lpl, part.upl)]

    assert [result.assurance for result in on_limits] == ["inconsistent", "inconsistent"]


def test_assurance_is_that_of_the_latest_part():
    values = [1, 3] * 7 + [101, 103] * 7

    result = analysed(values, rebase=(month(14),), targets=(DatedTarget(50),))

    assert [part.assurance for part in result.parts] == [None, "consistent_pass"]


def test_target_that_has_not_started_gives_no_assurance():
    result = analysed(BASELINE, targets=(DatedTarget(10, date(2030, 1, 1)),))

    assert (result.target, result.assurance) == (None, None)
