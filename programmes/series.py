"""One measure of one organisation through time, as a reader may see it, and what its chart finds.

The only place that decides which values a chart draws: what was entered or what was rolled up (`measure.shown`), and
England's illustrative history only where a measure has no real value for England. The number of queries does not grow
with the number of series.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
from programmes.spc import DatedTarget, Direction, Frequency, Options, Result, SeriesSet, analyse_many
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind

ENTERED, ROLLED_UP, ILLUSTRATIVE = "entered", "rolled_up", "illustrative"


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One span of time. `value` is None unless `state` is a value. `reported` of `expected` for what was rolled up."""

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
) -> list[Series]:
    """The series of every measure for every organisation that have a point, measures first, in the given orders.

    `until` leaves out what ends later: a published quarter shows what was known at its end.
    """
    organisations = list(organisations)
    last_day = visible_through(user)
    if last_day is None:
        return []
    until = min(last_day, until or date.max)
    entered = _points(Observation, user, measures, organisations, basis, until)
    rolled_up = _points(RollUp, user, measures, organisations, basis, until)
    england = next((each for each in organisations if each.kind == OrganisationKind.NATION), None)
    illustrative = _illustrative(measures, until) if england and basis == Basis.IN_PERIOD else {}
    steps, ambitions = _steps(measures, organisations), _ambitions(measures)
    found = []
    for measure in measures:
        for organisation in organisations:
            key = (measure.pk, organisation.pk)
            points, origin = _chosen(measure, entered.get(key), rolled_up.get(key))
            if not points and organisation == england:
                points, origin = illustrative.get(measure.pk, ()), ILLUSTRATIVE
            if points:
                found.append(
                    Series(
                        measure,
                        organisation,
                        tuple(points),
                        origin,
                        steps.get(key, ()),
                        ambitions.get(measure.pk, ()),
                    )
                )
    return found


def analyse_series(series: Sequence[Series], rules: str = "mdc") -> list[Result]:
    """What the chart of each series finds, in their order; one call of the engine for all of them."""
    if not series:
        return []
    named = {str(place): [(point.start, point.value) for point in each.points] for place, each in enumerate(series)}
    return list(analyse_many(SeriesSet.of_points(named), [each.options(rules) for each in series]))


def _chosen(
    measure: Measure, entered: list[SeriesPoint] | None, rolled_up: list[SeriesPoint] | None
) -> tuple[Sequence[SeriesPoint], str]:
    """What the measure says is shown; the other where that has no row."""
    first, second = (entered, ENTERED), (rolled_up, ROLLED_UP)
    if measure.shown == Measure.Shown.ROLLED_UP:
        first, second = second, first
    points, origin = first if first[0] else second
    return points or (), origin


def _points(
    model: type[Observation] | type[RollUp],
    user: User,
    measures: Sequence[Measure],
    organisations: list[Organisation],
    basis: str,
    until: date,
) -> dict[Key, list[SeriesPoint]]:
    names = ["start", "end", "value", "numerator", "denominator", "is_final"]
    names += ["state", "qualifier"] if model is Observation else ["reported", "expected"]
    rows = (
        model.objects.visible_to(user)
        .filter(measure__in=measures, organisation__in=organisations, basis=basis, end__lte=until)
        .order_by("measure_id", "organisation_id", "end")
        .values_list("measure_id", "organisation_id", *names)
    )
    found: dict[Key, list[SeriesPoint]] = defaultdict(list)
    for measure, organisation, *values in rows:
        found[measure, organisation].append(SeriesPoint(**dict(zip(names, values, strict=True))))
    return found


def _illustrative(measures: Sequence[Measure], until: date) -> dict[int, list[SeriesPoint]]:
    rows = IllustrativeObservation.objects.filter(measure__in=measures, end__lte=until).order_by("measure", "end")
    found: dict[int, list[SeriesPoint]] = defaultdict(list)
    for row in rows:
        point = SeriesPoint(row.start, row.end, row.value, numerator=row.numerator, denominator=row.denominator)
        found[row.measure_id].append(point)
    return found


def _steps(measures: Sequence[Measure], organisations: list[Organisation]) -> dict[Key, tuple[date, ...]]:
    found: dict[Key, list[date]] = defaultdict(list)
    rows = StepChange.objects.in_force().filter(measure__in=measures, organisation__in=organisations)
    for measure, organisation, day in rows.order_by("starts_on").values_list("measure", "organisation", "starts_on"):
        found[measure, organisation].append(day)
    return {key: tuple(days) for key, days in found.items()}


def _ambitions(measures: Sequence[Measure]) -> dict[int, tuple[Ambition, ...]]:
    found: dict[int, list[Ambition]] = defaultdict(list)
    for ambition in Ambition.objects.filter(measure__in=measures).order_by("since", "pk"):
        found[ambition.measure_id].append(ambition)
    return {measure: tuple(rows) for measure, rows in found.items()}
