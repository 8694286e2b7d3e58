"""The measures of a region: which organisations stand beside England, and for whom."""

from datetime import date

import pytest

from pssdash.accounts import roles
from pssdash.board.region_measures import MEASURES_A_PAGE, region_measures
from pssdash.organisations.models import OrganisationLink
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative, make_england, make_icb, make_organisation, make_region
from tests.factories.programmes import make_ambition, make_measure, make_observation, make_roll_up

pytestmark = pytest.mark.django_db
APRIL, JULY = date(2024, 4, 1), date(2024, 7, 1)


@pytest.fixture
def england():
    return make_england()


@pytest.fixture
def north(england):
    return make_region(code="NORTH", short_name="North")


@pytest.fixture
def published():
    return make_period("Q1 2024/25", ReportingPeriod.State.PUBLISHED, covers_programmes=True)


def lead_of(region):
    return make_user(roles.REGIONAL_LEAD, organisations=(region,))


def names(found):
    return [row.organisation.short_name for row in found.rows]


def test_organisations_of_the_region_stand_beside_england(england, north, published):
    psc = make_collaborative(short_name="PSC")
    icb = make_icb(north, psc, short_name="ICB")
    elsewhere = make_icb(make_region(), short_name="Elsewhere")
    trust = make_organisation("trust", short_name="Trust")
    OrganisationLink.objects.create(kind="icb", child=trust, parent=icb)
    measure = make_measure()
    for organisation in (psc, icb, elsewhere, trust):
        make_observation(measure, APRIL, 60, organisation=organisation)
    for organisation in (england, north):
        make_roll_up(measure, APRIL, 60, organisation=organisation)

    assert names(region_measures(north, lead_of(north))) == ["England", "North", "ICB", "PSC"]
    assert names(region_measures(north, make_user(roles.EDITOR))) == ["England", "North", "ICB", "PSC"]


def test_measure_without_values_in_the_region_is_left_out(england, north, published):
    make_observation(make_measure(), APRIL, 60)
    make_observation(make_measure(), JULY, 60, organisation=north)

    found = region_measures(north, lead_of(north))

    assert (found.rows, found.page.paginator.count) == ((), 0)


def test_what_is_not_published_is_shown_to_nobody(england, north, published):
    measure = make_measure()
    make_observation(measure, APRIL, 60, organisation=north)
    make_observation(measure, JULY, 70, organisation=north)

    for reader in (lead_of(north), make_user(roles.EDITOR)):
        assert [row.value for row in region_measures(north, reader).rows] == ["60%"]


def test_without_a_published_quarter_there_is_nothing(england, north):
    make_observation(make_measure(), APRIL, 60, organisation=north)

    assert region_measures(north, lead_of(north)).quarter is None


def test_many_measures_are_paged(england, north, published):
    for _ in range(MEASURES_A_PAGE + 1):
        make_observation(make_measure(), APRIL, 60, organisation=north)

    assert len(region_measures(north, lead_of(north)).rows) == MEASURES_A_PAGE
    assert len(region_measures(north, lead_of(north), "2").rows) == 1
    assert len(region_measures(north, lead_of(north), "last").rows) == MEASURES_A_PAGE


def test_page_of_the_region_has_its_measures(client, england, north, published):
    measure = make_measure(name="Warm babies")
    make_ambition(measure, 85)
    make_observation(measure, APRIL, 61.5, organisation=north)
    client.force_login(lead_of(north))

    text = " ".join(client.get("/regions/NORTH/").content.decode().split())

    assert "Warm babies (ambition 85%)" in text
    assert "61.5%" in text
    assert f'href="{measure.get_absolute_url()}?organisation=NORTH"' in text


def test_page_of_the_region_leads_to_the_pages_of_its_measures(client, england, north, published):
    for _ in range(MEASURES_A_PAGE + 1):
        make_observation(make_measure(), APRIL, 60, organisation=north)
    client.force_login(lead_of(north))

    page = client.get("/regions/NORTH/", {"rag": "red"}).content.decode()

    assert 'href="?rag=red&amp;measures=2"' in page


def test_queries_do_not_grow_with_organisations(england, north, published, query_count):
    user, measure = make_user(roles.EDITOR), make_measure()

    def count():
        reader = type(user).objects.get(pk=user.pk)
        return query_count(lambda: [row.sentence for row in region_measures(north, reader).rows])

    make_observation(measure, APRIL, 60, organisation=make_icb(north))
    few = count()
    for _ in range(6):
        make_observation(measure, APRIL, 60, organisation=make_icb(north))

    assert count() == few
