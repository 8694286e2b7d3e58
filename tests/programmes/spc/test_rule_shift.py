from tests.programmes.spc.points import analysed, marked, month

BASELINE = [45, 55] * 6  # mean 50
ABOVE, BELOW = "7 Points Above CL", "7 Points Below CL"


def after_baseline(*values, **options):
    return analysed([*BASELINE, *values], fix_after_n_points=12, **options)


def test_seven_points_on_one_side_are_marked():
    assert marked(after_baseline(48, 52, 53, 51, 52, 53, 51, 52, 48), ABOVE) == list(range(13, 20))


def test_six_points_on_one_side_are_not():
    assert marked(after_baseline(48, 52, 53, 51, 52, 53, 51, 48), ABOVE) == []


def test_longer_run_is_marked_whole():
    assert marked(after_baseline(55, *[48, 47] * 5), BELOW) == list(range(13, 23))


def test_point_on_the_mean_ends_a_run():
    assert marked(after_baseline(48, 52, 53, 51, 50, 52, 53, 51, 52), ABOVE) == []


def test_missing_value_ends_a_run():
    assert marked(after_baseline(48, 52, 53, 51, None, 52, 53, 51, 52), ABOVE) == []


def test_run_does_not_cross_a_step_change():
    values = [1] * 6 + [5] * 4 + [9] * 4 + [1] * 6

    assert marked(analysed(values), ABOVE) == list(range(6, 14))
    assert marked(analysed(values, rebase=(month(10),)), ABOVE) == []


def test_shift_works_without_limits():
    result = analysed([5, *[None, 5] * 6, 9, 9, 9, 9, 9, 9, 9], fix_after_n_points=12)

    assert result.latest_part.upl is None
    assert marked(result, ABOVE) == list(range(13, 20))


def test_ties_with_the_mean_are_no_shift():
    assert marked(analysed([0.1] * 9), ABOVE) == marked(analysed([0.1] * 9), BELOW) == []
