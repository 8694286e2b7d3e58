"""What is asked about a value: the rules, number by number."""

import pytest

from programmes.value_checks import Limits, Numbers, SumCheck, found, history_checks, same_checks

LIMITS = Limits(lower=90, upper=110, average_range=2)


def said(number, last=None, limits=None):
    return found(list(history_checks(last, limits, "{:g}".format)), Numbers(number))


@pytest.mark.parametrize(
    ("number", "is_far"), [(150, False), (150.1, True), (50, False), (49.9, True), (0, True), (100, False)]
)
def test_few_values_are_far_by_more_than_half_of_the_last(number, is_far):
    assert (said(number, last=100) == ["It differs by more than half from the value before, 100."]) is is_far


@pytest.mark.parametrize(("number", "is_far"), [(7, False), (8, True), (0, False)])
def test_few_more_or_less_of_what_is_counted_are_no_news(number, is_far):
    checks = list(history_checks(2, None, str, is_count=True))

    assert bool(found(checks, Numbers(number))) is is_far


def test_half_of_a_last_value_below_zero_is_counted_either_way():
    assert said(-3, last=-4) == []
    assert said(1, last=-4) != []


def test_nothing_is_far_from_zero_or_from_nothing():
    assert said(7, last=0) == said(7, last=None) == []


@pytest.mark.parametrize(("number", "is_far"), [(106.5, False), (106.6, True), (93.5, False), (93.4, True)])
def test_with_limits_a_change_is_far_by_the_limit_of_moving_ranges(number, is_far):
    text = "It differs from the value before, 100, by more than 6.534, the most that is usual."

    assert (text in said(number, last=100, limits=LIMITS)) is is_far


@pytest.mark.parametrize(("number", "is_outside"), [(90, False), (89.9, True), (110, False), (110.1, True)])
def test_value_outside_the_limits_is_asked_about(number, is_outside):
    text = "It lies outside the limits so far, 90 to 110."

    assert (text in said(number, last=number, limits=LIMITS)) is is_outside


def test_no_number_is_asked_about_nothing():
    assert said(None, last=100, limits=LIMITS) == []


def test_other_parts_of_the_same_share_are_not_the_same():
    checks = list(same_checks(Numbers(50, 5, 10), "Another says 5 of 10."))

    assert found(checks, Numbers(50, 5, 10)) == []
    assert found(checks, Numbers(50, 50, 100)) == ["Another says 5 of 10."]


@pytest.mark.parametrize(
    ("parts", "adds_up"),
    [
        ((40, 60), True),
        ((40, 61), False),
        ((40, 59), False),
        ((40, None), True),
        ((101, None), False),
        ((None, None), True),
        ((), True),
    ],
)
def test_parts_that_are_missing_explain_a_sum_that_falls_short(parts, adds_up):
    check = SumCheck(Numbers(100), is_ratio=False)

    assert check.adds_up([Numbers(part) for part in parts]) is adds_up


@pytest.mark.parametrize(("denominators", "adds_up"), [((10, 30), True), ((10, 31), False)])
def test_ratio_adds_up_by_both_of_its_parts(denominators, adds_up):
    check = SumCheck(Numbers(25, 10, 40), is_ratio=True)

    assert check.adds_up([Numbers(0, 5, part) for part in denominators]) is adds_up


def test_share_without_its_parts_is_held_against_nothing():
    assert SumCheck(Numbers(25), is_ratio=True).adds_up([Numbers(99, 99, 100)])
