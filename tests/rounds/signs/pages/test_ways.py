"""From page to page and quarter to quarter, and who is let in where."""

from datetime import date

import pytest

from pssdash.accounts.roles import BOARD_MEMBER, REGIONAL_LEAD
from pssdash.reporting.models import ReportingPeriod
from tests.factories.objectives import make_period, make_target, publish
from tests.factories.organisations import make_region
from tests.rounds.signs.pages.reading import NAMES, overdue, refs, text_of, two_quarters, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_switcher_leads_to_the_page_of_the_other_quarter(reader):
    two_quarters(overdue())
    client = reader()

    assert client.get(url("drift", query="?quarter=2020-21-q2")).url == url("drift", "2020-21-q2")
    assert client.get(url("drift", query="?quarter=2019-20-q2")).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_a_quarter_lead_to_each_other(reader, name):
    make_period()

    page = reader().get(url(name)).content.decode()

    assert f'href="{url(name)}" aria-current="page"' in page
    for other in (*NAMES, ""):
        assert f'href="{url(other).replace("//", "/")}"' in page


def test_quarter_page_leads_to_the_signs(reader):
    make_period()

    page = reader().get("/quarters/2020-21-q3/").content.decode()

    assert 'href="/quarters/2020-21-q3/" aria-current="page"' in page
    assert 'href="/quarters/2020-21-q3/silence/"' in page


@pytest.mark.parametrize("name", NAMES)
def test_a_lead_sees_published_quarters_and_what_concerns_the_region(reader, name):
    north, south = make_region(), make_region()
    ours = make_target(regions=[north], deadline="by 31 January 2021")
    theirs = make_target(regions=[south], deadline="by 31 January 2021")
    two_quarters(ours, theirs, forecast=date(2021, 8, 1))
    publish(ReportingPeriod.objects.get(quarter="2020-21-q3"))
    make_period("Q4 2020/21")

    client = reader(REGIONAL_LEAD, organisations=(north,))

    assert set(refs(client.get(url(name)))) == {ours.ref}
    assert theirs.ref not in text_of(client.get(url(name, query="export.csv")))
    assert client.get(url(name, "2020-21-q4")).status_code == 404
    assert client.get(url(name, "2020-21-q4", "export.csv")).status_code == 404
    assert "/quarters/2020-21-q4/" not in client.get(url(name)).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_who_answers_for_nothing_does_not_come_in(reader, name):
    publish(make_period())

    client = reader(BOARD_MEMBER)

    assert client.get(url(name)).status_code == 403
    assert client.get(url(name, query="export.csv")).status_code == 403
