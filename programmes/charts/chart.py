"""A chart as the page draws it: headline, drawing, table, files. The template tag `{% chart %}` takes one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programmes.charts.events import event_list
from programmes.charts.facts import ChartFacts, Figure
from programmes.charts.rows import ChartTable, spc_table
from programmes.charts.spc import events_of, spc_figure
from programmes.charts.svg import Svg, draw, draw_narrow
from programmes.charts.words import lower_first
from programmes.spc import Result, Wording, notes, sentence


@dataclass(frozen=True, slots=True)
class Chart:
    """`id` is unique in the page; `name` says in few words what is drawn, `headline` what it shows. `events` explain
    the letters of the narrow drawing, `notes` are full sentences.

    Where there is no `figure`, the drawing stays as it is and plotly draws nothing.
    """

    id: str
    name: str
    headline: str
    subtitle: str
    svg: Svg
    narrow_svg: Svg
    table: ChartTable
    figure: Figure | None = None
    csv_url: str = ""
    file_name: str = "chart"
    is_illustrative: bool = False
    notes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


def chart_of(
    figure: Figure,
    facts: ChartFacts,
    *,
    id: str,
    headline: str,
    table: ChartTable,
    subtitle: str = "",
    csv_url: str = "",
    file_name: str = "",
    notes: Iterable[str] = (),
    events: Iterable[str] = (),
    interactive: bool = True,
) -> Chart:
    """Any figure as a chart, drawn for a wide and for a narrow place."""
    title = alternative(facts, headline)
    return Chart(
        id=id,
        name=facts.title,
        headline=headline,
        subtitle=subtitle,
        svg=draw(figure, prefix=f"{id}-wide", title=title, css_class="app-chart__wide"),
        narrow_svg=draw_narrow(figure, prefix=f"{id}-narrow", title=title, css_class="app-chart__narrow"),
        table=table,
        figure=figure if interactive else None,
        csv_url=csv_url,
        file_name=file_name or id,
        is_illustrative=facts.is_illustrative,
        notes=tuple(notes),
        events=tuple(events),
    )


def spc_chart(
    result: Result,
    facts: ChartFacts,
    *,
    id: str,
    headline: str = "",
    subtitle: str = "",
    csv_url: str = "",
    file_name: str = "",
    extra: Sequence[tuple[str, Sequence[str]]] = (),
    interactive: bool = True,
) -> Chart:
    """The chart of an SPC result. Without a `headline` it says the result's own sentence."""
    wording = Wording(unit=facts.unit, target_name=lower_first(facts.ambition_label), decimals=facts.decimals)
    return chart_of(
        spc_figure(result, facts),
        facts,
        id=id,
        headline=headline or sentence(result, wording),
        table=spc_table(result, facts, extra=extra),
        subtitle=subtitle,
        csv_url=csv_url,
        file_name=file_name,
        notes=notes(result),
        events=event_list(events_of(result, facts)),
        interactive=interactive,
    )


def alternative(facts: ChartFacts, headline: str) -> str:
    """What the drawing says to those who do not see it."""
    said = headline if headline.startswith(facts.title) else f"{facts.title}: {headline}"
    return f"{said.removesuffix('.')}. Illustrative data." if facts.is_illustrative else said
