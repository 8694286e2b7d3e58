"""plotly's own check of every kind of figure, which the site itself never runs."""

import json

import plotly.graph_objects
import pytest

from programmes.charts.layout import narrowed
from programmes.gallery import samples

CHARTS = [*samples.context()["spc_charts"], *samples.context()["other_charts"]]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_figure_is_valid_in_both_sizes(chart):
    for figure in (chart.figure, narrowed(chart.figure)):
        plotly.graph_objects.Figure(figure)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_figure_is_plain_json(chart):
    text = json.dumps(chart.figure, allow_nan=False)

    assert json.loads(text) == chart.figure


def test_check_refuses_what_is_wrong():
    with pytest.raises(ValueError, match="dsh"):
        plotly.graph_objects.Figure({"data": [{"type": "scatter", "line": {"dsh": "dot"}}]})


def test_figures_hold_no_tag_that_plotly_writes_with_a_style_attribute():
    for chart in CHARTS:
        assert not {"<b>", "<i>", "<a ", "<span"} & {
            tag for tag in ("<b>", "<i>", "<a ", "<span") if tag in str(chart.figure)
        }
