"""The grid of a measure's return: whose values of which spans a quarter asks for, and what was known of each before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from programmes.models import Basis, Measure, Observation
from programmes.observations.periods import period_end, period_start
from programmes.series import Series, SeriesPoint, read_series
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter

ROWS_A_PAGE = 60  # five fields a row: well below the thousand fields that a form may send


@dataclass(frozen=True)
class Span:
    """One period of the measure that ends in the quarter."""

    start: date
    end: date

    @property
    def in_short(self) -> str:
        """Its month, or its quarter, or the months from which to which."""
        first, last = f"{self.start:%b %Y}", f"{self.end:%b %Y}"
        if first == last:
            return first
        quarter = Quarter.containing(self.start)
        return quarter.short if (quarter.start, quarter.end) == (self.start, self.end) else f"{first} to {last}"


@dataclass(frozen=True)
class GridRow:
    """One cell of the return: an organisation in a span, and the points of its series before the quarter."""

    organisation: Organisation
    span: Span
    before: tuple[SeriesPoint, ...]

    @property
    def key(self) -> str:
        return f"{self.organisation.code} {self.span.start}"

    def field(self, part: str) -> str:
        """The name of a part's field in the form."""
        return f"cell-{self.organisation.code}_{self.span.start}-{part}"

    @property
    def place(self) -> str:
        """`North PSC, Jul 2024`, `North PSC, Q2 2024/25`: which row a message is about."""
        return f"{self.organisation.short_name}, {self.span.in_short}"

    @property
    def last(self) -> SeriesPoint | None:
        """The last value before, if there is one."""
        return next((point for point in reversed(self.before) if point.value is not None), None)


@dataclass(frozen=True)
class Grid:
    """Every row that the writer is asked for, spans first, and how the measure's values are dated. `series` has, by
    the organisation's key, the real values on record.
    """

    measure: Measure
    basis: str
    spans: tuple[Span, ...]
    organisations: tuple[Organisation, ...]
    rows: tuple[GridRow, ...]
    series: Mapping[int, Series] = field(default_factory=dict)

    def on_record(self, row: GridRow) -> SeriesPoint | None:
        """What the row's organisation has for its span already."""
        series = self.series.get(row.organisation.pk)
        return next((point for point in series.points if point.end == row.span.end), None) if series else None


def build_grid(measure: Measure, period: ReportingPeriod, writer: Organisation, user: User) -> Grid:
    """The rows of `writer`: all that report for the nation, else its own. The number of queries does not grow."""
    basis = basis_of(measure)
    spans = spans_in(measure, period.quarter, basis)
    organisations = tuple(reporting(measure, period.quarter, writer)) if spans else ()
    first = period.quarter.start
    found = read_series(user, [measure], organisations, basis=basis)
    series = {each.organisation.pk: each for each in found if not each.is_illustrative}
    before = {key: tuple(point for point in each.points if point.end < first) for key, each in series.items()}
    rows = tuple(
        GridRow(organisation, span, before.get(organisation.pk, ())) for span in spans for organisation in organisations
    )
    return Grid(measure, basis, spans, organisations, rows, series)


def reporting(measure: Measure, quarter: Quarter, writer: Organisation) -> Iterable[Organisation]:
    """Who reports the measure and was open at the quarter's end, by short name; of them the writer, if not England."""
    at_level = Organisation.objects.of_kind(measure.reported_by).open_at(quarter.end).order_by("short_name", "code")
    if writer.kind != OrganisationKind.NATION:
        return at_level.filter(pk=writer.pk)
    return measure.asks(at_level)


def basis_of(measure: Measure) -> str:
    """How its values are dated so far: in the period, unless all that it has are as at a date."""
    known = set(Observation.objects.filter(measure=measure).order_by().values_list("basis", flat=True).distinct())
    return Basis.AS_AT if Basis.AS_AT in known and Basis.IN_PERIOD not in known else Basis.IN_PERIOD


def spans_in(measure: Measure, quarter: Quarter, basis: str) -> tuple[Span, ...]:
    """The measure's periods that end in the quarter."""
    return spans_of(measure.frequency, quarter, basis)


def spans_of(frequency: str, quarter: Quarter, basis: str) -> tuple[Span, ...]:
    """What ends in the quarter: three months, a quarter, or an NHS year in its last quarter."""
    found, day = [], quarter.start
    while day <= quarter.end:
        start = period_start(frequency, day)
        end = period_end(frequency, start)
        if end <= quarter.end:
            found.append(Span(end if basis == Basis.AS_AT else start, end))
        day = end + timedelta(days=1)
    return tuple(found)
