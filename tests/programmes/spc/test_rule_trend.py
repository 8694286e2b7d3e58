from tests.programmes.spc.points import analysed, marked, month

NOISE = [40, 60] * 10
RISING, FALLING = "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"


def test_six_rises_mark_seven_points():
    assert marked(analysed([*NOISE, 47, 48, 49, 50, 51, 52, 53, 47]), RISING) == list(range(20, 27))


def test_five_rises_mark_nothing():
    assert marked(analysed([*NOISE, 47, 48, 49, 50, 51, 52, 47]), RISING) == []


def test_longer_fall_is_marked_whole():
    assert marked(analysed([*NOISE, *range(55, 46, -1)]), FALLING) == list(range(19, 29))


def test_equal_neighbours_end_a_trend():
    assert marked(analysed([*NOISE, 47, 48, 49, 50, 50, 51, 52, 53, 47]), RISING) == []


def test_missing_value_ends_a_trend():
    assert marked(analysed([*NOISE, 47, 48, 49, 50, None, 51, 52, 53, 47]), RISING) == []


def test_trend_does_not_cross_a_step_change():
    values = [*NOISE, 47, 48, 49, 50, 51, 52, 53]

    assert marked(analysed(values, rebase=(month(22),)), RISING) == []


def test_trend_runs_on_past_the_fixed_baseline():
    values = [40, 60] * 5 + [45, 46, 47, 48, 49, 50, 51]

    assert marked(analysed(values, fix_after_n_points=12), RISING) == list(range(10, 17))


def test_trend_is_coloured_by_its_direction_not_its_side():
    result = analysed([*[40, 60] * 3, 52, 51.9, 51.8, 51.7, 51.6, 51.5, 51.4])

    assert all(row.relative_to_mean == 1 for row in result.rows[-6:])
    assert {row.point_type for row in result.rows[-6:]} == {"special_cause_concern"}
