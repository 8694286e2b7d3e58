"""The page of a measure's return: the grid, what is unusual in it, its charts, and the way from page to page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import Http404, QueryDict

from programmes.actions.returns import MEASURE_RETURNS, explanation_in, read_return
from programmes.assignments import ReturnAssignment, return_url
from programmes.charts import Chart
from programmes.forms.returns import ReturnForm
from programmes.models import Basis, Measure, MeasureReturn
from programmes.observations.values import Value
from programmes.pages.return_charts import charts_of
from programmes.pages.return_rows import ReturnRow, SumRow, period_of, row_of, sum_of, warned_of
from programmes.return_checks import checks_of
from programmes.return_grid import ROWS_A_PAGE, Grid, build_grid, spans_in
from pssdash.reporting.entries.pages import EntryPage, standing_of
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import HANDED_IN, WITH_REVIEWERS


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class ReturnPage(EntryPage):
    """What templates/programmes/return.html shows. `rows` are those of `page`; `only_period` is the one that all have,
    "" where they are of several; `on_record` counts the rows that have a value already; `warned` are (what is unusual,
    explanation); `values` are those that can be read.
    """

    measure: Measure
    before_heading: str
    headings: tuple[str, ...]
    only_period: str
    rows: tuple[ReturnRow, ...]
    page: Page
    entered: int
    on_record: int
    total: int
    warned: tuple[tuple[str, str], ...]
    sums: tuple[SumRow, ...]
    values: Mapping[str, Value]
    next_up: Link | None

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Drawn when they are first asked for, because that takes long and a preview has its own."""
        return charts_of(self.form.grid, self.form.checks, self.values)

    @cached_property
    def has_several_pages(self) -> bool:
        return self.page.paginator.num_pages > 1

    @property
    def columns(self) -> int:
        """How many the table has: before the headings stand the organisation, its period and the value before."""
        return len(self.headings) + (2 if self.only_period else 3)


def return_form(assignment: ReturnAssignment, entry: MeasureReturn | None, data: QueryDict | None = None) -> ReturnForm:
    grid = grid_of(assignment)
    checks = checks_of(grid, assignment.period, assignment.organisation)
    rows = page_of(grid, assignment.page).object_list
    return ReturnForm(data, grid=grid, rows=rows, checks=checks, entry=entry, base=last_revision(entry))


def build_return(
    assignment: ReturnAssignment, entry: MeasureReturn | None, form: ReturnForm, **forms: Form | None
) -> ReturnPage:
    grid, measure = form.grid, assignment.measure
    page = page_of(grid, assignment.page)
    cells = entry.cells if entry else {}
    read = {row.key: answer for row, answer in read_return(entry, grid)} if entry else {}

    def explained(key: str) -> str:
        return explanation_in(entry, key) if entry else ""

    return ReturnPage(
        **standing_of(MEASURE_RETURNS, assignment, entry, form, **forms),
        measure=measure,
        before_heading=f"Before ({measure.unit})" if measure.unit else "Before",
        headings=headings_of(measure),
        only_period=period_of(grid, grid.rows[0]) if len(grid.spans) == 1 and grid.rows else "",
        rows=tuple(row_of(form, row, read, explained(row.key), cells.get(row.key, {})) for row in page.object_list),
        page=page,
        entered=len(read),
        on_record=sum(grid.on_record(row) is not None for row in grid.rows),
        total=len(grid.rows),
        warned=tuple(warned_of(form, entry, read)) if read else (),
        sums=tuple(sum_of(form, whole, read, explained(whole.key)) for whole in form.checks.wholes),
        values={key: each for key, each in read.items() if isinstance(each, Value)},
        next_up=next_measure(assignment),
    )


def grid_of(assignment: ReturnAssignment) -> Grid:
    return build_grid(assignment.measure, assignment.period, assignment.organisation, assignment.user)


def page_of(grid: Grid, number: int) -> Page:
    paginator = Paginator(grid.rows, ROWS_A_PAGE)
    if number not in paginator.page_range:
        raise Http404(f"There is no page {number}")
    return paginator.page(number)


def headings_of(measure: Measure) -> tuple[str, ...]:
    value = f"Value ({measure.unit})" if measure.unit else "Value"
    numbers = ("Numerator", "Denominator") if measure.is_ratio else (value,)
    return (*numbers, "State", "Provisional or final", "Explanation")


def measures_returned(assignment_kind: str) -> list[Measure]:
    """The measures that organisations of that kind report, in the programmes' order."""
    measures = Measure.objects.filter(reported_by=assignment_kind).select_related("workstream__programme")
    return list(measures)


def next_measure(assignment: ReturnAssignment) -> Link | None:
    """The next return that waits: for a writer one that is not submitted, for an approver one that is."""
    period, organisation = assignment.period, assignment.organisation
    returns = MeasureReturn.objects.filter(period=period, organisation=organisation)
    if assignment.may_write:
        finished = set(returns.filter(state__in=HANDED_IN).values_list("measure", flat=True))
        owed = measures_returned(organisation.kind) if period.is_open else []
        waiting = [each for each in owed if each.pk not in finished and spans_in(each, period.quarter, Basis.IN_PERIOD)]
    else:
        submitted = returns.filter(state__in=WITH_REVIEWERS).select_related("measure__workstream__programme")
        waiting = [each.measure for each in submitted.order_by("measure__position")]
    place = place_of(assignment.measure)
    others = [each for each in waiting if each.pk != assignment.measure.pk]
    found = next((each for each in others if place_of(each) > place), next(iter(others), None))
    return Link(found.short_name, return_url(found, period.quarter, organisation)) if found else None


def place_of(measure: Measure) -> tuple[int, int, int, int]:
    workstream = measure.workstream
    return workstream.programme.position, workstream.position, measure.position, measure.pk
