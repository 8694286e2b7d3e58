"""The page of a measure: the chart of one organisation, and all that explains it."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from programmes.charts import Chart, ChartTable, table_of
from programmes.models import Basis, Measure, StepChange
from programmes.pages.differences import Difference, differences, in_a_sentence
from programmes.pages.icon_table import IconRow, row_of
from programmes.pages.links import changed
from programmes.pages.measure_card import Fact, StatedRow, facts_of, stated_rows, words_of
from programmes.pages.measure_charts import comparison_chart, export_url, measure_chart
from programmes.pages.measure_query import (
    DEFAULT_RULES,
    STEPS_OFF,
    MeasureQuery,
)
from programmes.pages.measure_rules import RuleComparison, compare_with_default
from programmes.pages.measure_steps import StepSuggestion, decisions_on, in_force, suggestion_for
from programmes.pages.measure_tables import ChangedPointTable, DifferenceTable, StatedTable, ValueChangeTable
from programmes.pages.measure_ways import Ways, ways_of
from programmes.pages.measure_words import period_in_words
from programmes.pages.readings import BasesInSight, Reading, bases_in_sight, in_order, readings_of
from programmes.pages.value_history import ValueHistory, value_history
from programmes.pages.values_table import in_words, plain_columns
from programmes.series import Series, read_series
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation

SELECTED = SafeString(" selected")


@dataclass(frozen=True)
class MeasurePage:
    """`row` is the latest value with its icons, None where the organisation has no value that the reader may see.

    `chart` is None where no control chart can be drawn; `table` then has the values. `compared` is the row of the
    organisation beside it.
    """

    measure: Measure
    organisation: Organisation
    basis: str
    ways: Ways
    words: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    stated: tuple[StatedRow, ...]
    row: IconRow | None = None
    chart: Chart | None = None
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
    history: ValueHistory | None = None
    downloads: tuple[tuple[str, str], ...] = ()

    @property
    def compare_options(self) -> SafeString:
        """The options of the list to compare with; joined here, because a template takes long over hundreds."""
        chosen = self.compared.organisation.code if self.compared else ""
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((each.code, SELECTED if each.code == chosen else "", each.short_name) for each in self.ways.others),
        )

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
        return ValueChangeTable(self.history.changes if self.history else ())


def build_measure_page(user: User, measure: Measure, asked: MeasureQuery, query: QueryDict) -> MeasurePage:
    """The page for `user`, who may see `asked.organisation`."""
    shown = [asked.organisation, *([asked.compare] if asked.compare else [])]
    bases = bases_in_sight(measure, shown, asked.until)
    basis, readings = readings_for(user, measure, shown, asked, bases)
    there = in_order({*bases.all, basis}) if readings else bases.all  # an illustrative history is in neither table
    ways = ways_of(user, measure, asked, basis, there, query)
    in_sight = {other.pk for other in ways.others} | {asked.organisation.pk}
    page = MeasurePage(
        measure=measure,
        organisation=asked.organisation,
        basis=basis,
        ways=ways,
        words=tuple(words_of(measure)),
        facts=tuple(facts_of(measure)),
        stated=tuple(stated_rows(measure, in_sight, asked.until)),
        has_steps=asked.has_steps,
    )
    own = next((each for each in readings if each.series.organisation == asked.organisation), None)
    if own is None:
        return page
    page = with_chart(user, page, own, [each for each in readings if each is not own], asked, query)
    return with_finding(page, asked) if basis in bases.entered & bases.rolled_up else page


def readings_for(
    user: User, measure: Measure, organisations: list[Organisation], asked: MeasureQuery, bases: BasesInSight
) -> tuple[str, list[Reading]]:
    """The basis that is shown and the readings on it: the basis asked for, else the first that there are values on."""
    basis = asked.basis or Basis.IN_PERIOD
    series = read_series(user, [measure], organisations, basis=basis)
    if not series and asked.basis is None and bases.all:
        basis = bases.all[0]
        series = read_series(user, [measure], organisations, basis=basis)
    if not asked.has_steps:
        series = [without_steps(each) for each in series]
    return str(basis), readings_of(series, basis, asked.rules)


def without_steps(series: Series) -> Series:
    """As the chart was before anybody decided that its limits start again."""
    return replace(series, step_changes=())


def with_chart(
    user: User, page: MeasurePage, own: Reading, others: list[Reading], asked: MeasureQuery, query: QueryDict
) -> MeasurePage:
    measure, organisation = page.measure, page.organisation
    decisions = decisions_on(measure, organisation)
    steps = in_force(decisions) if asked.has_steps and not own.series.is_illustrative else []
    history = value_history(measure, organisation, page.basis, asked.until)
    address = changed(query, "level", "region")
    chart, compared = measure_chart(own, steps, history.as_published), None
    if others:
        compared = others[0]
        if chart and compared.result:
            chart = comparison_chart([own, compared])
    return replace(
        page,
        row=row_of(own),
        chart=chart,
        table=None if chart else values_table(own, history.as_published),
        compared=row_of(compared) if compared else None,
        comparison_note=note_on_comparison(asked, compared),
        rules=compare_with_default(own, asked.rules, DEFAULT_RULES) if not compared else None,
        decisions=tuple(decisions),
        suggestion=suggestion_for(user, own, decisions),
        steps_url=changed(query, "steps") if not asked.has_steps else changed(query, steps=STEPS_OFF) if steps else "",
        history=history,
        downloads=downloads_of(measure, address, chart),
    )


def with_finding(page: MeasurePage, asked: MeasureQuery) -> MeasurePage:
    """Where what was entered and what was rolled up differ, the page says so."""
    found = differences(page.measure, page.organisation, page.basis, asked.until)
    finding = in_a_sentence(page.measure, page.organisation, found)
    return replace(page, finding=finding, differences=tuple(found))


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


def downloads_of(measure: Measure, address: str, chart: Chart | None) -> tuple[tuple[str, str], ...]:
    files = [("CSV", export_url(measure, "csv", address)), ("Excel", export_url(measure, "xlsx", address))]
    if chart:
        files.append(("SVG", f"{measure.get_absolute_url()}chart.svg{address}"))
    return tuple(files)
