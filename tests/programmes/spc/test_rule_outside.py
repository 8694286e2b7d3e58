from tests.programmes.spc.points import analysed, marked

STEADY = [10, 12] * 8  # mean 11, average moving range 2, limits 11 ± 5.32


def test_point_above_the_upper_limit_is_outside():
    result = analysed([*STEADY, 30])

    assert marked(result, "Above UCL") == [16]
    assert result.latest.outside_limits is True


def test_point_below_the_lower_limit_is_outside():
    assert marked(analysed([*STEADY, -8]), "Below LCL") == [16]


def test_point_exactly_on_a_limit_is_inside_and_close():
    baseline = [0.0, 100.0] * 6
    limit = analysed(baseline, fix_after_n_points=12).latest_part.upl

    row = analysed([*baseline, limit], fix_after_n_points=12).latest

    assert (row.outside_limits, row.close_to_limits) == (False, True)


def test_point_after_the_baseline_is_tested_against_its_limits():
    assert marked(analysed([10, 12] * 6 + [11, 40], fix_after_n_points=12), "Above UCL") == [13]


def test_position_is_unknown_without_a_value_and_without_limits():
    gap, lone = analysed([10, 12, None]).latest, analysed([10]).latest

    assert (gap.relative_to_mean, gap.outside_limits, gap.close_to_limits) == (None, None, None)
    assert (lone.relative_to_mean, lone.outside_limits, lone.close_to_limits) == (0, None, None)
