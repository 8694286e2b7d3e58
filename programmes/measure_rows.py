"""Measures at a quarter's end as frozen rows: what their icons say, and the points that their charts are drawn from."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from programmes.models import Basis, Measure, Observation, StatedFigure, ValueState
from programmes.pages.icon_table import IconRow, icon_rows
from programmes.pages.measure_words import value_in_words
from programmes.results import results_for
from programmes.rows import AmbitionRow, MeasureRow, OrganisationValue
from programmes.series import ENTERED, SeriesPoint
from programmes.spc import DatedTarget, Direction, Frequency, Options, Result
from pssdash.accounts.permissions import Permission
from pssdash.accounts.roles import EDITOR, ROLES
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter


class NationalView:
    """Reads as the national team does, where no person asks: for what is frozen when a quarter is published, and for
    pages whose view has made sure of the reader.
    """

    def has_perm(self, permission: str) -> bool:
        return permission in ROLES[EDITOR] - {Permission.EDIT_UPDATES}


def measure_rows(
    period: ReportingPeriod, measures: Sequence[Measure], england: Organisation, estimates: Container[int]
) -> list[MeasureRow]:
    """The measures as they are known at the end of the quarter. Illustrative series are left out: such a measure has a
    row without values. `estimates` are the keys of those that hold the results of an outcome model. The number of
    queries does not grow with the measures.
    """
    rows = icon_rows(NationalView(), measures, england, period.quarter.end)
    values = values_of_organisations(period.quarter, measures)
    stated = stated_of_measures(period, measures)
    return [
        _row(
            _without_values(row) if row.is_illustrative else row,
            is_estimate=row.measure.pk in estimates,
            organisations=tuple(values.get(row.measure.pk, ())),
            stated=tuple(stated.get(row.measure.pk, ())),
        )
        for row in rows
    ]


def illustrative_rows(period: ReportingPeriod, slugs: Iterable[str]) -> list[MeasureRow]:
    """The illustrative series, of those measures that have no real value: never part of what is published."""
    measures = list(Measure.objects.filter(slug__in=list(slugs)).exclude(illustrative_observations=None).distinct())
    if not measures:
        return []
    rows = icon_rows(NationalView(), measures, Organisation.england(), period.quarter.end)
    return [_row(row) for row in rows if row.is_illustrative]


def _without_values(row: IconRow) -> IconRow:
    return IconRow(row.measure, row.organisation, None, row.ambition)


def _row(
    row: IconRow,
    *,
    is_estimate: bool = False,
    organisations: tuple[OrganisationValue, ...] = (),
    stated: tuple[str, ...] = (),
) -> MeasureRow:
    measure, series = row.measure, row.reading.series if row.reading else None
    return MeasureRow(
        slug=measure.slug,
        name=measure.name,
        short_name=measure.short_name,
        workstream_slug=measure.workstream.slug,
        kind=measure.kind,
        unit=measure.unit,
        decimals=measure.decimals,
        direction=measure.direction,
        frequency=measure.frequency,
        aggregation=measure.aggregation,
        is_estimate=is_estimate,
        definition=measure.definition,
        population=measure.population,
        value=row.value,
        period=row.period,
        basis=row.basis,
        last_known=row.last_known,
        coverage=row.coverage,
        ambition=row.ambition,
        sentence=row.sentence,
        variation=row.variation,
        assurance=row.assurance,
        is_trial=row.is_trial,
        is_provisional=row.is_provisional,
        origin=series.origin if series else ENTERED,
        points=series.points if series else (),
        step_changes=series.step_changes if series else (),
        ambitions=tuple(
            AmbitionRow(value=each.value, since=each.since, by=each.by) for each in (series.ambitions if series else ())
        ),
        organisations=organisations,
        stated=stated,
    )


def values_of_organisations(quarter: Quarter, measures: Iterable[Measure]) -> dict[int, list[OrganisationValue]]:
    """The single values of the quarter, of measures whose organisations the national report names."""
    named = {measure.pk: measure for measure in measures if measure.names_organisations}
    if not named:
        return {}
    rows = (
        Observation.objects.filter(measure__in=list(named), end=quarter.end, basis__in=[Basis.IN_PERIOD, Basis.AS_AT])
        .exclude(organisation__kind=OrganisationKind.NATION)
        .select_related("organisation")
        .order_by("organisation__short_name", "pk")
    )
    found: dict[int, list[OrganisationValue]] = defaultdict(list)
    for row in rows:
        point = SeriesPoint(row.start, row.end, row.value, row.state, qualifier=row.qualifier)
        words = value_in_words(named[row.measure_id], point)
        value = row.value if row.state == ValueState.VALUE else None
        organisation = row.organisation
        found[row.measure_id].append(
            OrganisationValue(code=organisation.code, name=organisation.short_name, words=words, value=value)
        )
    return found


def stated_of_measures(period: ReportingPeriod, measures: Iterable[Measure]) -> dict[int, list[str]]:
    """The slugs of what the quarter's report states of each measure, for England."""
    if period.source_id is None:
        return {}
    figures = StatedFigure.objects.filter(
        measure__in=list(measures), source_id=period.source_id, organisation__kind=OrganisationKind.NATION
    ).order_by("position", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    for measure, slug in figures.values_list("measure_id", "slug"):
        found[measure].append(slug)
    return found


def analyse_rows(rows: Sequence[MeasureRow]) -> list[Result]:
    """What the charts of the rows find, in their order."""
    return results_for([(tuple([(each.start, each.value) for each in row.points]), options_of(row)) for row in rows])


def options_of(row: MeasureRow) -> Options:
    return Options(
        direction=Direction(row.direction),
        targets=tuple(DatedTarget(each.value, each.since) for each in row.ambitions),
        rebase=row.step_changes,
        frequency=Frequency(row.frequency),
    )
