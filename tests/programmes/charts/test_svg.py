import re
from dataclasses import replace

import pytest

from programmes.charts import StackedPart, comparison_figure, draw, draw_narrow, spc_figure, stacked_counts_figure
from programmes.charts.svg.marks import symbol
from programmes.charts.svg.scales import Scale, scale_of
from programmes.gallery import samples
from programmes.spc import DatedTarget
from tests.programmes.charts.drawing import (
    BASELINE,
    PERCENT,
    SVG,
    corners,
    monthly_result,
    paths,
    root_of,
    texts,
    traces_of,
)
from tests.programmes.spc.points import month

CHARTS = [*samples.context()["spc_charts"], *samples.context()["other_charts"]]
DRAWINGS = [*(chart.svg for chart in CHARTS), *(chart.narrow_svg for chart in CHARTS)]
DRAWINGS += [each.svg for each in samples.context()["multiples"]]


def drawn(result, facts=PERCENT):
    return draw(spc_figure(result, facts), prefix="sample", title="What it shows")


def test_scale_puts_values_and_dates_in_their_places():
    assert Scale(0, 100, 300, 0).place(25) == 225
    days = scale_of({"type": "date", "range": ["2024-01-01", "2024-01-11"]}, 50, 150)
    assert [days.place(day) for day in ("2024-01-01", "2024-01-06", "2024-01-11")] == [50, 100, 150]


def test_value_line_goes_through_the_points_where_the_axes_put_them():
    figure = spc_figure(monthly_result([*BASELINE, 50]), PERCENT)
    layout = figure["layout"]
    left, right = layout["margin"]["l"], 800 - layout["margin"]["r"]
    top, bottom = layout["margin"]["t"], layout["height"] - layout["margin"]["b"]

    (path,) = paths(draw(figure, prefix="p", title="t"), stroke="#a6a6a6", stroke_width="2")

    low, high = layout["yaxis"]["range"]
    places = corners(path)
    assert len(places) == 13
    assert places[0][0] == pytest.approx(left + (right - left) * 15 / 396, abs=0.1)  # a half-month of 396 days
    assert places[0][1] == pytest.approx(bottom - (45 - low) / (high - low) * (bottom - top), abs=0.1)


def test_gap_and_step_change_part_the_value_line():
    result = monthly_result([*BASELINE, None, *BASELINE, 70, 71], rebase=(month(25),))

    (path,) = paths(drawn(result), stroke="#a6a6a6", stroke_width="2")

    assert path.count("M") == 3
    assert len(corners(path)) == 26


def test_each_type_of_point_is_one_path_with_its_shape():
    svg = drawn(monthly_result([*BASELINE, 90, 10], fix_after_n_points=12))

    (usual, sample) = paths(svg, fill="#a6a6a6")
    assert usual.count("M") == 12 and "a3.5 3.5" in usual
    assert sample.count("M") == 1
    assert [path.count("z") for path in paths(svg, fill="#00b0f0")] == [1, 1]
    assert [path.count("z") for path in paths(svg, fill="#e46c0a")] == [1, 1]


def test_lines_are_dashed_as_in_the_figure():
    svg = drawn(monthly_result([*BASELINE, 50], targets=(DatedTarget(85),)))

    assert len(paths(svg, stroke="#a6a6a6", stroke_dasharray="6 4")) == 3  # upper, lower, legend
    assert len(paths(svg, stroke="#de1b1b", stroke_dasharray="9 4")) == 2
    assert all(path.count("M") == 1 for path in paths(svg, stroke="#000000"))


@pytest.mark.parametrize("name", ["circle", "square", "diamond", "triangle-up", "triangle-down"])
def test_every_symbol_has_an_outline_of_its_own(name):
    others = {"circle", "square", "diamond", "triangle-up", "triangle-down"} - {name}

    assert symbol(name, 10, 50, 50).endswith("z")
    assert symbol(name, 10, 50, 50) not in {symbol(other, 10, 50, 50) for other in others}


