"""Opening a quarter: what the page before it says, and where it leads."""

import pytest
from django.urls import reverse

from pssdash.accounts.roles import EDITOR
from pssdash.organisations.models import Deliverer
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.rounds.pages.asking import Q3, get

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_opening_from_the_page_leads_to_my_quarter(client):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    answer = client.post(reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "objectives"}, follow=True)

    assert answer.redirect_chain == [(reverse("my_quarter"), 302)]
    assert ReportingPeriod.objects.get(quarter=Q3).is_open


def test_page_before_an_opening_says_what_it_will_ask_for_and_opens_nothing(client):
    psc = make_collaborative()
    make_target(deliverers=[make_deliverer(kind=Deliverer.Kind.BODY, organisation=psc)])
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "objectives"}).content.decode()

    assert "This will ask 2 organisations for 2 returns, due by 15 January 2021." in page
    assert "This day has passed" in page
    assert f"<li>{psc.name}</li>" in page
    assert not ReportingPeriod.objects.filter(quarter=Q3).exists()


def test_page_before_an_opening_sends_what_was_chosen(client):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))
    form = client.get(
        reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "objectives", "needs_check": "on"}
    ).context["form"]
    sent = {field.name: field.value() for field in form}

    client.post(reverse("quarter_open"), sent)

    period = ReportingPeriod.objects.get(quarter=Q3)
    assert (period.covers_objectives, period.covers_programmes, period.needs_check) == (True, False, True)


def test_page_before_an_opening_asks_no_more_for_more_organisations(client, query_count):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    def look():
        client.get(reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "both"})

    make_target(deliverers=[make_deliverer(member_kind="collaborative")])
    make_collaborative()
    few = query_count(look)
    for _ in range(9):
        make_collaborative()

    assert query_count(look) == few


@pytest.mark.parametrize("value", ["", "2020-21-q9", "2018-19-q1", "nonsense"])
def test_opening_an_impossible_quarter_says_so_on_the_page(client, value):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    answers = [
        send(reverse("quarter_open"), {"quarter": value, "covers": "objectives"}) for send in (client.get, client.post)
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    answer = answers[0]
    assert "There is a problem" in answer.content.decode()
    assert ReportingPeriod.objects.count() == 1


def test_opening_by_mistake_is_taken_back_on_the_page(client):
    make_period(state="closed")
    page = get(client, make_user(EDITOR), "quarter", Q3).content.decode()

    refused = client.post(reverse("quarter_take_back", args=[Q3]), {"reason": " "})
    stood = ReportingPeriod.objects.exists()
    done = client.post(reverse("quarter_take_back", args=[Q3]), {"reason": "By mistake"}, follow=True)

    assert "Take back the opening" in page
    assert refused.status_code == 422 and stood
    assert "Say why the opening is taken back" in refused.content.decode()
    assert done.redirect_chain == [(reverse("quarter_list"), 302)]
    assert not ReportingPeriod.objects.exists()


def test_page_says_why_an_opening_stays(client):
    make_update(make_target(), make_period())

    page = get(client, make_user(EDITOR), "quarter", Q3).content.decode()
    answer = client.post(reverse("quarter_take_back", args=[Q3]), {"reason": "By mistake"}, follow=True)

    why = "The opening of Q3 2020/21 cannot be taken back: progress updates (1) are saved in it."
    assert why in page and why in answer.content.decode()
    assert "Take back the opening" not in page
