import pytest

from tests.programmes.spc.points import analysed


def test_limits_are_the_mean_and_2_66_average_moving_ranges():
    part = analysed([10, 12, 9, 13]).latest_part

    assert part.mean == 11.0
    assert (part.lpl, part.upl) == (pytest.approx(11 - 2.66 * 3), pytest.approx(11 + 2.66 * 3))


def test_near_limits_are_two_thirds_of_the_way():
    row = analysed([10, 12, 9, 13]).latest

    assert (row.nlpl, row.nupl) == (pytest.approx(11 - 5.32), pytest.approx(11 + 5.32))


def test_limits_are_not_cut_off_at_zero():
    assert analysed([0, 5, 0, 5]).latest_part.lpl < 0


def test_screening_leaves_out_large_moving_ranges_but_keeps_the_mean():
    result = analysed([5, 6] * 6 + [50] + [5, 6] * 6)

    assert result.latest.amr == 1.0
    assert result.latest_part.mean == pytest.approx((11 * 12 + 50) / 25)
    assert result.rows[12].moving_range == 44.0
    assert result.rows[12].moving_range_screened is None


def test_screening_can_be_switched_off():
    screened, whole = (analysed([5, 6] * 6 + [50] + [5, 6] * 6, screen_outliers=on) for on in (True, False))

    assert whole.latest_part.upl > screened.latest_part.upl


def test_screening_is_one_pass_and_strict():
    # Nine ranges of 1 and one of r give A = (9 + r) / 10; r = 3.267 A just where r = 9 * 3.267 / 6.733.
    edge = 9 * 3.267 / 6.733
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]

    kept, screened = (analysed([*values, 1 + edge * by]).latest.moving_range_screened for by in (0.999, 1.001))

    assert kept is not None
    assert screened is None


def test_baseline_counts_rows_with_missing_values():
    result = analysed([1, None, *[3] * 10, 100, 100], fix_after_n_points=12)

    assert result.latest_part.mean == pytest.approx(31 / 11)
    assert [row.fix_y for row in result.rows[11:]] == [3.0, None, None]


def test_baseline_longer_than_the_part_changes_nothing():
    assert analysed([1, 2, 3], fix_after_n_points=12).rows == analysed([1, 2, 3]).rows


def test_moving_range_stops_at_the_baseline():
    result = analysed([1, 2] * 6 + [9, 9], fix_after_n_points=12)

    assert [row.moving_range for row in result.rows[10:]] == [1.0, 1.0, None, None]


def test_missing_value_loses_two_moving_ranges():
    assert [row.moving_range for row in analysed([1, 2, None, 4, 6]).rows] == [None, 1.0, None, None, 2.0]


def test_limits_need_two_neighbouring_values():
    part = analysed([1, None, 3, None, 5]).latest_part

    assert (part.mean, part.lpl, part.upl) == (3.0, None, None)
