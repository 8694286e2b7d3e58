"""One call for thousands of series gives what one call each gives."""

import random

import numpy as np
import pytest

from programmes.spc import (
    DatedTarget,
    Direction,
    Frequency,
    Options,
    PointError,
    SeriesSet,
    SpcError,
    analyse,
    analyse_many,
)
from tests.programmes.spc.points import month, monthly
from tests.programmes.spc.test_twin import made_values

OPTIONS = Options(
    direction=Direction.DECREASE,
    targets=(DatedTarget(50),),
    rebase=(month(15),),
    fix_after_n_points=12,
    frequency=Frequency.MONTH,
)


def made_series(number):
    chance = random.Random(7)
    return {str(place): monthly(made_values(chance)) for place in range(number)}


def test_many_at_once_are_identical_to_one_call_each():
    series = made_series(300)

    together = analyse_many(SeriesSet.of_points(series), OPTIONS)

    for name, result in zip(series, together, strict=True):
        alone = analyse(series[name], OPTIONS)
        assert (result.rows, result.parts) == (alone.rows, alone.parts)
        assert (result.variation, result.assurance) == (alone.variation, alone.assurance)


def test_table_of_series_is_the_same_as_their_points():
    dates = np.arange("2020-01", "2022-01", dtype="datetime64[M]").astype("datetime64[D]")
    values = np.random.default_rng(1).normal(60, 5, (5, 24))
    missing = np.zeros((5, 24), dtype=bool)
    missing[2, 3] = True

    analysis = analyse_many(SeriesSet.of_table(dates, values, missing))

    for number, row in enumerate(values.tolist()):
        points = monthly([None if gone else value for value, gone in zip(row, missing[number], strict=True)])
        assert analysis[number].rows == analyse(points).rows


def test_arrays_have_labels_types_and_icons():
    series = SeriesSet.of_points({"a": monthly([10, 12] * 8 + [30]), "b": monthly([1, 2])})

    analysis = analyse_many(series, Options(fix_after_n_points=12))

    assert analysis.labels.tolist() == ["Common Cause"] * 16 + ["Above UCL"] + ["Common Cause"] * 2
    assert analysis.point_types[16] == "special_cause_improvement"
    assert analysis.variations.tolist() == ["improvement_high", "common_cause"]
    assert analysis.assurances.tolist() == [None, None]
    assert analysis.trial.tolist() == [False, True]


def test_options_can_differ_by_series():
    series = SeriesSet.of_points({"a": monthly([10, 12] * 8 + [30]), "b": monthly([10, 12] * 8 + [30])})

    analysis = analyse_many(series, [Options(), Options(direction=Direction.DECREASE, rebase=(month(16),))])

    assert [result.variation for result in analysis] == ["improvement_high", "common_cause"]
    assert [len(result.parts) for result in analysis] == [1, 2]
    assert [result.options.direction for result in analysis] == ["increase", "decrease"]


def test_options_for_another_number_of_series_are_refused():
    with pytest.raises(SpcError, match="2 options were given for 3 series"):
        analyse_many(SeriesSet.of_points(made_series(3)), [Options(), Options()])


def test_series_without_points_is_refused():
    with pytest.raises(SpcError, match="at least one point"):
        SeriesSet.of_points({"a": []})


def test_date_given_twice_is_refused_by_name():
    with pytest.raises(PointError, match="b: 2020-01-01 has a date that another point of the series has"):
        SeriesSet.of_points({"a": monthly([1, 2]), "b": [(month(0), 1), (month(1), 2), (month(0), 3)]})


def test_two_series_may_share_a_date():
    series = SeriesSet.of_points({"a": [(month(1), 1), (month(0), 2)], "b": [(month(1), 3)]})

    assert series.values.tolist() == [2, 1, 3]


def test_point_without_a_date_is_refused_by_its_place():
    dates = np.array(["2020-01-01", "NaT"], dtype="datetime64[D]")

    with pytest.raises(PointError, match="point 2 has no date"):
        SeriesSet.of_rows(dates, np.array([1.0, 2.0]), np.array([2]))


def test_input_arrays_are_left_alone():
    values = np.array([[3.0, 1.0, 2.0]])
    dates = np.array(["2020-03-01", "2020-01-01", "2020-02-01"], dtype="datetime64[D]")

    analyse_many(SeriesSet.of_table(dates, values, np.array([[True, False, False]])))

    assert values.tolist() == [[3.0, 1.0, 2.0]]


@pytest.mark.parametrize("number", [11, 6, 0, -1])
def test_limits_fixed_after_fewer_than_12_points_are_refused(number):
    with pytest.raises(SpcError, match="12 points or more"):
        Options(fix_after_n_points=number)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_target_that_is_no_number_is_refused(value):
    with pytest.raises(SpcError, match="finite"):
        Options(targets=(DatedTarget(value),))


def test_two_targets_from_one_date_are_refused():
    with pytest.raises(SpcError, match="same date"):
        Options(targets=(DatedTarget(1), DatedTarget(2)))
