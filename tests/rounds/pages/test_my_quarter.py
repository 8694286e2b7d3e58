"""My quarter, as each role meets it."""

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.organisations.models import Deliverer
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.rounds.pages.asking import get

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_my_quarter_lists_every_national_update_for_an_editor(client):
    period, target, other = make_period(), make_target(), make_target()
    make_update(target, period, state="submitted", submitted_at=NOON)

    page = get(client, make_user(EDITOR), "my_quarter")

    work = page.context["rounds"][0].national
    assert [(task.name, task.status) for task in work.tasks] == [
        (target.ref, "submitted"),
        (other.ref, "not_started"),
    ]
    assert work.first_unfinished.name == other.ref
    assert "1 of 2 submitted or approved" in page.content.decode()


def test_my_quarter_begins_with_what_was_sent_back(client):
    period, _, returned = make_period(), make_target(), make_target()
    make_update(returned, period, state="sent_back")

    page = get(client, make_user(EDITOR), "my_quarter")

    assert page.context["rounds"][0].national.first_unfinished.name == returned.ref
    assert f"Begin with {returned.ref}, which was sent back" in page.content.decode()


def test_my_quarter_shows_one_state_alone_and_still_counts_all(client):
    period, target, other = make_period(), make_target(), make_target()
    make_update(target, period, state="sent_back")
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("my_quarter"), {"state": "sent_back"})

    work = page.context["rounds"][0].national
    assert [task.name for group in work.shown for task in group.tasks] == [target.ref]
    assert [number for state, _, number in work.counts if state == "not_started"] == [1]
    assert f">{other.ref} " not in page.content.decode()
    assert client.get(reverse("my_quarter"), {"state": "late"}).status_code == 404


def test_my_quarter_shows_the_note_of_what_was_sent_back(client):
    make_update(make_target(), make_period(), state="sent_back", sent_back_note="Give the number of trusts")

    page = get(client, make_user(EDITOR), "my_quarter")

    assert "Sent back: Give the number of trusts" in page.content.decode()


def test_my_quarter_puts_the_oldest_submission_first_and_marks_the_approvers_own(client):
    period, approver, editor = make_period(), make_user(APPROVER), make_user(EDITOR)
    late = make_update(make_target(), period, by=editor, state="submitted", submitted_at=NOON.replace(hour=15))
    early = make_update(make_target(), period, by=approver, state="submitted", submitted_at=NOON)

    waiting = get(client, approver, "my_quarter").context["waiting"]

    assert [(item.ref, item.is_own) for item in waiting] == [
        (early.target.ref, True),
        (late.target.ref, False),
    ]


def test_my_quarter_names_the_quarter_of_what_waits_and_says_where_it_is_a_correction(client):
    target, period = make_target(), make_period("Q2 2020/21")
    make_update(target, period, state="approved", approved_by=make_user(APPROVER))
    publish(period)
    make_update(target, period, version=2, correction_reason="A slip", state="submitted", submitted_at=NOON)

    page = get(client, make_user(APPROVER), "my_quarter").content.decode()

    assert "England, Q2 2020/21 (Jul–Sep 2020), a correction. Submitted by" in page


@pytest.mark.parametrize(("role", "is_led"), [(EDITOR, True), (APPROVER, True), (SUBMITTER, False)])
def test_my_quarter_leads_the_national_team_to_the_quarters_next_steps(client, role, is_led):
    period = make_period()

    page = get(client, make_user(role), "my_quarter").content.decode()

    assert (reverse("quarter", args=[period.quarter]) in page) is is_led


def test_my_quarter_gives_a_submitter_only_what_their_organisation_delivers(client):
    collaborative = make_collaborative(name="North PSC")
    group = make_deliverer(kind=Deliverer.Kind.GROUP, member_kind="collaborative")
    make_period()
    theirs, _ = make_target(deliverers=[group]), make_target()

    page = get(client, make_user(SUBMITTER, organisations=(collaborative,)), "my_quarter")

    (work_group,) = page.context["rounds"][0].local.groups
    assert work_group.heading == "North PSC"
    assert [task.name for task in work_group.tasks] == [theirs.ref]
    assert f"organisation={collaborative.code}" in work_group.tasks[0].url
    assert page.context["rounds"][0].national is None


@pytest.mark.parametrize("state", ["open", "published"])
def test_my_quarter_says_who_links_a_submitter_to_an_organisation(client, state):
    make_period("Q3 2020/21", state)

    page = get(client, make_user(SUBMITTER), "my_quarter")

    assert "You have no organisation yet" in page.content.decode()
    assert "No updates to write" not in page.content.decode()
    assert "own_targets" not in page.context
    linked = make_user(SUBMITTER, organisations=(make_collaborative(),))
    assert "You have no organisation yet" not in get(client, linked, "my_quarter").content.decode()


def test_my_quarter_shows_a_submitters_published_targets_when_no_quarter_is_open(client):
    collaborative = make_collaborative()
    theirs, other = make_target(deliverers=[make_deliverer(member_kind="collaborative")]), make_target()
    publish(make_period("Q2 2020/21"))

    page = get(client, make_user(SUBMITTER, organisations=(collaborative,)), "my_quarter")

    assert [row.ref for row in page.context["own_targets"].data] == [theirs.ref]
    assert other.ref not in page.content.decode()
    assert "No quarter is open" in page.content.decode()


def test_my_quarter_offers_the_next_quarter_when_none_is_open(client):
    publish(make_period("Q2 2020/21"))

    page = get(client, make_user(EDITOR), "my_quarter").content.decode()

    assert "No quarter is open" in page
    assert "Q3 2020/21 (Oct–Dec 2020)" in page
    assert "No quarter is open" in get(client, make_user(APPROVER), "my_quarter").content.decode()
