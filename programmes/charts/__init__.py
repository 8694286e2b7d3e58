"""The charts of the site: pure functions from results to plotly figures (plain values), drawings and tables.

`spc_chart(result, facts, id=...)` is the whole way for an SPC chart; `{% chart %}` puts what it returns into a page.
"""

from programmes.charts.chart import Chart, chart_of, spc_chart
from programmes.charts.comparison import comparison_figure
from programmes.charts.facts import ChartFacts, Figure
from programmes.charts.multiples import SmallMultiple, small_multiples
from programmes.charts.rolling import linear_trend, rolling_average_figure, rolling_mean, rolling_table
from programmes.charts.rows import ChartRow, ChartTable, chart_rows, spc_table, table_of
from programmes.charts.sparkline import sparkline, sparkline_of
from programmes.charts.spc import spc_extent, spc_figure
from programmes.charts.stacked import StackedPart, stacked_counts_figure, stacked_table
from programmes.charts.svg import Svg, draw, draw_narrow
from programmes.charts.vertical import shared_range

__all__ = [
    "Chart",
    "ChartFacts",
    "ChartRow",
    "ChartTable",
    "Figure",
    "SmallMultiple",
    "StackedPart",
    "Svg",
    "chart_of",
    "chart_rows",
    "comparison_figure",
    "draw",
    "draw_narrow",
    "linear_trend",
    "rolling_average_figure",
    "rolling_mean",
    "rolling_table",
    "shared_range",
    "small_multiples",
    "sparkline",
    "sparkline_of",
    "spc_chart",
    "spc_extent",
    "spc_figure",
    "spc_table",
    "stacked_counts_figure",
    "stacked_table",
    "table_of",
]
