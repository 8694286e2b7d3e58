"""The checks of a return's values, from what is on record: their own history, what others returned, what was entered
as a whole. The rules themselves are in value_checks.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from programmes.models import Measure, MeasureReturn, Observation, ValueState
from programmes.models.returns import SUM
from programmes.observations.values import Value, kept
from programmes.pages.readings import is_charted
from programmes.pages.value_history import said
from programmes.return_cells import Refusal, is_blank, read_cell
from programmes.return_grid import Grid, GridRow, Span
from programmes.series import analyse_series
from programmes.value_checks import Check, Limits, Numbers, SumCheck, found, history_checks, same_checks
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod

ADDED = (Measure.Aggregation.SUM, Measure.Aggregation.RATIO_OF_SUMS)


@dataclass(frozen=True)
class OtherReturn:
    """What another writer handed in for the same organisation and span: England for one of its parts, or the part."""

    who: str
    words: str
    standing: str
    value: Value

    @property
    def text(self) -> str:
        return f"{self.who} returned {self.words} ({self.standing}). What is approved last counts."


@dataclass(frozen=True)
class Whole:
    """What was entered for England of a span whose parts are asked for here."""

    span: Span
    check: SumCheck
    words: str

    @property
    def key(self) -> str:
        """Of the cell that has the explanation."""
        return f"{SUM} {self.span.start}"

    @property
    def field(self) -> str:
        return f"cell-{SUM}_{self.span.start}-explanation"

    @property
    def text(self) -> str:
        return f"The values of {self.span.in_short} do not add up to what was entered for England, {self.words}."


@dataclass(frozen=True)
class ReturnChecks:
    """Everything that the values of one return are held against, by the key of their row."""

    of_row: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
    others: Mapping[str, OtherReturn] = field(default_factory=dict)
    wholes: tuple[Whole, ...] = ()

    def warnings(self, row: GridRow, value: Value) -> list[str]:
        """What is unusual about a value, in full sentences."""
        other = self.others.get(row.key)
        texts = found(self.of_row.get(row.key, ()), numbers_of(value))
        if other and kept(other.value).state != kept(value).state:
            texts.append(other.text)
        return list(dict.fromkeys(texts))

    def sums(self, grid: Grid, values: Mapping[str, Value | Refusal]) -> Iterator[Whole]:
        """The wholes that the values do not add up to."""
        for whole in self.wholes:
            rows = [row for row in grid.rows if row.span == whole.span]
            if not whole.check.adds_up([numbers_in(grid, row, values) for row in rows]):
                yield whole


def checks_of(grid: Grid, period: ReportingPeriod, writer: Organisation) -> ReturnChecks:
    """The number of queries does not grow with the rows."""
    others = dict(other_returns(grid, period, writer))
    history = {key: tuple(checks) for key, checks in of_histories(grid)}
    of_row = {
        row.key: (*history.get(row.organisation.pk, ()), *of_other(others.get(row.key)))
        for row in grid.rows
    }  # fmt: skip
    return ReturnChecks(of_row, others, tuple(wholes_of(grid, writer)))


def of_histories(grid: Grid) -> Iterator[tuple[int, Iterator[Check]]]:
    """For each organisation (by its key) what its values before the quarter say; one call of the engine for all."""
    rows = {row.organisation.pk: row for row in grid.rows}
    limits = limits_before(grid, rows)
    write = partial(in_full, grid.measure)
    is_count = not grid.measure.is_ratio and grid.measure.decimals == 0
    for key, row in rows.items():
        last = row.last.value if row.last else None
        yield key, history_checks(last, limits.get(key), write, is_count=is_count)


def limits_before(grid: Grid, rows: Mapping[int, GridRow]) -> dict[int, Limits]:
    """The limits in force before the quarter, where there are enough values that they are no trial limits."""
    cut = {key: replace(grid.series[key], points=row.before) for key, row in rows.items() if row.before}
    charted = {key: each for key, each in cut.items() if is_charted(each, grid.basis)}
    latest = {
        key: result.latest
        for key, result in zip(charted, analyse_series(list(charted.values())), strict=True)
        if not result.trial
    }
    return {key: Limits(row.lpl, row.upl, row.amr) for key, row in latest.items() if row.lpl is not None}


def of_other(other: OtherReturn | None) -> Iterator[Check]:
    return same_checks(numbers_of(other.value), other.text) if other else iter(())


def other_returns(grid: Grid, period: ReportingPeriod, writer: Organisation) -> Iterator[tuple[str, OtherReturn]]:
    """What the organisations themselves handed in, where England writes; what England did, where one of them does."""
    writers = grid.organisations if writer.kind == OrganisationKind.NATION else [Organisation.england()]
    rows = {row.key: row for row in grid.rows}
    entries = (
        MeasureReturn.objects.filter(measure=grid.measure, period=period, organisation__in=writers)
        .exclude(organisation=writer)
        .exclude(state__in=(EntryState.DRAFT, EntryState.SENT_BACK))
        .select_related("organisation")
        .order_by("version")
    )
    for entry in entries:
        for key, cell in entry.cells.items():
            value = read_cell(grid, rows[key], cell) if key in rows and not is_blank(cell) else None
            if isinstance(value, Value):
                standing = entry.get_state_display().lower()
                yield key, OtherReturn(entry.organisation.short_name, in_words(value), standing, value)


def wholes_of(grid: Grid, writer: Organisation) -> Iterator[Whole]:
    """What was entered for England, where its parts are written and the measure adds them up."""
    measure = grid.measure
    is_whole = writer.kind == OrganisationKind.NATION and measure.reported_by != OrganisationKind.NATION
    if not is_whole or measure.aggregation not in ADDED:
        return
    ends = {span.end: span for span in grid.spans}
    entered = Observation.objects.filter(
        measure=measure, organisation=writer, basis=grid.basis, end__in=ends, state=ValueState.VALUE
    )
    for each in entered.order_by("end"):
        numbers = Numbers(each.value, each.numerator, each.denominator)
        yield Whole(ends[each.end], SumCheck(numbers, measure.is_ratio), said(measure, each))


def numbers_of(value: Value) -> Numbers:
    """As they are kept: the value of a ratio is worked out."""
    row = kept(value)
    return Numbers(row.value, row.numerator, row.denominator)


def numbers_in(grid: Grid, row: GridRow, values: Mapping[str, Value | Refusal]) -> Numbers:
    """What a row comes to once the return is approved: what is typed, else what is on record."""
    value = values.get(row.key)
    if isinstance(value, Value):
        return numbers_of(value)
    point = None if isinstance(value, Refusal) else grid.on_record(row)
    return Numbers(point.value, point.numerator, point.denominator) if point else Numbers()


def in_full(measure: Measure, number: float) -> str:
    """With one decimal more than the measure has, so that no value seems to lie on the limit that it lies beyond."""
    text = f"{number:,.{measure.decimals + 1}f}".rstrip("0").rstrip(".")
    return f"{text}%" if measure.is_percentage else text


def in_words(value: Value) -> str:
    """`60.5% (121 of 200), provisional`, `Suppressed`."""
    return said(value.measure, kept(value))
