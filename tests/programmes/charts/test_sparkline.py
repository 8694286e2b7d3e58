from programmes.charts import sparkline, sparkline_of
from programmes.spc import PointType
from tests.programmes.charts.drawing import BASELINE, monthly_result, paths, root_of


def test_sparkline_ends_in_the_colour_and_shape_of_the_latest_point():
    svg = sparkline_of(monthly_result([*BASELINE, 90], fix_after_n_points=12))

    assert len(paths(svg, fill="#00b0f0")) == 1
    assert len(paths(svg, stroke="#000000")) == 1


def test_sparkline_has_the_latest_points_within_its_size():
    (path,) = paths(sparkline(list(range(40))), fill="none")

    assert path.count("L") == 23
    assert path.startswith("M7 25")
    assert path.endswith("L113 7")


def test_gap_parts_the_line_and_a_lonely_value_is_a_dot():
    (path,) = paths(sparkline([1, 2, None, 3, None, 4, 5]), fill="none")

    assert path.count("M") == 3
    assert path.count("h0") == 3


def test_missing_latest_value_has_no_point():
    assert paths(sparkline([1, 2, None], PointType.COMMON_CAUSE), fill="#a6a6a6") == []


def test_series_without_values_draws_nothing():
    assert sparkline([None, None]) == ""


def test_constant_series_is_a_level_line_in_the_middle():
    (path,) = paths(sparkline([3, 3]), fill="none")

    assert path.startswith("M7 16") and "L113 16" in path


def test_screen_readers_pass_it_over():
    assert root_of(sparkline([1, 2])).get("aria-hidden") == "true"
