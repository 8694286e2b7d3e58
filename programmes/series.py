"""One measure of one organisation through time, as a reader may see it, and what its chart finds.

The only place that decides which values a chart draws: what was entered or what was rolled up (`measure.shown`), and
England's illustrative history only where a measure has no real value for England. The number of queries does not grow
with the number of series.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from programmes.models import (
    Ambition,
    Basis,
    IllustrativeObservation,
    Measure,
    Observation,
    RollUp,
    StepChange,
    ValueState,
)
from programmes.models.observations import visible_through
from programmes.results import Points, results_for
from programmes.spc import Analysis, DatedTarget, Direction, Frequency, Options, Result, SeriesSet, analyse_many
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind

ENTERED, ROLLED_UP, ILLUSTRATIVE = "entered", "rolled_up", "illustrative"


class SeriesPoint(NamedTuple):
    """One span of time. `value` is None unless `state` is a value. `reported` of `expected` for what was rolled up.

    A named tuple, because a page may read thousands, and a frozen dataclass takes several times as long to make.
    """

    start: date
    end: date
    value: float | None
    state: str = ValueState.VALUE
    numerator: float | None = None
    denominator: float | None = None
    is_final: bool = True
    qualifier: str = ""
    reported: int | None = None
    expected: int | None = None


@dataclass(frozen=True)
class Series:
    """The points of one measure and organisation, oldest first, and where they come from: `origin` is ENTERED,
    ROLLED_UP or ILLUSTRATIVE.
    """

    measure: Measure
    organisation: Organisation
    points: tuple[SeriesPoint, ...]
    origin: str = ENTERED
    step_changes: tuple[date, ...] = ()
    ambitions: tuple[Ambition, ...] = ()

    @property
    def is_illustrative(self) -> bool:
        return self.origin == ILLUSTRATIVE

    @property
    def latest(self) -> SeriesPoint | None:
        return self.points[-1] if self.points else None

    def options(self, rules: str = "mdc") -> Options:
        """What the chart is drawn with."""
        return Options(
            direction=Direction(self.measure.direction),
            targets=tuple(DatedTarget(each.value, each.since) for each in self.ambitions),
            rebase=self.step_changes,
            rules=rules,
            frequency=Frequency(self.measure.frequency),
        )


Key = tuple[int, int]  # measure, organisation


def read_series(
    user: User,
    measures: Sequence[Measure],
    organisations: Iterable[Organisation],
    *,
    basis: str = Basis.IN_PERIOD,
    until: date | None = None,
    has_decisions: bool = True,
) -> list[Series]:
    """The series of every measure for every organisation that have a point, measures first, in the given orders.

    `until` leaves out what ends later: a published quarter shows what was known at its end. `has_decisions` is False
    where the caller knows that nobody has decided on a step change.
    """
    organisations = list(organisations)
    last_day = visible_through(user)
    if last_day is None:
        return []
    until = min(last_day, until or date.max)
    shown = _shown_points(user, measures, organisations, basis, until)
    england = next((each for each in organisations if each.kind == OrganisationKind.NATION), None)
    lacking = [each for each in measures if england and (each.pk, england.pk) not in shown]
    illustrative = _illustrative(lacking, until) if lacking and basis == Basis.IN_PERIOD else {}
    steps = _steps(measures, organisations) if has_decisions else {}
    read_ambitions(measures)
    found = []
    for measure in measures:
        for organisation in organisations:
            key = (measure.pk, organisation.pk)
            points, origin = shown.get(key, ((), ENTERED))
            days = steps.get(key, ())
            if not points and organisation == england:
                (points, days), origin = illustrative.get(measure.pk, ((), ())), ILLUSTRATIVE
            if points:
                found.append(Series(measure, organisation, tuple(points), origin, days, measure.dated_ambitions))
    return found


def analyse_series(series: Sequence[Series], rules: str = "mdc") -> list[Result]:
    """What the chart of each series finds, in their order."""
    return results_for([(_valued(each), each.options(rules)) for each in series])


def analysis_of(series: Sequence[Series], rules: str = "mdc") -> Analysis:
    """The same as arrays, for who wants to put many series in order before any becomes a result."""
    named = {str(place): _valued(each) for place, each in enumerate(series)}
    return analyse_many(SeriesSet.of_points(named), [each.options(rules) for each in series])


def _valued(series: Series) -> Points:
    return tuple([(point.start, point.value) for point in series.points])


def _shown_points(
    user: User, measures: Sequence[Measure], organisations: list[Organisation], basis: str, until: date
) -> dict[Key, tuple[list[SeriesPoint], str]]:
    """What each measure says is shown, and where it comes from; the other where that has no row. The other is read only
    for measures that lack something.
    """
    found: dict[Key, tuple[list[SeriesPoint], str]] = {}
    for origin, other in ((ENTERED, ROLLED_UP), (ROLLED_UP, ENTERED)):
        wanted = [measure for measure in measures if measure.shown == origin]
        points = _points(origin, user, wanted, organisations, basis, until)
        keys = {measure: {(measure.pk, each.pk) for each in organisations} for measure in wanted}
        lacking = [measure for measure in wanted if not keys[measure] <= points.keys()]
        others = _points(other, user, lacking, organisations, basis, until)
        found |= {key: (rows, other) for key, rows in others.items()} | {
            key: (rows, origin) for key, rows in points.items()
        }
    return found


def other_points(user: User, series: Series, basis: str, until: date) -> list[SeriesPoint]:
    """What was rolled up where the series is what was entered, and the other way round. One query."""
    other = ROLLED_UP if series.origin == ENTERED else ENTERED
    found = _points(other, user, [series.measure], [series.organisation], basis, until)
    return found.get((series.measure.pk, series.organisation.pk), [])


# A point's columns, in its own order; a roll-up has neither a state nor a qualifier.
ENTERED_COLUMNS = ("start", "end", "value", "state", "numerator", "denominator", "is_final", "qualifier")
ROLLED_UP_COLUMNS = ("start", "end", "value", "numerator", "denominator", "is_final", "reported", "expected")


def _points(
    origin: str, user: User, measures: Sequence[Measure], organisations: list[Organisation], basis: str, until: date
) -> dict[Key, list[SeriesPoint]]:
    if not measures:
        return {}
    model, columns = (Observation, ENTERED_COLUMNS) if origin == ENTERED else (RollUp, ROLLED_UP_COLUMNS)
    rows = (
        model.objects.visible_to(user, among=organisations)
        .filter(measure__in=measures, basis=basis, end__lte=until)
        # The keys, as the index has them: by the records themselves they would be sorted through four tables.
        .order_by("measure_id", "organisation_id", "end")
        .values_list("measure_id", "organisation_id", *columns)
    )
    found: dict[Key, list[SeriesPoint]] = defaultdict(list)
    if origin == ENTERED:
        for measure, organisation, *values in rows:
            found[measure, organisation].append(SeriesPoint(*values))
    else:
        is_value = ValueState.VALUE  # looked up once: to ask the enumeration takes as long as to make the point
        for measure, organisation, start, end, value, numerator, denominator, is_final, reported, expected in rows:
            found[measure, organisation].append(
                SeriesPoint(start, end, value, is_value, numerator, denominator, is_final, "", reported, expected)
            )
    return found


def _illustrative(measures: Sequence[Measure], until: date) -> dict[int, tuple[list[SeriesPoint], tuple[date, ...]]]:
    """Of each measure the made-up points, and where their own limits start again; no decision counts for them."""
    rows = IllustrativeObservation.objects.filter(measure__in=measures, end__lte=until).order_by("measure_id", "end")
    points: dict[int, list[SeriesPoint]] = defaultdict(list)
    days: dict[int, list[date]] = defaultdict(list)
    for row in rows:
        point = SeriesPoint(row.start, row.end, row.value, numerator=row.numerator, denominator=row.denominator)
        points[row.measure_id].append(point)
        if row.starts_part:
            days[row.measure_id].append(row.start)
    return {measure: (found, tuple(days[measure])) for measure, found in points.items()}


def _steps(measures: Sequence[Measure], organisations: list[Organisation]) -> dict[Key, tuple[date, ...]]:
    found: dict[Key, list[date]] = defaultdict(list)
    rows = StepChange.objects.in_force().filter(measure__in=measures, organisation__in=organisations)
    for measure, organisation, day in rows.order_by("starts_on").values_list("measure", "organisation", "starts_on"):
        found[measure, organisation].append(day)
    return {key: tuple(days) for key, days in found.items()}


def read_ambitions(measures: Sequence[Measure]) -> None:
    """Put on each measure its `dated_ambitions`, earliest first and with their sources. One query, or none.

    Django's own prefetching makes a manager for each measure, which takes longer than to read them.
    """
    lacking = [measure for measure in measures if not hasattr(measure, "dated_ambitions")]
    if not lacking:
        return
    found: dict[int, list[Ambition]] = defaultdict(list)
    for row in Ambition.objects.filter(measure__in=lacking).select_related("source").order_by("since", "pk"):
        found[row.measure_id].append(row)
    for measure in lacking:
        measure.dated_ambitions = tuple(found[measure.pk])
