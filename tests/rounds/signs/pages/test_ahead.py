"""What lies ahead of each deliverer, by quarter."""

from datetime import date

import pytest

from tests.factories.objectives import make_period, make_target
from tests.factories.organisations import make_deliverer
from tests.rounds.signs.pages.reading import approve, refs, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_ahead_counts_each_deliverer_and_quarter_with_the_list_behind(reader):
    ours, theirs = make_deliverer(name="Ours"), make_deliverer(name="Theirs")
    first = make_target(deadline="by 28 February 2021", deliverers=[ours])
    make_target(deadline="by 30 June 2021", deliverers=[ours, theirs])
    make_target(deadline="by 31 March 2030", deliverers=[ours])
    make_period()

    client = reader()
    page = client.get(url("ahead"))

    loads = {load.name: load for load in page.context["loads"]}
    assert [cell.due for cell in loads["Ours"].cells] == [1, 1, 0, 0]
    assert [cell.due for cell in loads["Theirs"].cells] == [0, 1, 0, 0]
    link = loads["Ours"].cells[0].due_url
    assert link == f"?deliverer={ours.slug}&due=2020-21-q4#list"
    assert refs(client.get(url("ahead", query=link.partition("#")[0]))) == [first.ref]


def test_ahead_puts_the_forecast_beside_the_deadline(reader):
    target, period = make_target(deadline="by 28 February 2021"), make_period()
    approve(target, period, forecast=date(2021, 5, 31))

    client = reader()
    page = client.get(url("ahead"))

    assert [(cell.due, cell.forecast) for cell in page.context["loads"][0].cells] == [(1, 0), (0, 1), (0, 0), (0, 0)]
    assert '31 May 2021 <span class="app-objectives__moved">After the deadline</span>' in page.content.decode()
    assert refs(client.get(url("ahead", query="?forecast=2021-22-q1&late=yes"))) == [target.ref]
    assert refs(client.get(url("ahead", query="?forecast=2020-21-q4"))) == []
