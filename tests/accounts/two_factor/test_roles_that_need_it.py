"""Roles that an administrator has said need a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, BOARD_MEMBER, EDITOR
from pssdash.accounts.two_factor.rules import require_for_roles
from tests.accounts.two_factor.signing_in import enter, set_up, sign_in
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.second_factor import code_of, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]


def test_role_that_needs_it_opens_nothing_before_it_is_set_up(client, person):
    require_for_roles(roles=[BOARD_MEMBER], by=make_user(ADMINISTRATOR))
    sign_in(client)

    answers = [client.get(reverse(name)) for name in ("board", "your_account", "mfa_deactivate_totp")]
    open_pages = [client.get(reverse(name)).status_code for name in ("help", "mfa_activate_totp")]

    assert {answer.url for answer in answers} == {reverse("mfa_activate_totp")}
    assert open_pages == [200, 200]


def test_role_that_needs_it_opens_everything_after(client, person):
    require_for_roles(roles=[BOARD_MEMBER], by=make_user(ADMINISTRATOR))
    sign_in(client)

    set_up(client)

    assert client.get(reverse("your_account")).status_code == 200


def test_role_that_needs_it_cannot_turn_it_off(client, person):
    secret, _ = enrol(person)
    require_for_roles(roles=[BOARD_MEMBER], by=make_user(ADMINISTRATOR))
    sign_in(client)
    enter(client, code_of(secret))

    response = client.post(reverse("mfa_deactivate_totp"))

    assert "Your role needs two-factor sign-in" in response.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_account_that_may_do_everything_needs_it_as_administrators_do(client):
    first = User.objects.create_superuser("first@example.org", PASSWORD, name="First")
    client.force_login(first)
    before = client.get(reverse("your_account")).status_code

    require_for_roles(roles=[ADMINISTRATOR], by=first)

    assert (before, client.get(reverse("your_account")).status_code) == (200, 302)


def test_other_roles_are_left_alone(client, person):
    require_for_roles(roles=[EDITOR], by=make_user(ADMINISTRATOR))

    sign_in(client)

    assert client.get(reverse("your_account")).status_code == 200


def test_rule_is_in_the_trail_once(person):
    by = make_user(ADMINISTRATOR)

    require_for_roles(roles=[EDITOR, ADMINISTRATOR], by=by)
    require_for_roles(roles=[ADMINISTRATOR, EDITOR], by=by)
    require_for_roles(roles=[EDITOR], by=by)

    assert [event.changes for event in AuditEvent.objects.order_by("pk")] == [
        [{"field": "roles that need it", "before": "", "after": "Administrator; National editor"}],
        [{"field": "roles that need it", "before": "Administrator; National editor", "after": "National editor"}],
    ]
