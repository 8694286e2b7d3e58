"""Which values a chart draws, and for whom."""

from datetime import date

import pytest

from programmes.models import IllustrativeObservation, Measure, ValueState
from programmes.series import ENTERED, ILLUSTRATIVE, ROLLED_UP, analyse_series, read_series
from pssdash.accounts import roles
from pssdash.organisations.models import OrganisationLink
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative, make_england, make_icb, make_organisation, make_region
from tests.factories.programmes import (
    make_ambition,
    make_measure,
    make_monthly,
    make_observation,
    make_roll_up,
    make_step_change,
    span_of,
)

pytestmark = pytest.mark.django_db
APRIL = date(2024, 4, 1)


def editor():
    return make_user(roles.EDITOR)


def publish_programmes(quarter: str) -> None:
    state = ReportingPeriod.State.PUBLISHED
    make_period(quarter, state, covers_objectives=False, covers_programmes=True)


def values_of(series):
    return [point.value for point in series.points]


def test_series_has_its_points_in_order_and_missing_ones_as_none():
    measure = make_measure()
    make_monthly(measure, [60, None, 61.5])

    [series] = read_series(editor(), [measure], [make_england()])

    assert values_of(series) == [60, None, 61.5]
    assert series.points[1].state == ValueState.NOT_SUBMITTED


def test_what_was_entered_is_shown_unless_the_measure_says_rolled_up():
    entered, added_up = make_measure(), make_measure(shown=Measure.Shown.ROLLED_UP)
    for measure in (entered, added_up):
        make_observation(measure, APRIL, 60)
        make_roll_up(measure, APRIL, 58, reported=3, expected=4)

    first, second = read_series(editor(), [entered, added_up], [make_england()])

    assert (first.origin, values_of(first)) == (ENTERED, [60])
    assert (second.origin, values_of(second)) == (ROLLED_UP, [58])
    assert (second.points[0].reported, second.points[0].expected) == (3, 4)


def make_illustrative(measure):
    IllustrativeObservation.objects.create(measure=measure, start=APRIL, end=span_of(measure, APRIL), value=66.5)


def test_illustrative_history_stands_in_for_england_alone():
    measure = make_measure()
    make_illustrative(measure)

    [series] = read_series(editor(), [measure], [make_england(), make_region()])

    assert (series.organisation, series.origin, values_of(series)) == (make_england(), ILLUSTRATIVE, [66.5])


def test_one_real_value_of_england_ends_the_illustrative_history():
    measure = make_measure()
    make_illustrative(measure)
    make_observation(measure, date(2024, 5, 1), 70)

    [series] = read_series(editor(), [measure], [make_england()])

    assert (series.origin, values_of(series)) == (ENTERED, [70])


def test_board_member_reads_england_up_to_the_end_of_the_published_quarter():
    measure = make_measure()
    make_monthly(measure, [1, 2, 3, 4], begin=date(2024, 8, 1))
    publish_programmes("Q2 2024/25")

    [series] = read_series(make_user(roles.BOARD_MEMBER), [measure], [make_england()])

    assert values_of(series) == [1, 2]


def test_nothing_is_read_before_a_quarter_of_the_programmes_is_published():
    measure = make_measure()
    make_observation(measure, APRIL, 60)
    make_period("Q1 2024/25", ReportingPeriod.State.PUBLISHED)

    assert read_series(make_user(roles.BOARD_MEMBER), [measure], [make_england()]) == []


def test_regional_lead_reads_the_organisations_inside_the_region_and_no_others():
    publish_programmes("Q2 2024/25")
    measure = make_measure()
    region, psc = make_region(), make_collaborative()
    icb, elsewhere = make_icb(region, psc), make_icb(make_region())
    trust = make_organisation("trust")
    OrganisationLink.objects.create(kind=OrganisationLink.Kind.ICB, child=trust, parent=icb)
    for organisation in (region, psc, icb, trust, elsewhere):
        make_observation(measure, APRIL, 50, organisation=organisation)
    lead = make_user(roles.REGIONAL_LEAD, organisations=(region,))

    found = read_series(lead, [measure], [region, psc, icb, trust, elsewhere])

    assert [series.organisation for series in found] == [region, psc, icb, trust]


def test_values_that_the_national_report_prints_are_for_every_reader():
    publish_programmes("Q2 2024/25")
    measure, psc = make_measure(names_organisations=True), make_collaborative()
    make_observation(measure, APRIL, 9, organisation=psc)

    assert len(read_series(make_user(roles.BOARD_MEMBER), [measure], [psc])) == 1


def test_regional_lead_reads_elsewhere_only_what_the_national_report_prints():
    publish_programmes("Q2 2024/25")
    named, other = make_measure(names_organisations=True), make_measure()
    region = make_region()
    inside, elsewhere = (make_icb(each, make_collaborative()) for each in (region, make_region()))
    for measure in (named, other):
        for organisation in (inside, elsewhere):
            make_observation(measure, APRIL, 50, organisation=organisation)
    lead = make_user(roles.REGIONAL_LEAD, organisations=(region,))

    found = read_series(lead, [named, other], [inside, elsewhere])

    assert [(each.measure, each.organisation) for each in found] == [
        (named, inside), (named, elsewhere), (other, inside),
    ]  # fmt: skip


def test_chart_follows_accepted_step_changes_and_ambitions():
    measure = make_measure()
    make_monthly(measure, [60, 61, 60, 61, 80, 81, 80, 81], begin=date(2024, 1, 1))
    make_step_change(measure, date(2024, 5, 1))
    make_step_change(measure, date(2024, 7, 1), decision="declined")
    make_ambition(measure, 85)

    [result] = analyse_series(read_series(editor(), [measure], [make_england()]))

    assert [part.mean for part in result.parts] == [60.5, 80.5]
    assert result.target == 85


def test_number_of_queries_does_not_grow_with_the_series(query_count):
    user, england = editor(), make_england()
    measures = [make_measure() for _ in range(6)]
    for measure in measures:
        make_monthly(measure, [1, 2, 3])

    few = query_count(lambda: read_series(user, measures[:1], [england]))
    user = type(user).objects.get(pk=user.pk)
    many = query_count(lambda: read_series(user, measures, [england]))

    assert few == many
