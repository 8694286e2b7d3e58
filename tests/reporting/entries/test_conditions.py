"""What the table of moves asks besides the state and the role."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from objectives.actions.updates import TARGET_UPDATES
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.desks import make_desk
from tests.factories.objectives import NOON
from tests.factories.organisations import make_england

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def submitted(**period):
    return make_desk(TARGET_UPDATES, "England", "submitted", **period)


def sign(desk, step, who="approver"):
    entry = desk.entry
    return step(TARGET_UPDATES, entry=entry, by=desk.people[who], base=last_revision(entry))


def page_of(client, desk, who):
    client.force_login(desk.people[who])
    return client.get(reverse("update", args=[desk.of["target"].ref, desk.of["period"].quarter]))


def test_check_is_signed_and_in_the_trail():
    desk = submitted()

    checked = sign(desk, actions.check, "editor")

    assert (checked.state, checked.checked_by) == ("checked", desk.people["editor"])
    event = AuditEvent.objects.first()
    assert (event.action, event.by) == ("checked", desk.people["editor"])
    assert event.changes[0] == {"field": "State", "before": "submitted", "after": "checked"}


def test_quarter_that_needs_a_check_is_not_approved_without():
    desk = submitted(needs_check=True)

    with pytest.raises(Refused, match="is checked before it is approved, and nobody has yet"):
        sign(desk, actions.approve)
    sign(desk, actions.check, "editor")

    assert sign(desk, actions.approve).state == "approved"


@pytest.mark.parametrize("step", [actions.check, actions.approve])
def test_nobody_signs_a_text_that_was_saved_since_they_read_it(step):
    desk = submitted()

    with pytest.raises(Refused, match="while you were reading"):
        step(TARGET_UPDATES, entry=desk.entry, by=desk.people["approver"], base=last_revision(desk.entry) - 1)


def test_who_submitted_what_others_wrote_does_not_check_it():
    desk = submitted()
    type(desk.entry).objects.update(submitted_by=desk.people["editor"])

    with pytest.raises(Refused, match="You wrote part of this update"):
        sign(desk, actions.check, "editor")


@pytest.mark.parametrize("step", ["save", "send_back"])
def test_check_does_not_outlive_the_text_that_was_checked(step):
    desk = make_desk(TARGET_UPDATES, "England", "checked")
    editor = desk.people["editor"]

    if step == "save":
        actions.save(TARGET_UPDATES, of=desk.of, typed={"progress": "More"}, by=editor, base=last_revision(desk.entry))
    else:
        actions.send_back(TARGET_UPDATES, entry=desk.entry, by=editor, note="Once more")

    assert (desk.entry.checked_by, desk.entry.checked_at) == (None, None)


def test_quarter_published_without_it_takes_no_check():
    desk = submitted()
    ReportingPeriod.objects.update(state="published", published_at=NOON)

    with pytest.raises(Refused, match="was published without this update"):
        sign(desk, actions.check, "editor")


def test_page_asks_a_checker_first_where_the_quarter_needs_it(client):
    desk = submitted(needs_check=True)

    page = page_of(client, desk, "approver")

    assertContains(page, ">Mark as checked</button>")
    assertContains(page, "You cannot approve this. In Q3 2020/21 every update is checked")
    assertNotContains(page, ">Approve</button>")


def test_page_says_who_checked_it_and_offers_the_approval(client):
    desk = make_desk(TARGET_UPDATES, "England", "checked", needs_check=True)

    page = page_of(client, desk, "approver")

    assertContains(page, "Checked by National editor at")
    assertContains(page, ">Approve</button>")
    assertNotContains(page, ">Mark as checked</button>")


def test_who_checked_it_may_approve_it_too_and_the_pages_say_so(client):
    desk = make_desk(TARGET_UPDATES, "England", "checked", needs_check=True)
    desk.entry.__class__.objects.update(checked_by=desk.people["approver"])

    before = page_of(client, desk, "approver")
    assertContains(client.get(reverse("approve_several")), "You checked it yourself.")
    sign(desk, actions.approve, "approver")

    assertContains(before, "You checked this update yourself.")
    assertContains(page_of(client, desk, "editor"), "The same person approved it.")


def test_two_people_who_check_and_approve_are_told_from_one(client):
    desk = make_desk(TARGET_UPDATES, "England", "checked", needs_check=True)

    assertNotContains(page_of(client, desk, "approver"), "yourself")
    sign(desk, actions.approve, "approver")

    assertNotContains(page_of(client, desk, "editor"), "The same person approved it.")


def test_author_is_offered_no_decision_and_told_why(client):
    page = page_of(client, submitted(), "author")

    assertContains(page, "You cannot check this. You wrote part of this update, so somebody else must decide on it.")
    assertNotContains(page, ">Mark as checked</button>")
    assertNotContains(page, ">Send back</button>")


@pytest.mark.parametrize(("ticked", "needs_check"), [({"needs_check": "on"}, True), ({}, False)])
def test_whoever_opens_a_quarter_says_whether_it_needs_a_check(client, ticked, needs_check):
    client.force_login(make_user(EDITOR))
    make_england()
    form = client.get(reverse("quarter_list")).context["form"]

    client.post(
        reverse("quarter_open"), {"quarter": form["quarter"].field.choices[0][0], "covers": "objectives", **ticked}
    )

    assert form["needs_check"].initial is True
    period = ReportingPeriod.objects.get()
    assert period.needs_check is needs_check
    said = "Every update is checked before" if needs_check else "can be approved without a check"
    client.force_login(make_user(APPROVER))
    assertContains(client.get(reverse("quarter", args=[period.quarter])), said)
