from datetime import date

from programmes.spc import Options, analyse
from tests.programmes.spc.points import analysed, month, monthly


def numbers(result):
    return [row.rebase_group for row in result.rows]


def test_part_starts_at_each_step_change():
    result = analysed([1, 2, 3, 4, 5, 6], rebase=(month(2), month(4)))

    assert numbers(result) == [0, 0, 1, 1, 2, 2]
    assert [part.mean for part in result.parts] == [1.5, 3.5, 5.5]


def test_step_change_on_the_first_date_makes_the_numbers_start_at_1():
    assert numbers(analysed([1, 2, 3], rebase=(month(0),))) == [1, 1, 1]


def test_step_change_given_twice_counts_once():
    assert numbers(analysed([1, 2, 3], rebase=(month(1), month(1)))) == [0, 1, 1]


def test_neighbouring_step_changes_give_a_part_of_one_point_without_limits():
    result = analysed([1, 2, 3, 4], rebase=(month(1), month(2)))

    lone = result.parts[1]
    assert (lone.n, lone.mean, lone.lpl, lone.upl) == (1, 2.0, None, None)


def test_no_moving_range_is_taken_across_a_step_change():
    result = analysed([1, 2, 9, 11], rebase=(month(2),))

    assert [row.moving_range for row in result.rows] == [None, 1.0, None, 2.0]


def test_rows_are_sorted_by_date():
    result = analyse(list(reversed(monthly([1, 2, 3]))), Options(rebase=(month(1),)))

    assert [(row.x, row.y) for row in result.rows] == monthly([1.0, 2.0, 3.0])
    assert numbers(result) == [0, 1, 1]


def test_step_change_after_the_latest_point_starts_nothing():
    assert numbers(analysed([1, 2, 3], rebase=(date(2030, 1, 1),))) == [0, 0, 0]
