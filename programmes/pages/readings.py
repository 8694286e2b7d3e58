"""Series with what their charts find, for pages: also of what no control chart can be drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Value

from programmes.models import (
    Basis,
    Measure,
    MeasureReturnFile,
    Observation,
    ObservationChange,
    RollUp,
    StatedFigure,
    StepChange,
)
from programmes.pages.measure_words import wording_of
from programmes.series import ENTERED, ROLLED_UP, Series, analyse_series, read_series
from programmes.spc import Result, Variation, sentence
from programmes.spc.icons import Assurance
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation

# In the order in which a page without a wish shows them.
BASES = (Basis.IN_PERIOD, Basis.AS_AT, Basis.SINCE_BASELINE, Basis.YEAR_TO_DATE)
# A total since a day can only grow: its points are no process, and limits around them would say nothing.
CHARTED = (Basis.IN_PERIOD, Basis.AS_AT)
MONTHS = {Measure.Frequency.MONTH: 1, Measure.Frequency.QUARTER: 3, Measure.Frequency.YEAR: 12}
CHANGED, DECIDED, STATED, PROVED = "changed", "decided", "stated", "proved"
NOT_CHARTED = "No control chart is drawn: a total can only grow, so limits around it would say nothing."
NOT_READABLE = "No control chart is drawn: two values lie in one period."


@dataclass(frozen=True)
class Reading:
    """A series on one basis. `result` is None where no control chart can be drawn of it."""

    series: Series
    basis: str
    result: Result | None

    @property
    def has_icons(self) -> bool:
        return self.result is not None and not self.result.is_too_short

    @property
    def variation(self) -> Variation | None:
        """None where there are too few points for an icon."""
        return self.result.variation if self.has_icons else None

    @property
    def assurance(self) -> Assurance | None:
        return self.result.assurance if self.has_icons else None

    @property
    def is_trial(self) -> bool:
        return self.result is not None and self.result.trial

    @property
    def sentence(self) -> str:
        """The chart's headline and text alternative."""
        if self.result is None:
            return NOT_CHARTED if self.basis not in CHARTED else NOT_READABLE
        return sentence(self.result, wording_of(self.series.measure))


def read(
    user: User,
    measures: Sequence[Measure],
    organisations: Sequence[Organisation],
    *,
    basis: str = Basis.IN_PERIOD,
    until: date | None = None,
    rules: str = "mdc",
) -> list[Reading]:
    """The series that the person may read, measures first, each with its result."""
    return readings_of(read_series(user, measures, organisations, basis=basis, until=until), basis, rules)


def readings_of(series: Sequence[Series], basis: str, rules: str = "mdc") -> list[Reading]:
    charted = [each for each in series if is_charted(each, basis)]
    results = dict(zip(map(id, charted), analyse_series(charted, rules), strict=True))
    return [Reading(each, basis, results.get(id(each))) for each in series]


def is_charted(series: Series, basis: str) -> bool:
    """Whether a control chart can be drawn: of values of single periods, one each."""
    months = MONTHS[series.measure.frequency]
    periods = {(point.start.year * 12 + point.start.month - 1) // months for point in series.points}
    return basis in CHARTED and len(periods) == len(series.points)


def bases_found(
    user: User, measures: Sequence[Measure], organisations: Sequence[Organisation], until: date | None = None
) -> dict[int, list[str]]:
    """For each measure (by its key) on which bases the organisations have values that the person may read."""
    own = {"measure__in": measures, "end__lte": until or date.max}
    found: dict[int, set[str]] = {}
    for model in (Observation, RollUp):
        rows = model.objects.visible_to(user, among=organisations).filter(**own).order_by()
        for measure, basis in rows.values_list("measure_id", "basis").distinct():
            found.setdefault(measure, set()).add(basis)
    return {measure: in_order(bases) for measure, bases in found.items()}


@dataclass(frozen=True)
class WhatThereIs:
    """Of one measure and some organisations: on which bases values were entered, rolled up or changed; whether anybody
    decided on its step changes; whether a document states anything of it; whether any return of it has files.
    """

    entered: frozenset[str]
    rolled_up: frozenset[str]
    changed: frozenset[str]
    has_decisions: bool
    has_stated: bool
    has_files: bool

    @property
    def bases(self) -> list[str]:
        return in_order(self.entered | self.rolled_up)


def what_there_is(measure: Measure, organisations: Sequence[Organisation], until: date) -> WhatThereIs:
    """One query; the caller knows that the person may read the values of the organisations that end by `until`.

    Most measures have nothing but values, and each question that need not be asked is a tenth of a page's time.
    """
    own = {"measure": measure, "organisation__in": organisations}
    first, *others = (
        rows.order_by().annotate(kind=Value(kind), on=on).values_list("kind", "on").distinct()
        for kind, rows, on in (
            (ENTERED, Observation.objects.filter(**own, end__lte=until), F("basis")),
            (ROLLED_UP, RollUp.objects.filter(**own, end__lte=until), F("basis")),
            (CHANGED, ObservationChange.objects.filter(**own, end__lte=until), F("basis")),
            (DECIDED, StepChange.objects.filter(**own), Value("")),
            (STATED, StatedFigure.objects.filter(measure=measure), Value("")),
            (PROVED, MeasureReturnFile.objects.present().filter(entry__measure=measure), Value("")),
        )
    )
    found: dict[str, set[str]] = {}
    for kind, on in first.union(*others):
        found.setdefault(kind, set()).add(on)
    bases = (frozenset(found.get(kind, ())) for kind in (ENTERED, ROLLED_UP, CHANGED))
    return WhatThereIs(*bases, has_decisions=DECIDED in found, has_stated=STATED in found, has_files=PROVED in found)


def in_order(bases: Iterable[str]) -> list[str]:
    return [basis for basis in BASES if basis in bases]
