from tests.programmes.spc.points import analysed, marked

# Twelve rows fix the mean at 50 and the average moving range at 10: near limits 50 ± 17.7, limits 50 ± 26.6.
BASELINE = [45, 55] * 6
ABOVE, BELOW = "2 in 3 Above CL", "2 in 3 Below CL"


def after_baseline(*values, rules="mdc"):
    return analysed([*BASELINE, *values], fix_after_n_points=12, rules=rules)


def test_two_close_points_of_three_are_marked_and_the_third_is_not():
    assert marked(after_baseline(70, 52, 70), ABOVE) == [12, 14]


def test_two_close_points_below_are_marked():
    assert marked(after_baseline(30, 30, 48), BELOW) == [12, 13]


def test_third_point_on_the_other_side_stops_the_rule():
    assert marked(after_baseline(70, 48, 70), ABOVE) == []


def test_third_point_on_the_mean_stops_the_rule():
    assert marked(after_baseline(70, 50, 70), ABOVE) == []


def test_point_outside_the_limits_does_not_count_but_may_be_the_third():
    assert marked(after_baseline(45, 80, 70, 45), ABOVE) == []
    assert marked(after_baseline(45, 70, 80, 70, 45), ABOVE) == [13, 15]


def test_missing_value_stops_the_rule():
    assert marked(after_baseline(45, 70, None, 70, 45), ABOVE) == []


def test_two_close_points_at_the_end_need_a_third():
    assert marked(after_baseline(45, 70, 70), ABOVE) == []
