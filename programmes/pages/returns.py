"""The page of a measure's return: the grid with the values before, what is unusual, and the way from page to page."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.forms import Form
from django.forms.boundfield import BoundField
from django.http import Http404, QueryDict

from programmes.actions.returns import MEASURE_RETURNS, read_return
from programmes.assignments import ReturnAssignment, return_url
from programmes.forms.returns import ReturnForm
from programmes.models import Basis, Measure, MeasureReturn
from programmes.pages.measure_words import number_in_words, period_in_words
from programmes.return_cells import Refusal, warnings_for
from programmes.return_grid import ROWS_A_PAGE, Grid, GridRow, build_grid, spans_in
from programmes.series import SeriesPoint
from pssdash.reporting.entries.pages import EntryPage, standing_of
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import HANDED_IN, WITH_REVIEWERS
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class ReturnCell:
    """A field, and what is wrong in it. The summary above names the row too; here the row is in sight."""

    field: BoundField
    errors: tuple[str, ...]


@dataclass(frozen=True)
class ReturnRow:
    """One row as it is drawn: its cells in order, the value before and of when, what is unusual about the saved one."""

    organisation: str
    period: str
    before: str
    before_when: str
    saved: str
    cells: tuple[ReturnCell, ...]
    explanation: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class ReturnPage(EntryPage):
    """What templates/programmes/return.html shows. `rows` are those of `page`; `only_period` is the one that all have,
    "" where they are of several.
    """

    measure: Measure
    before_heading: str
    headings: tuple[str, ...]
    only_period: str
    rows: tuple[ReturnRow, ...]
    page: Page
    entered: int
    total: int
    warned: tuple[tuple[str, str], ...]
    next_up: Link | None

    @cached_property
    def has_several_pages(self) -> bool:
        return self.page.paginator.num_pages > 1


def return_form(assignment: ReturnAssignment, entry: MeasureReturn | None, data: QueryDict | None = None) -> ReturnForm:
    grid = grid_of(assignment)
    return ReturnForm(
        data, grid=grid, rows=page_of(grid, assignment.page).object_list, entry=entry, base=last_revision(entry)
    )


def build_return(
    assignment: ReturnAssignment, entry: MeasureReturn | None, form: ReturnForm, **forms: Form | None
) -> ReturnPage:
    grid = form.grid
    page = page_of(grid, assignment.page)
    read = dict(read_return(entry, grid)) if entry else {}
    warned = {row.key: warnings_for(grid, row, value) for row, value in read.items() if not isinstance(value, Refusal)}
    rows = tuple(row_of(grid, row, form, entry, warned.get(row.key, [])) for row in page.object_list)
    return ReturnPage(
        **standing_of(MEASURE_RETURNS, assignment, entry, form, **forms),
        measure=assignment.measure,
        before_heading=f"Before ({assignment.measure.unit})" if assignment.measure.unit else "Before",
        headings=headings_of(assignment.measure),
        only_period=period_of(grid, grid.rows[0]) if len(grid.spans) == 1 and grid.rows else "",
        rows=rows,
        page=page,
        entered=len(read),
        total=len(grid.rows),
        warned=tuple(
            (
                f"{row.place}: {' '.join(warned[row.key])}",
                explained(entry, row),
            )
            for row in read
            if warned.get(row.key)
        ),
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


def row_of(grid: Grid, row: GridRow, form: ReturnForm, entry: MeasureReturn | None, warnings: list[str]) -> ReturnRow:
    cell = entry.cells.get(row.key, {}) if entry else {}
    parts = [part for part in MeasureReturn.PARTS if row.field(part) in form.fields]
    numbers = " of ".join(filter(None, (cell.get("numerator"), cell.get("denominator")))) or cell.get("value", "")
    state = cell.get("state", "").replace("_", " ").capitalize()
    standing = "provisional" if cell.get("standing") else ""
    last = row.last
    return ReturnRow(
        organisation=row.organisation.short_name,
        period=period_of(grid, row),
        before=before_in_words(grid.measure, last) if last else "",
        before_when=when_in_short(grid, last) if last else "",
        saved=", ".join(filter(None, (state or numbers, standing if numbers else ""))),
        cells=tuple(cell_of(form[row.field(part)], row) for part in in_order(parts)),
        explanation=cell.get("explanation", ""),
        warnings=tuple(warnings),
    )


def cell_of(field: BoundField, row: GridRow) -> ReturnCell:
    return ReturnCell(field, tuple(error.removeprefix(f"{row.place}: ") for error in field.errors))


def before_in_words(measure: Measure, last: SeriesPoint) -> str:
    """`up to 18`: the unit stands in the heading."""
    qualifier = f"{last.qualifier} " if last.qualifier else ""
    return f"{qualifier}{number_in_words(measure, last.value, with_unit=False)}"


def when_in_short(grid: Grid, last: SeriesPoint) -> str:
    """`Q2 2024/25` for a quarter, so that the column stays narrow; other spans in their own words."""
    is_quarter = grid.measure.frequency == Measure.Frequency.QUARTER and grid.basis == Basis.IN_PERIOD
    if is_quarter:
        return Quarter.containing(last.start).short
    return period_in_words(grid.measure, last, grid.basis)


def in_order(parts: list[str]) -> list[str]:
    """Numbers first, as the headings have it."""
    order = ("numerator", "denominator", "value", "state", "standing", "explanation")
    return sorted(parts, key=order.index)


def period_of(grid: Grid, row: GridRow) -> str:
    return period_in_words(grid.measure, SeriesPoint(row.span.start, row.span.end, None), grid.basis)


def explained(entry: MeasureReturn | None, row: GridRow) -> str:
    return entry.cells.get(row.key, {}).get("explanation", "") if entry else ""


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
