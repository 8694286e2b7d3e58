"""The pages of a request: who asks, reads and decides, and what cards and my quarter say of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.moves.actions import approve, refuse, withdraw
from tests.factories.accounts import make_user
from tests.factories.moves import make_request
from tests.factories.objectives import make_milestone, make_period, make_target, publish
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.factories.programmes import make_deliverable, make_deliverable_milestone, publish_programmes

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-12-15")]
TYPED = {"deadline": "by 30 June 2021", "reason": "Clinics were shut", "effect": "Training begins later"}
STEPS = ("approve", "refuse", "withdraw")


@pytest.fixture
def period():
    return make_period("Q3 2020/21", covers_programmes=True)


@pytest.fixture
def ours():
    return make_collaborative(code="PSC-N")


@pytest.fixture(params=["objective_move", "deliverable_move"])
def route(request):
    return request.param


@pytest.fixture
def milestone(route, period, ours):
    deliverer = make_deliverer(name="Collaboratives", member_kind=OrganisationKind.COLLABORATIVE)
    promised = {"deadline": "by 31 December 2020", "deliverers": [deliverer]}
    if route == "objective_move":
        return make_target(**promised).milestones.get()
    return make_deliverable(from_quarter=period.quarter, **promised).milestones.get()


@pytest.fixture
def people(ours):
    return {
        "editor": make_user(EDITOR),
        "approver": make_user(APPROVER),
        "submitter": make_user(SUBMITTER, organisations=(ours,)),
        "other": make_user(SUBMITTER, organisations=(make_collaborative(code="PSC-S"),)),
        "region": make_user(REGIONAL_LEAD),
        "board": make_user(BOARD_MEMBER),
    }


def url(route, request, step=""):
    return reverse(f"{route}_request{'_' if step else ''}{step}", args=[request.pk])


def card(client, milestone):
    return client.get(f"{milestone.item.get_absolute_url().partition('#')[0]}?quarter=2020-21-q3").content.decode()


def end(request, state, people):
    """Bring an open request into `state` by the action for it."""
    if state == "approved":
        approve(request=request, by=people["approver"])
    elif state == "refused":
        refuse(request=request, by=people["approver"], note="It can be met")
    elif state == "withdrawn":
        withdraw(request=request, by=people["submitter"])


@pytest.mark.parametrize("who", ["editor", "submitter"])
def test_who_writes_about_it_asks(client, route, milestone, people, ours, who):
    client.force_login(people[who])

    answer = client.post(reverse(route, args=[milestone.pk]), TYPED, follow=True)

    request = milestone.deadline_requests.get()
    assert answer.redirect_chain == [(url(route, request), 302)]
    assert request.asked_by == people[who]
    assert request.organisation.code == ("ENG" if who == "editor" else ours.code)
    assert "We read this as: ends 30 June 2021" in answer.content.decode()


def test_submitter_of_two_organisations_says_which_asks(client, route, milestone):
    south = make_collaborative(code="PSC-T")
    client.force_login(make_user(SUBMITTER, organisations=(make_collaborative(code="PSC-U"), south)))

    without = client.post(reverse(route, args=[milestone.pk]), TYPED)
    client.post(reverse(route, args=[milestone.pk]), TYPED | {"organisation": south.pk})

    assert "Choose an organisation" in without.content.decode()
    assert milestone.deadline_requests.get().organisation == south


def test_form_stands_beside_the_last_deadline_and_its_history(client, route, milestone, people):
    approve(request=make_request(milestone, by=people["editor"], to="by 31 March 2021"), by=people["approver"])
    client.force_login(people["editor"])

    page = client.get(reverse(route, args=[milestone.pk]))

    history = page.context["page"].history
    assert (history.original, history.in_force) == ("by 31 December 2020", "by 31 March 2021")
    assert [move.agreed_by for move in history.moves] == [people["approver"].name]
    assert "ends 31 March 2021" in page.content.decode()


def test_what_is_missing_is_said_and_what_was_typed_stays(client, route, milestone, people):
    client.force_login(people["editor"])

    answer = client.post(reverse(route, args=[milestone.pk]), TYPED | {"deadline": "soonish", "effect": ""})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "This cannot be read as a deadline" in words
    assert "Say what follows from the move" in words
    assert "Clinics were shut" in words


def test_form_leads_to_the_request_that_waits(client, route, milestone, people):
    request = make_request(milestone, by=people["submitter"])
    client.force_login(people["editor"])

    page = client.get(reverse(route, args=[milestone.pk]))

    assert f'href="{url(route, request)}"' in page.content.decode()
    assert 'name="reason"' not in page.content.decode()


# State, step -> who takes it, of a request by a submitter. Everybody else is refused.
TAKERS = {
    ("asked", "approve"): {"approver"},
    ("asked", "refuse"): {"approver"},
    ("asked", "withdraw"): {"submitter"},
}
ENDS = {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"}


@pytest.mark.parametrize("state", ["asked", "approved", "refused", "withdrawn"])
@pytest.mark.parametrize("step", STEPS)
def test_each_step_in_each_state_by_each_role(client, route, milestone, people, ours, state, step):
    request = make_request(milestone, by=people["submitter"], organisation=ours)
    end(request, state, people)
    takers = TAKERS.get((state, step), set())

    for who, person in people.items():
        if who not in takers:
            client.force_login(person)
            client.post(url(route, request, step), {"note": "It can be met"})
            assert milestone.deadline_requests.get().state == state, who
    for who in takers:
        client.force_login(people[who])
        assert client.post(url(route, request, step), {"note": "It can be met"}).status_code == 302

    assert milestone.deadline_requests.get().state == (ENDS[step] if takers else state)


@pytest.mark.parametrize(
    ("who", "expected"),
    [("editor", 200), ("approver", 200), ("submitter", 200), ("other", 404), ("region", 403), ("board", 403)],
)
def test_request_is_read_by_its_organisation_and_the_national_team(
    client, route, milestone, people, ours, who, expected
):
    request = make_request(milestone, by=people["submitter"], organisation=ours)
    client.force_login(people[who])

    assert client.get(url(route, request)).status_code == expected


def test_request_page_offers_what_the_person_may_do(client, route, milestone, people, ours):
    request = make_request(milestone, by=people["submitter"], organisation=ours)

    offered = {}
    for who in ("editor", "approver", "submitter"):
        client.force_login(people[who])
        words = client.get(url(route, request)).content.decode()
        offered[who] = {step for step in STEPS if f'action="{url(route, request, step)}"' in words}

    assert offered == {"editor": set(), "approver": {"approve", "refuse"}, "submitter": {"withdraw"}}


def test_stale_request_shows_both_deadlines_and_is_not_agreed_to(client, route, milestone, people):
    request = make_request(milestone, by=people["editor"])
    type(request).objects.filter(pk=request.pk).update(old_text="by 30 November 2020", old_end=None)
    client.force_login(people["approver"])

    words = client.get(url(route, request)).content.decode()
    answer = client.post(url(route, request, "approve"), follow=True).content.decode()

    for each in (words, answer):
        assert "it was “by 30 November 2020”" in each
        assert "is “by 31 December 2020” (31 December 2020) now" in each
    assert f'action="{url(route, request, "approve")}"' not in words
    assert not milestone.deadline_changes.exists()


def test_refusal_without_a_note_is_said(client, route, milestone, people):
    request = make_request(milestone, by=people["editor"])
    client.force_login(people["approver"])

    answer = client.post(url(route, request, "refuse"), {"note": ""})

    assert answer.status_code == 422
    assert "Say why the deadline stays" in answer.content.decode()


def test_card_shows_the_national_team_what_was_asked_and_why_it_was_refused(client, route, milestone, people, ours):
    refuse(request=make_request(milestone, by=people["submitter"]), by=people["approver"], note="It can be met")
    make_request(milestone, by=people["submitter"], organisation=ours, to="by 31 March 2021")
    client.force_login(people["approver"])

    words = card(client, milestone)

    assert "It can be met" in words
    assert "to “by 31 March 2021”" in words


def test_card_shows_the_original_and_every_agreed_move(client, route, milestone, people):
    for to in ("by 31 March 2021", "by 30 June 2021"):
        approve(request=make_request(milestone, by=people["editor"], to=to), by=people["approver"])
    client.force_login(people["editor"])

    words = card(client, milestone)

    assert "Originally: by 31 December 2020" in words
    assert "Moved from “by 31 December 2020” to “by 31 March 2021”" in words
    assert "Moved from “by 31 March 2021” to “by 30 June 2021”" in words


def test_card_tells_readers_nothing_of_a_request(client, route, milestone, people, period):
    make_request(milestone, by=people["submitter"])
    publish_programmes(period)
    publish(period)
    for who in ("board", "region", "other"):
        client.force_login(people[who])

        words = card(client, milestone)

        assert milestone.item.ref in words
        assert "Request to move it" not in words


def test_card_asks_as_many_queries_for_many_milestones(client, route, milestone, people, django_assert_num_queries):
    client.force_login(people["editor"])
    make_request(milestone, by=people["submitter"])
    card(client, milestone)
    with CaptureQueriesContext(connection) as few:
        card(client, milestone)
    make = make_milestone if route == "objective_move" else make_deliverable_milestone
    for _ in range(8):
        make_request(make(milestone.item, "by 31 December 2020"), by=people["submitter"])

    with django_assert_num_queries(len(few)):
        card(client, milestone)


def test_my_quarter_lists_what_waits_and_what_was_asked(client, route, milestone, people, ours):
    request = make_request(milestone, by=people["submitter"], organisation=ours)

    listed = {}
    for who in ("editor", "approver", "submitter", "other"):
        client.force_login(people[who])
        page = client.get(reverse("my_quarter"))
        lines = {name: page.context[name] for name in ("moves_to_decide", "moves_asked")}
        listed[who] = {name for name, found in lines.items() if [line.url for line in found] == [url(route, request)]}

    assert listed == {
        "editor": set(), "approver": {"moves_to_decide"}, "submitter": {"moves_asked"}, "other": set()
    }  # fmt: skip


def test_my_quarter_leaves_out_what_the_approver_asked_themselves(client, route, milestone):
    both = make_user(EDITOR, APPROVER)
    request = make_request(milestone, by=both)
    client.force_login(both)

    page = client.get(reverse("my_quarter"))

    assert page.context["moves_to_decide"] == []
    assert [line.url for line in page.context["moves_asked"]] == [url(route, request)]


def test_card_opens_the_way_to_ask_on_demand_until_somebody_asked(client, milestone, people):
    client.force_login(people["editor"])
    quiet = card(client, milestone)

    make_request(milestone, by=people["submitter"])
    asked = card(client, milestone)

    assert f"Move a deadline of {milestone.item.ref}" in quiet and "Moving a deadline of" not in quiet
    assert f"Moving a deadline of {milestone.item.ref}" in asked and "Request to move it" in asked


def test_card_says_nothing_of_moving_to_who_can_neither_ask_nor_read_a_request(client, milestone, people):
    client.force_login(people["approver"])

    assert "a deadline of" not in card(client, milestone)
