"""Measures at a quarter's end as frozen rows: what their icons say, and the points that their charts are drawn from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from programmes.models import Basis, Measure, Observation, StatedFigure, ValueState
from programmes.pages.icon_table import IconRow, icon_rows
from programmes.pages.measure_words import value_in_words
from programmes.rows import AmbitionRow, MeasureRow, OrganisationValue
from programmes.series import ENTERED, SeriesPoint
from programmes.spc import DatedTarget, Direction, Frequency, Options, Result, SeriesSet, analyse_many
from pssdash.accounts.permissions import Permission
from pssdash.accounts.roles import EDITOR, ROLES
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.quarters import Quarter


class NationalView:
    """Reads as the national team does, where no person asks: for what is frozen when a quarter is published, and for
    pages whose view has made sure of the reader.
    """

    def has_perm(self, permission: str) -> bool:
        return permission in ROLES[EDITOR] - {Permission.EDIT_UPDATES}


def measure_rows(quarter: Quarter, measures: Sequence[Measure]) -> tuple[list[MeasureRow], list[MeasureRow]]:
    """The measures as they are known at the quarter's end, and those of them whose series is illustrative.

    A measure with an illustrative series has in the first list a row without values.
    """
    england = Organisation.england()
    rows = icon_rows(NationalView(), measures, england, quarter.end)
    values = values_of_organisations(quarter, measures)
    stated = stated_of_measures(measures)
    real = [_without_values(row) if row.is_illustrative else row for row in rows]
    published = [_row(row, values.get(row.measure.pk, ()), stated.get(row.measure.pk, ())) for row in real]
    made_up = [_row(row, (), stated.get(row.measure.pk, ())) for row in rows if row.is_illustrative]
    return published, made_up


def _without_values(row: IconRow) -> IconRow:
    return IconRow(row.measure, row.organisation, None, row.ambition)


def _row(row: IconRow, values: Iterable[OrganisationValue], stated: Iterable[str]) -> MeasureRow:
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
        organisations=tuple(values),
        stated=tuple(stated),
    )


def values_of_organisations(quarter: Quarter, measures: Iterable[Measure]) -> dict[int, list[OrganisationValue]]:
    """The single values of the quarter, of measures whose organisations the national report names."""
    named = {measure.pk: measure for measure in measures if measure.names_organisations}
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


def stated_of_measures(measures: Iterable[Measure]) -> dict[int, list[str]]:
    """The slugs of the levels that reports state of each measure: what there is where the months are not printed."""
    figures = StatedFigure.objects.filter(
        measure__in=list(measures), role__in=[StatedFigure.Role.MEAN, StatedFigure.Role.BASELINE]
    ).order_by("position", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    for measure, slug in figures.values_list("measure_id", "slug"):
        found[measure].append(slug)
    return found


def analyse_rows(rows: Sequence[MeasureRow]) -> list[Result]:
    """What the charts of the rows find, in their order; one call of the engine for all of them."""
    if not rows:
        return []
    named = {str(place): [(point.start, point.value) for point in row.points] for place, row in enumerate(rows)}
    return list(analyse_many(SeriesSet.of_points(named), [options_of(row) for row in rows]))


def options_of(row: MeasureRow) -> Options:
    return Options(
        direction=Direction(row.direction),
        targets=tuple(DatedTarget(each.value, each.since) for each in row.ambitions),
        rebase=row.step_changes,
        frequency=Frequency(row.frequency),
    )
