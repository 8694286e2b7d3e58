"""Changing accounts, and closing those of leavers: what ends, what stays, who takes over, what is refused."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.organisations.models import Membership
from pssdash.people.keeping import change_account, close_account, open_account_again
from pssdash.people.refusals import Refused
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.factories.organisations import make_collaborative

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(ADMINISTRATOR, email="admin@example.org")


def close(user, by, heirs=None):
    return close_account(user=user, heirs=heirs or {}, by=by, reason="Left in October")


def roles(*names):
    return list(Group.objects.filter(name__in=names))


def test_closed_account_is_signed_out_everywhere(administrator):
    leaver, client = make_user(EDITOR), Client()
    client.post(reverse("sign_in"), {"username": leaver.email, "password": PASSWORD})
    before = client.get(reverse("your_account")).status_code

    close(leaver, administrator)

    assert (before, client.get(reverse("your_account")).status_code) == (200, 302)
    again = client.post(reverse("sign_in"), {"username": leaver.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session and again.status_code == 200


def test_organisations_go_to_the_named_person_or_to_nobody_else(administrator):
    ours, theirs = make_collaborative(), make_collaborative()
    leaver, heir = make_user(SUBMITTER, organisations=(ours, theirs)), make_user(SUBMITTER)

    close(leaver, administrator, {ours: heir})

    assert [(each.user, each.organisation) for each in Membership.objects.all()] == [(heir, ours)]


def test_heir_who_answers_for_it_already_stays_one(administrator):
    ours = make_collaborative()
    leaver, heir = (make_user(SUBMITTER, organisations=(ours,)) for _ in range(2))

    close(leaver, administrator, {ours: heir})

    assert Membership.objects.get().user == heir


def test_what_the_leaver_wrote_stays_theirs(administrator):
    leaver, _ = make_user(EDITOR), make_user(EDITOR)
    update = make_update(make_target(), make_period(), by=leaver)

    close(leaver, administrator)

    assert update.revisions.get().saved_by == leaver


def test_closing_is_in_the_trail_of_both(administrator):
    ours = make_collaborative(short_name="Our PSC")
    leaver, heir = make_user(SUBMITTER, organisations=(ours,)), make_user(SUBMITTER)

    close(leaver, administrator, {ours: heir})

    handed, closed = AuditEvent.objects.order_by("pk")
    assert (closed.action, closed.item_key, closed.reason) == ("closed", leaver.email, "Left in October")
    assert {"field": "may sign in", "before": "yes", "after": "no"} in closed.changes
    assert {"field": "organisations", "before": "Our PSC", "after": ""} in closed.changes
    assert (handed.item_key, handed.changes[0]["after"]) == (heir.email, "Our PSC")


def test_nobody_closes_their_own_account(administrator):
    with pytest.raises(Refused, match="your own account"):
        close(administrator, administrator)


def test_account_that_may_do_everything_is_left_to_another_such(administrator):
    first = User.objects.create_superuser("first@example.org", PASSWORD, name="First")

    with pytest.raises(Refused, match="Only another such account"):
        close(first, administrator)


def test_last_administrator_stays(administrator):
    outsider = make_user(EDITOR)

    with pytest.raises(Refused, match="Nobody would be left"):
        close(administrator, outsider)

    administrator.refresh_from_db()
    assert administrator.is_active


def test_last_administrator_keeps_the_role(administrator):
    with pytest.raises(Refused, match="Nobody would be left"):
        change_account(
            user=administrator, email=administrator.email, name="A", roles=roles(EDITOR), organisations=[],
            by=administrator,
        )  # fmt: skip

    assert [group.name for group in User.objects.get(pk=administrator.pk).groups.all()] == [ADMINISTRATOR]


def test_opened_account_signs_in_with_the_roles_of_before(administrator):
    leaver = close(make_user(EDITOR, organisations=(make_collaborative(),)), administrator)

    open_account_again(user=leaver, by=administrator)

    client = Client()
    client.post(reverse("sign_in"), {"username": leaver.email, "password": PASSWORD})
    assert client.get(reverse("quarter_list")).status_code == 200
    assert not Membership.objects.exists()
    assert AuditEvent.objects.first().action == "opened again"


def test_change_is_in_the_trail_with_its_reason(administrator):
    ours, theirs = make_collaborative(short_name="Our PSC"), make_collaborative(short_name="Their PSC")
    user = make_user(BOARD_MEMBER, email="old@example.org", organisations=(ours,))

    change_account(
        user=user, email="new@example.org", name="New name", roles=roles(SUBMITTER), organisations=[theirs],
        by=administrator, reason="New post",
    )  # fmt: skip

    event = AuditEvent.objects.get()
    assert (event.item_key, event.reason) == ("new@example.org", "New post")
    assert {change["field"]: (change["before"], change["after"]) for change in event.changes} == {
        "email address": ("old@example.org", "new@example.org"),
        "name": ("Board member", "New name"),
        "roles": ("Board member", "Submitter"),
        "organisations": ("Our PSC", "Their PSC"),
    }


def test_change_of_nothing_leaves_no_trace(administrator):
    user = make_user(BOARD_MEMBER)

    change_account(
        user=user, email=user.email, name=user.name, roles=roles(BOARD_MEMBER), organisations=[], by=administrator
    )

    assert not AuditEvent.objects.exists()
