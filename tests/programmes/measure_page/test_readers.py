"""What is found, by whom, and with how many queries."""

from datetime import date

import pytest

from pssdash.accounts import roles
from pssdash.reporting.models import Source
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_england, make_icb, make_region
from tests.factories.programmes import (
    make_ambition,
    make_measure,
    make_monthly,
    make_step_change,
    make_workstream,
)
from tests.programmes.measure_page.asking import LEVEL, address, page_of, publish, text_of

pytestmark = pytest.mark.django_db


UNKNOWN = ["?level=planet", "?organisation=XXX", "?rules=zebra", "?basis=z", "?compare=XXX", "?level=icb&region=Y99"]


@pytest.mark.parametrize("query", UNKNOWN)
def test_what_is_not_there_is_not_found(client, editor, query):
    measure = make_measure()

    assert client.get(address(measure, query)).status_code == 404


def test_reader_finds_their_own_region_and_no_other(client):
    measure = make_measure()
    ours, theirs = make_region(), make_region()
    icbs = [make_icb(region, short_name=f"ICB of {region.code}") for region in (ours, theirs)]
    for organisation in (make_england(), *icbs):
        make_monthly(measure, LEVEL, organisation=organisation)
    publish("Q1 2024/25")
    client.force_login(make_user(roles.REGIONAL_LEAD, organisations=(ours,)))

    assert [each.name for each in page_of(client, measure, "?level=icb").multiples] == [icbs[0].short_name]
    assert client.get(address(measure, f"?organisation={icbs[0].code}")).status_code == 200
    assert client.get(address(measure, f"?organisation={icbs[1].code}")).status_code == 404
    assert client.get(address(measure, f"?compare={icbs[1].code}")).status_code == 404
    assert [other.pk for other in page_of(client, measure).ways.others] == [icbs[0].pk]


def test_measure_that_names_its_organisations_is_open_to_every_reader(client):
    measure = make_measure(names_organisations=True)
    psc = make_collaborative(short_name="North")
    make_monthly(measure, LEVEL, organisation=psc)
    make_england()
    publish("Q1 2024/25")
    client.force_login(make_user(roles.BOARD_MEMBER))

    assert [each.name for each in page_of(client, measure, "?level=psc").multiples] == ["North"]
    assert client.get(address(measure, f"?organisation={psc.code}")).status_code == 200


def test_reader_sees_nothing_after_the_last_published_quarter(client):
    measure = make_measure()
    make_monthly(measure, LEVEL, begin=date(2024, 4, 1))
    publish("Q1 2024/25")
    client.force_login(make_user(roles.BOARD_MEMBER))

    assert page_of(client, measure).row.period == "Jun 2024"


def test_queries_of_a_chart_do_not_grow_with_organisations(client, editor, query_count):
    measure = make_measure()
    make_monthly(measure, LEVEL)
    make_monthly(measure, LEVEL, organisation=make_collaborative())
    make_step_change(measure, date(2023, 3, 1), decided_by=make_user(roles.EDITOR))
    few = query_count(lambda: client.get(address(measure)))
    source = Source.objects.create(slug="report", kind="document", title="A report")
    for month in range(4, 12):
        make_monthly(measure, LEVEL, organisation=make_collaborative())
        make_step_change(measure, date(2023, month, 1), decided_by=make_user(roles.EDITOR))
        make_ambition(measure, month, since=date(2023, month, 1), source=source)

    assert query_count(lambda: client.get(address(measure))) == few


def test_queries_of_a_level_do_not_grow_with_organisations(client, editor, query_count):
    measure = make_measure()
    make_monthly(measure, LEVEL, organisation=make_collaborative())
    few = query_count(lambda: client.get(address(measure, "?level=psc")))
    for _ in range(8):
        make_monthly(measure, LEVEL, organisation=make_collaborative())

    assert query_count(lambda: client.get(address(measure, "?level=psc"))) == few


def test_page_names_its_programme_and_workstream(client, editor):
    measure = make_measure(workstream=make_workstream(name="Preterm pathway"))
    make_england()

    assert f"{measure.workstream.programme.name} · Preterm pathway" in text_of(client, measure)
