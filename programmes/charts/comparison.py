"""Two or more series one above the other: one scale, one time axis, each with its own limits."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from programmes.charts.facts import ChartFacts, Figure
from programmes.charts.horizontal import edges, time_axis
from programmes.charts.layout import Plan, figure_of
from programmes.charts.spc import named, panel_of, spc_extent
from programmes.charts.spc_traces import spc_traces
from programmes.charts.vertical import shared_range
from programmes.spc import Result


def comparison_figure(results: Sequence[tuple[str, Result]], facts: ChartFacts) -> Figure:
    """`results` are (organisation, result), drawn in panels with the same vertical scale.

    Two charts on one pair of axes would be seven lines and nobody's limits; stacked panels let the eye run down from a
    month in one to the same month in the other.
    """
    days = tuple(sorted({row.x for _, result in results for row in result.rows}))
    facts = replace(facts, y_range=shared_range([spc_extent(result) for _, result in results], facts))
    traces = []
    for place, (_, result) in enumerate(results):
        axis = {"yaxis": f"y{place + 1}" if place else "y"}
        traces += [trace | axis for trace in spc_traces(result, facts, edges([row.x for row in result.rows]))]
    shown: set[str] = set()
    for trace in traces:
        trace["showlegend"] = trace.get("showlegend", True) and trace["name"] not in shown
        if trace["showlegend"]:
            shown.add(trace["name"])
    plan = Plan(
        facts=facts,
        panels=tuple(panel_of(result, facts, title=name) for name, result in results),
        x_axis=partial(time_axis, days, results[0][1].options.frequency),
        names=named(traces),
        days=days,
    )
    return figure_of(traces, plan)
