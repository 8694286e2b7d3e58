"""Where pssdash decides otherwise than the reference: SPC.md, section 10, each decision with its tests."""

from datetime import date

import pytest

from programmes.spc import (
    DatedTarget,
    Direction,
    Frequency,
    Options,
    PointError,
    SeriesSet,
    analyse,
    analyse_many,
    notes,
    suggest_step_change,
)
from tests.programmes.spc.points import analysed, labels, marked, month, monthly

NOISE = [40, 60] * 10
RISING, FALLING = "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"


def test_d1_last_point_of_a_run_keeps_its_direction_when_another_run_follows_at_once():
    result = analysed([*NOISE, 47, 48, 49, 50, 51, 52, 53, 53, 52, 51, 50, 49, 48, 47])

    assert labels(result)[20:34] == [RISING] * 7 + [FALLING] * 7


def test_d1_shared_peak_takes_the_falling_run():
    assert labels(analysed([*NOISE, *range(47, 54), *range(52, 46, -1)]))[20:33] == [RISING] * 6 + [FALLING] * 7


def test_d1_shared_trough_takes_the_rising_run():
    values = [*NOISE, *range(53, 46, -1), *range(48, 54)]

    assert labels(analysed(values))[20:33] == [FALLING] * 6 + [RISING] * 7


def test_d2_many_missing_rows_stop_nothing():
    result = analysed([*NOISE, *[None] * 9, 900])

    assert labels(result)[-1] == "Above UCL"
    assert analysed([None] * 8).latest_part.mean is None


@pytest.mark.parametrize(
    ("direction", "target", "assurance"),
    [
        (Direction.INCREASE, 95, "consistent_pass"),
        (Direction.INCREASE, 100, "consistent_pass"),
        (Direction.INCREASE, 101, "consistent_fail"),
        (Direction.DECREASE, 101, "consistent_pass"),
        (Direction.DECREASE, 100, "consistent_pass"),
        (Direction.DECREASE, 95, "consistent_fail"),
        (Direction.NEUTRAL, 95, None),
    ],
)
def test_d3_constant_part_is_compared_with_the_target_itself(direction, target, assurance):
    result = analysed([100, None, *[100] * 12], direction=direction, targets=(DatedTarget(target),))

    assert result.assurance == assurance


@pytest.mark.parametrize("values", [[100], [None, None], [100, None]])
def test_d3_fewer_than_two_values_give_no_assurance(values):
    assert analysed(values, targets=(DatedTarget(95),)).assurance is None


def test_d3_looks_at_the_latest_part_only():
    result = analysed([1, 2, 3, 7, 7, 7], rebase=(month(3),), targets=(DatedTarget(5),))

    assert result.assurance == "consistent_pass"


def test_d3_values_that_differ_without_limits_are_inconsistent():
    assert analysed([100, None, 99], targets=(DatedTarget(95),)).assurance == "inconsistent"


def test_d4_series_without_a_target_has_no_assurance_whatever_others_have():
    series = SeriesSet.of_points({"a": monthly(NOISE), "b": monthly(NOISE)})

    analysis = analyse_many(series, [Options(targets=(DatedTarget(999),)), Options()])

    assert [result.assurance for result in analysis] == ["consistent_fail", None]
    assert analysis["b"].target is None


def test_d5_step_change_between_two_points_starts_at_the_next():
    result = analysed([1, 2, 3, 4], rebase=(date(2020, 2, 15),))

    assert [row.rebase_group for row in result.rows] == [0, 0, 1, 1]


def test_d5_step_change_before_the_series_starts_at_its_first_point():
    result = analysed([1, 2], rebase=(date(2019, 1, 1),))

    assert [row.rebase_group for row in result.rows] == [1, 1]


@pytest.mark.parametrize("values", [[5] * 10 + [90] + [5] * 10, [5] * 20])
def test_d6_limits_of_zero_width_count_as_undefined(values):
    result = analysed(values, screen_outliers=values == [5] * 10 + [90] + [5] * 10)

    assert (result.latest_part.lpl, result.latest_part.upl) == (None, None)
    assert {row.outside_limits for row in result.rows} == {None}
    assert {row.close_to_limits for row in result.rows} == {None}
    assert any("no width" in note for note in notes(result))


def test_d7_points_either_side_of_a_gap_are_not_neighbours():
    points = [point for point in monthly([*NOISE, 47, 48, 49, 50, 51, 52, 53, 54]) if point[0] != month(23)]

    with_gap = analyse(points, Options(frequency=Frequency.MONTH))

    assert marked(with_gap, RISING) == []
    assert (with_gap.rows[23].x, with_gap.rows[23].y, with_gap.rows[23].filled) == (month(23), None, True)
    assert with_gap.rows[24].moving_range is None
    assert marked(analyse(points), RISING) == list(range(20, 27))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 1e305])
def test_d8_value_that_is_not_a_finite_number_is_refused_by_name(value):
    series = {"RJZ": monthly([1.0, 2.0]), "RRK": monthly([1.0, value])}

    with pytest.raises(PointError, match="RRK: 2020-02-01 has a value that is not a finite number"):
        SeriesSet.of_points(series)


@pytest.mark.parametrize(
    ("second_start", "assurance"), [(month(19), "consistent_fail"), (month(20), "consistent_pass")]
)
def test_d9_assurance_uses_the_target_in_force_at_the_latest_point(second_start, assurance):
    targets = (DatedTarget(500, second_start), DatedTarget(-500))

    result = analysed(NOISE, targets=targets)

    assert (result.assurance, result.rows[0].target) == (assurance, -500)


def test_d10_trial_counts_values_and_the_short_warning_counts_rows():
    twelve, with_gap, thirteen = ([1, 2] * 6, [1, 2] * 6 + [None], [1, 2] * 6 + [3])

    seen = [(analysed(v).trial, analysed(v).latest.short_group_warning) for v in (twelve, with_gap, thirteen)]

    assert seen == [(True, True), (True, False), (False, False)]


def test_d10_trial_limits_are_still_limits():
    result = analysed([10, 12, 11, 30, 10], targets=(DatedTarget(5),))

    assert result.trial
    assert result.latest_part.upl is not None
    assert result.assurance is not None


def test_d11_every_result_names_its_rule_set():
    results = [analysed(NOISE, rules=rules) for rules in ("mdc", "mdc-2023", "mdc-6", "ihi")]

    assert [result.options.rules for result in results] == ["mdc", "mdc-2023", "mdc-6", "ihi"]
    assert analysed(NOISE).options.rules == "mdc"


def test_d12_step_change_is_suggested_and_never_made():
    result = analysed([50, 40] * 10 + [61, 63] * 4)

    suggestion = suggest_step_change(result)

    assert len(result.parts) == 1
    assert (suggestion.start, suggestion.points, suggestion.sign) == (month(20), 8, 1)
    assert suggestion.part.mean == 62.0
