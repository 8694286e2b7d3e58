"""Rolling averages, stacked counts, comparisons."""

from itertools import pairwise

import pytest

from programmes.charts import (
    ChartFacts,
    StackedPart,
    comparison_figure,
    linear_trend,
    rolling_average_figure,
    rolling_mean,
    rolling_table,
    stacked_counts_figure,
    stacked_table,
)
from programmes.charts.look import STEPS, steps
from programmes.spc import Frequency
from tests.programmes.charts.drawing import BASELINE, monthly_result, trace
from tests.programmes.spc.points import monthly

ICBS = ChartFacts(title="ICBs by phase", unit="ICBs")
QUARTERS = ["Q1 2024/25", "Q2 2024/25"]


def test_rolling_mean_needs_a_full_window():
    assert rolling_mean([1, 2, 3, 4], window=3) == [None, None, 2, 3]
    assert rolling_mean([1, 2, None, 4, 5, 6], window=3) == [None, None, None, None, None, 5]
    assert rolling_mean([1, 2], window=3) == [None, None]


def test_linear_trend_is_the_straight_line_through_what_is_there():
    assert linear_trend([1, None, 5, 7]) == pytest.approx([1, 3, 5, 7])
    assert linear_trend([0, 2, 1]) == pytest.approx([0.5, 1, 1.5])
    assert linear_trend([None, 4]) is None


def test_rolling_figure_shows_values_faint_average_strong_and_trend_dashed():
    figure = rolling_average_figure(monthly([2, 4, 6, 8, 10, 12, 14]), ChartFacts(unit="people", decimals=0))

    single, average, trend = figure["data"]
    assert average["name"] == "6-month rolling average"
    assert average["y"] == [None] * 5 + [7, 9]
    assert average["line"]["width"] > 2 * single["line"]["width"]
    assert (trend["x"], trend["y"]) == (["2020-01-01", "2020-07-01"], pytest.approx([2, 14]))
    assert trend["line"]["dash"] != "solid"
    assert single["hovertext"][4:6] == ["May 2020: 10", "Jun 2020: 12<br>6-month rolling average: 7"]


def test_rolling_figure_of_quarters_says_so_and_keeps_gaps():
    points = monthly([1, None, 3])

    figure = rolling_average_figure(points, ChartFacts(), frequency=Frequency.QUARTER, window=4)

    assert [each["name"] for each in figure["data"]] == ["Each quarter", "4-quarter rolling average", "Linear trend"]
    assert figure["data"][0]["y"] == [1, None, 3]
    assert figure["data"][0]["hovertext"][1].endswith("no value")


def test_rolling_table_has_both_numbers():
    table = rolling_table(monthly([1, 2, None, 4, 5]), ChartFacts(unit="%", decimals=0), window=2)

    assert table.columns == ("Period", "Value", "2-month rolling average")
    assert table.rows[:3] == (("Jan 2020", "1%", "–"), ("Feb 2020", "2%", "1.5%"), ("Mar 2020", "no value", "–"))


def parts(*rows):
    return [StackedPart(f"Phase {place}", row) for place, row in enumerate(rows, start=1)]


def notes(figure):
    return {(note["text"], note["x"]) for note in figure["layout"]["annotations"]}


def test_parts_stand_on_each_other():
    first, second, third = stacked_counts_figure(QUARTERS, parts((3, 4), (5, 6), (7, 8)), ICBS)["data"]

    assert (first["base"], second["base"], third["base"]) == ([0, 0], [3, 4], [8, 10])
    assert second["y"] == [5, 6]


def test_counts_stand_in_the_bars_and_totals_above():
    figure = stacked_counts_figure(QUARTERS, parts((3, 4), (5, 6)), ICBS)

    assert {("3", 0), ("5", 0), ("4", 1), ("6", 1), ("8", 0), ("10", 1)} <= notes(figure)


def test_count_without_room_stands_right_of_its_bar():
    figure = stacked_counts_figure(QUARTERS, parts((1, 4), (39, 30)), ICBS)

    assert ("1", 0.3) in notes(figure)
    assert ("39", 0) in notes(figure)


def test_true_zero_has_no_number_and_counts_in_full():
    figure = stacked_counts_figure(QUARTERS, parts((0, 4), (5, 6)), ICBS)

    assert "0" not in {text for text, _ in notes(figure)}
    assert ("5", 0) in notes(figure)


def test_unknown_count_is_not_zero():
    rows = parts((None, None, 1), (5, None, 6))

    texts = notes(stacked_counts_figure([*QUARTERS, "Q3 2024/25"], rows, ICBS))

    assert {("at least<br>5", 0), ("not<br>known", 1), ("7", 2)} <= texts
    assert stacked_table([*QUARTERS, "Q3 2024/25"], rows, ICBS).rows[:2] == (
        ("Q1 2024/25", "not known", "5", "at least 5"),
        ("Q2 2024/25", "not known", "not known", "not known"),
    )


def test_nothing_but_a_known_zero_gives_no_total():
    table = stacked_table(["Q1 2024/25"], parts((None,), (0,)), ICBS)

    assert table.rows == (("Q1 2024/25", "not known", "0", "not known"),)


def lightness(colour):
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_colours_of_parts_differ_in_lightness():
    tones = [lightness(colour) for colour in STEPS]

    assert all(later - earlier > 20 for earlier, later in pairwise(tones))
    assert steps(3) == [STEPS[0], STEPS[3], STEPS[6]]
    assert len(steps(9)) == 9


def test_parts_are_named_beside_the_last_bar():
    figure = stacked_counts_figure(QUARTERS, parts((3, 4), (5, 0)), ICBS)

    beside = [note["text"] for note in figure["layout"]["annotations"] if note["xref"] == "paper" and note["x"] == 1]
    assert beside == ["Phase 1"]


def compared():
    first = monthly_result([*BASELINE, 50])
    second = monthly_result([value / 2 for value in [*BASELINE, 50, 62, 64, 66]])
    return comparison_figure([("Northern <Trust>", first), ("Southern Trust", second)], ChartFacts(unit="women"))


def test_comparison_has_a_panel_for_each_on_one_scale():
    layout = compared()["layout"]

    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert layout["xaxis"]["anchor"] == "y2"
    titles = [note["text"] for note in layout["annotations"] if note["font"].get("weight") == "bold"]
    assert titles == ["Northern &lt;Trust&gt;", "Southern Trust"]


def test_comparison_names_each_line_once_in_the_legend():
    figure = compared()

    shown = [each["name"] for each in figure["data"] if each["showlegend"]]
    assert len(shown) == len(set(shown))
    assert trace(figure, "Mean", 0)["yaxis"] == "y"
    assert trace(figure, "Mean", 1)["yaxis"] == "y2"
