"""Requests to move a deadline, in the digests of those who decide them."""

from datetime import date

import pytest

from pssdash.accounts.models import User
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, EDITOR
from pssdash.reporting.moves.actions import approve, refuse, withdraw
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.moves import AREAS
from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders.choices import stop
from pssdash.rounds.reminders.digests import digests
from pssdash.rounds.reminders.mails import mail_of
from tests.factories.accounts import make_user
from tests.factories.moves import make_request
from tests.factories.objectives import make_period, make_target
from tests.factories.programmes import make_deliverable

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-12-15")]
DAY = date(2020, 12, 15)


@pytest.fixture(params=[make_target, make_deliverable], ids=["target", "deliverable"])
def milestone(request):
    make_period("Q3 2020/21", covers_programmes=True)
    return request.param(deadline="by 31 December 2020").milestones.get()


def told():
    """Person -> what their digest says of the requests."""
    found = {each.person: [item.text for item in each.items if item.need == Need.WAITING] for each in digests(DAY)}
    return {person: texts for person, texts in found.items() if texts}


def test_approver_who_did_not_ask_hears_of_it_and_nobody_else(milestone):
    asking, deciding = make_user(APPROVER), make_user(APPROVER)
    make_user(EDITOR), make_user(ADMINISTRATOR)
    User.objects.filter(pk=make_user(APPROVER).pk).update(is_active=False)
    make_request(milestone, by=asking)

    assert told() == {
        deciding: [
            f"{milestone.item.ref}: move the deadline "
            "from “by 31 December 2020” (31 December 2020) to “by 30 June 2021”"
        ]
    }


def test_both_versions_of_the_mail_lead_to_the_page_of_the_request(milestone, client):
    approver = make_user(APPROVER)
    asked = make_request(milestone, by=make_user(EDITOR))

    (digest,) = (each for each in digests(DAY) if each.person == approver)
    mail = mail_of(digest, DAY)

    area = next(each for each in AREAS if each.requests is type(asked))
    url = area.url(asked)
    link = f"http://127.0.0.1:8000{url}"
    assert mail.subject == "Patient safety updates: 1 waiting for your approval"
    assert f"“by 30 June 2021”\n  England, {Quarter(2020, 3)}.\n  {link}\n" in mail.body
    assert f'<a href="{link}"' in mail.alternatives[0].content
    client.force_login(approver)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("decide", [approve, lambda **by: refuse(note="It can be met", **by), withdraw])
def test_nothing_is_said_once_it_is_decided_or_withdrawn(milestone, decide):
    approver = make_user(APPROVER)
    asked = make_request(milestone, by=make_user(EDITOR))
    before = told()

    decide(request=asked, by=approver)

    assert (list(before), told()) == ([approver], {})


def test_it_stops_with_what_waits_for_approval(milestone):
    approver = make_user(APPROVER)
    make_request(milestone, by=make_user(EDITOR))

    stop(person=approver, kinds=[Need.WAITING])

    assert told() == {}


def test_the_number_of_queries_does_not_grow(query_count):
    make_period("Q3 2020/21", covers_programmes=True)
    counts = []
    for number in (1, 6):
        for _ in range(number):
            asking = make_user(APPROVER)
            for make in (make_target, make_deliverable):
                make_request(make(deadline="by 31 December 2020").milestones.get(), by=asking)
        digests(DAY)
        counts.append(query_count(lambda: digests(DAY)))

    assert counts[0] == counts[1]
