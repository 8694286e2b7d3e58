import json
from dataclasses import replace
from datetime import date

import pytest

from programmes.charts import ChartFacts, spc_figure
from programmes.charts.layout import narrowed
from programmes.spc import DatedTarget, Direction, Frequency, Options, analyse
from tests.programmes.charts.drawing import BASELINE, PERCENT, monthly_result, trace, traces_of
from tests.programmes.spc.points import month


def fixed(*values, **options):
    """A baseline of twelve points, then `values` against its limits."""
    return monthly_result([*BASELINE, *values], fix_after_n_points=12, **options)


def test_lines_have_the_look_of_making_data_count():
    traces = traces_of(fixed(50, targets=(DatedTarget(85),)))

    assert traces["Mean"]["line"] == {"color": "#000000", "width": 1.75, "dash": "solid"}
    assert traces["Process limits"]["line"]["color"] == "#a6a6a6"
    assert traces["Process limits"]["line"]["dash"] == "6px,4px"
    assert traces["Ambition"]["line"]["color"] == "#de1b1b"
    assert traces["Ambition"]["line"]["dash"] != "solid"
    assert traces["Value"]["line"]["color"] == "#a6a6a6"


@pytest.mark.parametrize(
    ("direction", "value", "name", "symbol", "colour"),
    [
        (Direction.INCREASE, 90, "Special cause: improvement", "square", "#00b0f0"),
        (Direction.INCREASE, 10, "Special cause: concern", "diamond", "#e46c0a"),
        (Direction.DECREASE, 10, "Special cause: improvement", "square", "#00b0f0"),
        (Direction.NEUTRAL, 90, "Special cause: higher", "triangle-up", "#490092"),
        (Direction.NEUTRAL, 10, "Special cause: lower", "triangle-down", "#490092"),
    ],
)
def test_special_point_has_the_colour_and_the_shape_of_its_type(direction, value, name, symbol, colour):
    traces = traces_of(fixed(value, direction=direction))

    assert (traces[name]["x"], traces[name]["y"]) == (["2021-01-01"], [value])
    assert (traces[name]["marker"]["symbol"], traces[name]["marker"]["color"]) == (symbol, colour)
    assert len(traces["Common cause"]["y"]) == 12
    assert traces["Common cause"]["marker"]["color"] == "#a6a6a6"


def test_limits_and_mean_run_from_edge_to_edge():
    figure = spc_figure(fixed(50), PERCENT)

    upper, lower = trace(figure, "Process limits"), trace(figure, "Process limits", 1)
    assert upper["y"] == [pytest.approx(76.6)] * 2
    assert lower["y"] == [pytest.approx(23.4)] * 2
    assert trace(figure, "Mean")["y"] == [50, 50]
    assert upper["x"] == figure["layout"]["xaxis"]["range"] == ["2019-12-17", "2021-01-16"]
    assert "showlegend" not in upper and lower["showlegend"] is False


def test_everything_is_broken_at_a_step_change():
    result = monthly_result([*BASELINE, *BASELINE, 71, 69, 70], rebase=(month(24),))

    traces = traces_of(result)

    border = "2021-12-16"
    assert traces["Mean"]["x"] == ["2019-12-17", border, border, border, "2022-03-15"]
    assert traces["Mean"]["y"] == [50, 50, None, 70, 70]
    assert traces["Value"]["y"][23:26] == [55, None, 71]
    assert traces["Value"]["x"][24] == border


def test_target_goes_on_over_a_step_change_and_breaks_where_it_changes():
    targets = (DatedTarget(60), DatedTarget(70, month(20)))
    result = monthly_result([*BASELINE, *BASELINE], targets=targets, rebase=(month(12),))

    assert traces_of(result)["Ambition"]["y"] == [60, 60, None, 70, 70]


def test_missing_value_is_a_gap_and_no_point():
    traces = traces_of(fixed(50, None, 52))

    assert traces["Value"]["y"][-3:] == [50, None, 52]
    assert traces["Value"]["connectgaps"] is False
    assert "2021-02-01" not in traces["Common cause"]["x"]


def test_trial_limits_are_fainter_and_say_so():
    result = monthly_result([*BASELINE, 50, *BASELINE[:8]], rebase=(month(13),))

    traces = traces_of(result)

    trial, firm = traces["Trial limits (fewer than 13 values)"], traces["Process limits"]
    assert trial["x"][0] == firm["x"][-1] == "2021-01-16"
    assert trial["line"]["color"] > firm["line"]["color"] and trial["line"]["dash"] != firm["line"]["dash"]