def test_bars_stand_on_each_other_without_overlap():
    parts = [StackedPart("One", (3, 4)), StackedPart("Two", (5, 0))]
    figure = stacked_counts_figure(["Q1", "Q2"], parts, PERCENT)

    svg = draw(figure, prefix="p", title="t")

    low, high = (paths(svg, fill=trace["marker"]["color"])[0] for trace in figure["data"])
    tops = [float(top) for top in re.findall(r"V([\d.]+)H", low)]
    feet = [float(foot) for foot in re.findall(r"M[\d.]+ ([\d.]+)V", high)]
    assert len(tops) == 2
    assert feet == [tops[0]]


def test_panels_lie_one_below_the_other():
    result = monthly_result([*BASELINE, 50])

    svg = draw(comparison_figure([("A", result), ("B", result)], PERCENT), prefix="p", title="t")

    first, second = (corners(path)[0] for path in paths(svg, stroke="#000000", stroke_width="1.8")[:2])
    assert first[0] == second[0]
    assert second[1] - first[1] == pytest.approx(290 + 44, abs=0.2)


def test_drawing_says_what_it_shows():
    root = root_of(drawn(monthly_result([*BASELINE, 50])))

    title = root[0]
    assert root.get("role") == "img"
    assert (title.tag, title.text) == (f"{SVG}title", "What it shows")
    assert root.get("aria-labelledby") == title.get("id") == "sample-title"


def test_what_people_wrote_arrives_as_text():
    wording = '<script>alert(1)</script> & "more" <br>'
    facts = replace(
        PERCENT, ambition_label=wording, axis_title=wording, annotations=((month(2), wording), (month(6), "<b>x</b>"))
    )

    svg = draw(
        spc_figure(monthly_result([*BASELINE, 50], targets=(DatedTarget(85),)), facts), prefix="p", title=wording
    )

    assert "<script" not in svg
    assert root_of(svg)[0].text == wording
    assert wording in texts(svg)
    assert "<b>x</b>" in texts(svg)


@pytest.mark.parametrize("svg", DRAWINGS)
def test_drawing_is_well_formed_responsive_and_needs_no_style(svg):
    root = root_of(svg)

    assert root.get("width") == "100%" and root.get("viewBox")
    assert not re.search(r"<style|\sstyle=|<script|\son\w+=|NaN|nan|inf\b", svg)


@pytest.mark.parametrize("svg", DRAWINGS)
def test_nothing_is_drawn_outside_the_drawing(svg):
    root = root_of(svg)
    _, _, width, height = map(float, root.get("viewBox").split())

    for text in root.iter(f"{SVG}text"):
        for place in (text, *text):
            if place.get("x"):
                assert 0 <= float(place.get("x")) <= width
                assert 0 <= float(place.get("y")) <= height


def test_narrow_drawing_has_fewer_dates_and_letters():
    facts = replace(PERCENT, annotations=((month(5), "Guidance"),))
    figure = spc_figure(monthly_result(BASELINE * 3), facts)

    wide, narrow = texts(draw(figure, prefix="w", title="t")), texts(draw_narrow(figure, prefix="n", title="t"))

    assert "Guidance" in wide and "Guidance" not in narrow
    assert "A" in narrow
    assert len([text for text in narrow if text.startswith("Apr")]) < len([text for text in wide if " 20" in text])


def test_legend_without_room_goes_on_in_another_row():
    root = root_of(draw_narrow(spc_figure(monthly_result([*BASELINE, 50]), PERCENT), prefix="n", title="t"))

    names = ("Process limits", "Mean", "Common cause")
    heights = {text.text: float(text.get("y")) for text in root.iter(f"{SVG}text") if text.text in names}
    assert heights["Process limits"] == heights["Mean"]
    assert heights["Common cause"] == heights["Mean"] + 19


def test_legend_names_what_is_drawn():
    result = monthly_result([*BASELINE, 90], fix_after_n_points=12)

    assert {name for name in traces_of(result) if name != "Value"} <= set(texts(drawn(result)))
