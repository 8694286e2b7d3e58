from datetime import date, timedelta

import pytest

from programmes.charts import ChartFacts, shared_range
from programmes.charts.horizontal import edges, ends, time_axis
from programmes.charts.vertical import axis_range, extent, vertical_axis
from programmes.spc import Frequency
from tests.programmes.spc.points import month

PERCENT, COUNT = ChartFacts(unit="%"), ChartFacts(unit="women")


def test_narrow_percentages_fill_the_height():
    low, high = axis_range(extent([61, 70]), PERCENT)

    assert 60 < low < 61
    assert 70 < high < 71


def test_wide_percentages_are_shown_from_0_to_100():
    assert axis_range(extent([20, 85]), PERCENT) == (0, 100)


def test_percentages_pass_0_and_100_only_where_a_limit_does():
    assert axis_range(extent([97, 100]), PERCENT)[1] == 100
    assert 104 < axis_range(extent([97, 100], [104]), PERCENT)[1] < 105


def test_no_label_stands_where_no_value_can_be():
    counts, shares = vertical_axis(extent([2, 9], [-5, 14]), COUNT), vertical_axis(extent([91, 99], [86, 106]), PERCENT)

    assert counts["range"][0] < -5
    assert counts["ticktext"] == ["0", "5", "10", "15"]
    assert shares["range"][1] > 105
    assert shares["ticktext"] == ["85%", "90%", "95%", "100%"]


def test_counts_near_zero_start_at_zero_and_others_do_not():
    assert axis_range(extent([8, 30]), COUNT)[0] == 0
    assert axis_range(extent([900, 1000]), COUNT)[0] > 800


def test_values_below_zero_are_in_sight_and_labelled():
    assert "−6" in vertical_axis(extent([-6, 4]), COUNT)["ticktext"]


def test_whole_numbers_have_no_labels_between_them():
    assert vertical_axis(extent([1, 3]), COUNT)["ticktext"] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("values", [[], [None], [100.0, 100.0], [0.0]])
def test_axis_of_one_value_or_none_has_height_and_labels(values):
    axis = vertical_axis(extent(values), PERCENT)

    assert axis["range"][0] < axis["range"][1]
    assert axis["tickvals"]


def test_shared_range_holds_every_series():
    extents = [extent([61, 70]), extent([40, 66], [35])]

    low, high = shared_range(extents, PERCENT)

    assert low < 35
    assert high > 70
    assert vertical_axis(extents[0], ChartFacts(unit="%", y_range=(low, high)))["range"] == [low, high]


def test_edges_lie_half_way_between_points():
    days = [date(2024, 1, 1), date(2024, 1, 11), date(2024, 1, 31)]

    assert edges(days) == [date(2023, 12, 27), date(2024, 1, 6), date(2024, 1, 21), date(2024, 2, 10)]
    assert ends(days) == (date(2023, 12, 27), date(2024, 2, 10))
    assert edges(days[:1])[1] - edges(days[:1])[0] == timedelta(days=30)
    assert ends(days[:1]) == tuple(edges(days[:1]))


def test_a_narrow_plot_has_fewer_dates():
    days = [month(number) for number in range(3, 39)]

    wide, narrow = (time_axis(days, Frequency.MONTH, width) for width in (600, 250))

    assert len(wide["tickvals"]) == 6
    assert narrow["ticktext"] == ["Apr 2020", "Apr 2021", "Apr 2022"]
