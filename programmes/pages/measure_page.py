"""The page of a measure: the chart of one organisation, and all that explains it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from programmes.charts import Chart, ChartTable, table_of
from programmes.models import Basis, Measure, StepChange
from programmes.pages.differences import Difference, differences, in_a_sentence
from programmes.pages.icon_table import IconRow, row_of
from programmes.pages.links import changed
from programmes.pages.measure_card import Fact, StatedRow, facts_of, stated_rows, words_of
from programmes.pages.measure_charts import Drawn, comparison_chart, export_url, measure_chart
from programmes.pages.measure_evidence import ReturnFiles, files_of_returns
from programmes.pages.measure_query import (
    DEFAULT_RULES,
    EVERY,
    STEPS_OFF,
    Choosable,
    MeasureQuery,
)
from programmes.pages.measure_rules import RuleComparison, compare_with_default
from programmes.pages.measure_steps import StepSuggestion, decisions_on, in_force, suggestion_for
from programmes.pages.measure_tables import ChangedPointTable, DifferenceTable, StatedTable, ValueChangeTable
from programmes.pages.measure_ways import Ways, ways_of
from programmes.pages.measure_words import period_in_words
from programmes.pages.readings import Reading, WhatThereIs, in_order, readings_of, what_there_is
from programmes.pages.value_history import UNCHANGED, ValueHistory, value_history
from programmes.pages.values_table import in_words, plain_columns
from programmes.series import Series, read_series
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation

NEWEST = 12  # differences that are listed unless all are asked for
SELECTED = SafeString(" selected")


@dataclass(frozen=True)
class MeasurePage:
    """`row` is the latest value with its icons, None where the organisation has no value that the reader may see.

    `drawn` is None where no control chart can be drawn; `table` then has the values. `compared` is the row of the
    organisation beside it.
    """

    measure: Measure
    organisation: Organisation
    basis: str
    ways: Ways
    words: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    stated: tuple[StatedRow, ...]
    evidence: tuple[ReturnFiles, ...]
    row: IconRow | None = None
    drawn: Drawn | None = None
    table: ChartTable | None = None
    compared: IconRow | None = None
    comparison_note: str = ""
    rules: RuleComparison | None = None
    decisions: tuple[StepChange, ...] = ()
    suggestion: StepSuggestion | None = None
    steps_url: str = ""
    has_steps: bool = True
    finding: str = ""
    differences: tuple[Difference, ...] = ()
    differences_url: str = ""
    history: ValueHistory = UNCHANGED
    downloads: tuple[tuple[str, str], ...] = ()

    @property
    def has_values(self) -> bool:
        """Whether any organisation has values that the reader may see; made-up ones are none."""
        return bool(self.ways.with_values)

    @property
    def chart(self) -> Chart | None:
        return self.drawn.chart if self.drawn else None

    @property
    def compare_options(self) -> SafeString:
        """The options of the list to compare with; joined here, because a template takes long over hundreds."""
        return options_html(self.ways.others, self.compared.organisation.code if self.compared else "")

    @property
    def basis_label(self) -> str:
        return Basis(self.basis).label

    @property
    def stated_table(self) -> StatedTable:
        return StatedTable(self.stated)

    @property
    def difference_table(self) -> DifferenceTable:
        return DifferenceTable(self.differences)

    @property
    def changed_points(self) -> ChangedPointTable:
        return ChangedPointTable(self.rules.points if self.rules else ())

    @property
    def change_table(self) -> ValueChangeTable:
        return ValueChangeTable(self.history.changes)


@lru_cache(maxsize=64)
def options_html(choices: tuple[Choosable, ...], chosen: str) -> SafeString:
    """Kept, because to write some hundred takes long, and nearly all readers of a measure get the same."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((each.code, SELECTED if each.code == chosen else "", each.short_name) for each in choices),
    )