def test_limits_without_width_are_not_drawn():
    assert {"Process limits", "Trial limits (fewer than 13 values)"} & set(traces_of(monthly_result([9] * 20))) == set()


def hover(name, *values, **options):
    facts = replace(PERCENT, ambition_label="Ambition")
    return traces_of(fixed(*values, **options), facts)[name]["hovertext"][-1]


def test_hover_text_names_the_rule_the_meaning_and_the_lines():
    assert hover("Special cause: improvement", *[51, 52] * 4, targets=(DatedTarget(85),)) == (
        "Aug 2021: 52%<br>7 or more points above the mean (shift), improvement<br>"
        "Mean 50%, limits 23.4% to 76.6%, ambition 85%"
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([10], "Below the lower limit (outside the limits), concern"),
        ([48, 54, 53, 52, 51, 50, 49, 48], "7 or more points downwards (trend), concern"),
        ([27, 45, 27], "Two of three points close to the lower limit (two of three), concern"),
    ],
)
def test_hover_text_names_each_rule(values, words):
    assert hover("Special cause: concern", *values).split("<br>")[1] == words


def test_trend_without_a_better_direction_rises_or_falls():
    text = hover("Special cause: lower", 48, 54, 53, 52, 51, 50, 49, 48, direction=Direction.NEUTRAL)

    assert "(trend), falling" in text


def test_lines_are_named_with_their_values_beside_the_plot():
    figure = spc_figure(fixed(50, targets=(DatedTarget(85),)), PERCENT)

    beside = [note["text"] for note in figure["layout"]["annotations"] if note["xanchor"] == "left" and note["x"] == 1]
    assert beside == ["Lower limit 23.4%", "Mean 50%", "Upper limit 76.6%", "Ambition 85%"]
    assert not [note for note in narrowed(figure)["layout"]["annotations"] if note["x"] == 1]


def test_step_change_and_events_have_a_line_and_words():
    facts = replace(PERCENT, annotations=((month(12), "New pathway"), (month(5), "Guidance")))
    layout = spc_figure(monthly_result([*BASELINE, *BASELINE], rebase=(month(12),)), facts)["layout"]

    assert [shape["x0"] for shape in layout["shapes"]] == ["2020-06-01", "2020-12-16"]
    assert [note["text"] for note in layout["annotations"]][-2:] == ["Guidance", "New pathway"]


def test_step_change_without_words_of_its_own_is_named():
    layout = spc_figure(monthly_result([*BASELINE, *BASELINE], rebase=(month(12),)), PERCENT)["layout"]

    assert layout["annotations"][-1]["text"] == "New limits: step change"


def test_event_outside_the_series_is_left_out():
    facts = replace(PERCENT, annotations=((date(2031, 1, 1), "Later"),))

    assert spc_figure(fixed(50), facts)["layout"]["shapes"] == []


def test_illustrative_chart_says_so_in_every_size():
    for compact in (False, True):
        figure = spc_figure(fixed(50), replace(PERCENT, is_illustrative=True, compact=compact))
        for layout in (figure["layout"], narrowed(figure)["layout"]):
            assert "Illustrative data" in [note["text"] for note in layout["annotations"]]


def test_real_chart_does_not_say_illustrative():
    assert "Illustrative" not in json.dumps(spc_figure(fixed(50), PERCENT))


def test_what_is_counted_stands_above_the_axis():
    layout = spc_figure(fixed(50), ChartFacts(unit="women & <girls>"))["layout"]

    assert layout["annotations"][-1]["text"] == "Women &amp; &lt;girls&gt;"
    assert layout["yaxis"]["ticktext"][:2] == ["0", "20"]


def test_compact_chart_has_neither_legend_nor_labels():
    layout = spc_figure(fixed(50, targets=(DatedTarget(85),)), replace(PERCENT, compact=True))["layout"]

    assert layout["showlegend"] is False
    assert layout["annotations"] == []
    assert layout["height"] < 200


def test_chart_of_one_point_has_its_mean():
    figure = spc_figure(analyse([(month(0), 7.0)], Options(frequency=Frequency.MONTH)), PERCENT)

    assert trace(figure, "Mean")["y"] == [7, 7]
    assert trace(figure, "Too few points to judge")["y"] == [7]


def test_chart_without_any_value_is_an_empty_plot():
    figure = spc_figure(monthly_result([None, None, None]), PERCENT)

    assert [each["name"] for each in figure["data"]] == ["Value"]
    assert figure["layout"]["yaxis"]["range"] == [0, 100]
