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
from programmes.models import Measure, MeasureReturn
from programmes.pages.measure_words import period_in_words, value_in_words
from programmes.return_cells import Refusal, warnings_for
from programmes.return_grid import ROWS_A_PAGE, Grid, GridRow, build_grid, spans_in
from programmes.series import SeriesPoint
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.entries.pages import EntryPage, standing_of
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class ReturnRow:
    """One row as it is drawn: its fields in order, the value before, and what is unusual about the saved value."""

    organisation: str
    period: str
    before: str
    saved: str
    fields: tuple[BoundField, ...]
    explanation: str
    warnings: tuple[str, ...]

    @property
    def errors(self) -> list[str]:
        return [error for field in self.fields for error in field.errors]


@dataclass(frozen=True)
class ReturnPage(EntryPage):
    """What templates/programmes/return.html shows. `rows` are those of `page`."""

    measure: Measure
    headings: tuple[str, ...]
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
        headings=headings_of(assignment.measure),
        rows=rows,
        page=page,
        entered=len(read),
        total=len(grid.rows),
        warned=tuple(
            (
                f"{row.organisation.short_name}, {period_of(grid, row)}: {' '.join(warned[row.key])}",
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
    numbers = ("Numerator", "Denominator") if measure.is_ratio else (f"Value ({measure.unit})",)
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
        before=f"{value_in_words(grid.measure, last)} ({period_in_words(grid.measure, last, grid.basis)})"
        if last
        else "",
        saved=", ".join(filter(None, (state or numbers, standing if numbers else ""))),
        fields=tuple(form[row.field(part)] for part in in_order(parts)),
        explanation=cell.get("explanation", ""),
        warnings=tuple(warnings),
    )


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
        finished = set(
            returns.filter(state__in=[EntryState.SUBMITTED, EntryState.APPROVED]).values_list("measure", flat=True)
        )
        kind = organisation.kind if organisation.kind != OrganisationKind.NATION else OrganisationKind.NATION
        waiting = [each for each in measures_returned(kind) if each.pk not in finished] if period.is_open else []
        waiting = [each for each in waiting if spans_in(each, period.quarter, "p")]
    else:
        submitted = returns.filter(state=EntryState.SUBMITTED).select_related("measure__workstream__programme")
        waiting = [each.measure for each in submitted.order_by("measure__position")]
    place = place_of(assignment.measure)
    others = [each for each in waiting if each.pk != assignment.measure.pk]
    found = next((each for each in others if place_of(each) > place), next(iter(others), None))
    return Link(found.short_name, return_url(found, period.quarter, organisation)) if found else None


def place_of(measure: Measure) -> tuple[int, int, int, int]:
    workstream = measure.workstream
    return workstream.programme.position, workstream.position, measure.position, measure.pk