def build_measure_page(user: User, measure: Measure, asked: MeasureQuery, query: QueryDict) -> MeasurePage:
    """The page for `user`, who may see `asked.organisation`."""
    shown = [asked.organisation, *([asked.compare] if asked.compare else [])]
    there_is = what_there_is(measure, shown, asked.until)
    basis, readings = readings_for(user, measure, shown, asked, there_is)
    # An illustrative history is in neither table.
    bases = in_order({*there_is.bases, basis}) if readings else there_is.bases
    ways = ways_of(user, measure, asked, basis, bases, query)
    in_sight = {other.pk for other in ways.others} | {asked.organisation.pk}
    page = MeasurePage(
        measure=measure,
        organisation=asked.organisation,
        basis=basis,
        ways=ways,
        words=tuple(words_of(measure)),
        facts=tuple(facts_of(measure)),
        stated=tuple(stated_rows(measure, in_sight, asked.until)) if there_is.has_stated else (),
        evidence=files_of_returns(user, measure, asked.organisation) if there_is.has_files else (),
        has_steps=asked.has_steps,
    )
    own = next((each for each in readings if each.series.organisation == asked.organisation), None)
    if own is None:
        return page
    decisions = decisions_on(measure, asked.organisation) if there_is.has_decisions else []
    history = value_history(measure, asked.organisation, basis, asked.until) if basis in there_is.changed else UNCHANGED
    page = replace(page, decisions=tuple(decisions), history=history)
    page = with_chart(user, page, own, [each for each in readings if each is not own], asked, query)
    return (
        with_finding(user, page, own.series, asked, query) if basis in there_is.entered & there_is.rolled_up else page
    )


def readings_for(
    user: User, measure: Measure, organisations: list[Organisation], asked: MeasureQuery, there_is: WhatThereIs
) -> tuple[str, list[Reading]]:
    """The basis that is shown and the readings on it: the basis asked for, else the first that there are values on."""
    basis = asked.basis or Basis.IN_PERIOD
    decided = there_is.has_decisions
    series = read_series(user, [measure], organisations, basis=basis, has_decisions=decided)
    if not series and asked.basis is None and there_is.bases:
        basis = there_is.bases[0]
        series = read_series(user, [measure], organisations, basis=basis, has_decisions=decided)
    if not asked.has_steps:
        series = [without_steps(each) for each in series]
    return str(basis), readings_of(series, basis, asked.rules)


def without_steps(series: Series) -> Series:
    """As the chart was before anybody decided that its limits start again."""
    return replace(series, step_changes=())


def with_chart(
    user: User, page: MeasurePage, own: Reading, others: list[Reading], asked: MeasureQuery, query: QueryDict
) -> MeasurePage:
    measure = page.measure
    steps = in_force(page.decisions) if asked.has_steps and not own.series.is_illustrative else []
    address = changed(query, "level", "region")
    drawn, compared = measure_chart(own, steps, page.history.as_published), None
    if others:
        compared = others[0]
        if drawn and compared.result:
            drawn = comparison_chart([own, compared])
    return replace(
        page,
        row=row_of(own),
        drawn=drawn,
        table=None if drawn else values_table(own, page.history.as_published),
        compared=row_of(compared) if compared else None,
        comparison_note=note_on_comparison(asked, compared),
        rules=compare_with_default(own, asked.rules, DEFAULT_RULES) if not compared else None,
        suggestion=suggestion_for(user, own, page.decisions),
        steps_url=changed(query, "steps") if not asked.has_steps else changed(query, steps=STEPS_OFF) if steps else "",
        downloads=downloads_of(measure, address, has_chart=drawn is not None),
    )


def with_finding(user: User, page: MeasurePage, series: Series, asked: MeasureQuery, query: QueryDict) -> MeasurePage:
    """Where what was entered and what was rolled up differ, the page says so."""
    shown = None if asked.has_all_differences else NEWEST
    number, found = differences(user, series, page.basis, asked.until, shown)
    return replace(
        page,
        finding=in_a_sentence(page.measure, page.organisation, number),
        differences=tuple(found),
        differences_url=changed(query, differences=EVERY) if number > len(found) else "",
    )


def note_on_comparison(asked: MeasureQuery, compared: Reading | None) -> str:
    if asked.compare is None:
        return ""
    if asked.compare == asked.organisation:
        return f"{asked.compare.short_name} is what the page shows: choose another organisation to compare it with."
    if compared is None:
        return f"{asked.compare.short_name} has no values of this measure that you may see."
    return "" if compared.result else f"No control chart can be drawn of the values of {asked.compare.short_name}."


def values_table(reading: Reading, as_published: dict[date, str]) -> ChartTable:
    """All values, where no chart has them."""
    series = reading.series
    periods = [period_in_words(series.measure, point, reading.basis) for point in series.points]
    name = f"{series.measure.name}, {series.organisation.short_name}: {Basis(reading.basis).label.lower()}"
    return in_words(table_of(name, plain_columns(series, periods, as_published)))


def downloads_of(measure: Measure, address: str, *, has_chart: bool) -> tuple[tuple[str, str], ...]:
    files = [("CSV", export_url(measure, "csv", address)), ("Excel", export_url(measure, "xlsx", address))]
    if has_chart:
        files.append(("SVG", f"{measure.get_absolute_url()}chart.svg{address}"))
    return tuple(files)
