"""The link of an invitation: how long and how often it works, and what accepting asks for."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR
from pssdash.people.inviting import accept, withdraw
from pssdash.people.models import Invitation
from pssdash.people.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.people import TOKEN, make_invitation
from tests.people.inviting.answering import PASSWORD, choose

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "status", "state"), [(29, 200, "waiting"), (31, 404, "expired")])
def test_link_works_for_thirty_days(client, days, status, state):
    with time_machine.travel("2020-10-01", tick=False) as clock:
        invitation = make_invitation(by=make_user(ADMINISTRATOR))
        clock.shift(timedelta(days=days))

        response = client.get(reverse("accept_invitation", args=[TOKEN]))

        assert (response.status_code, invitation.state) == (status, state)


def test_withdrawn_invitation_is_over(client, administrator):
    invitation = make_invitation(by=administrator)

    client.post(reverse("withdraw_invitation", args=[invitation.pk]))

    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"
    assert client.get(reverse("accept_invitation", args=[TOKEN])).status_code == 404
    assert client.post(reverse("invite_again", args=[invitation.pk])).status_code == 404
    assert AuditEvent.objects.get().action == "withdrew the invitation"


def test_link_works_once(client):
    make_invitation(by=make_user(ADMINISTRATOR))
    link = reverse("accept_invitation", args=[TOKEN])
    choose(client, link)

    assert choose(client, link).status_code == 404
    assert User.objects.filter(email="new@example.org").count() == 1


def test_answered_invitation_is_not_accepted_by_who_had_it_open():
    by = make_user(ADMINISTRATOR)
    invitation = make_invitation(by=by)
    withdraw(invitation=Invitation.objects.get(), by=by)

    with pytest.raises(Invitation.DoesNotExist):
        accept(invitation=invitation, password=PASSWORD)


def test_passwords_that_differ_make_no_account(client):
    make_invitation(by=make_user(ADMINISTRATOR))

    response = choose(client, reverse("accept_invitation", args=[TOKEN]), again="other")

    assert list(response.context["form"].errors) == ["new_password2"]
    assert not User.objects.filter(email="new@example.org").exists()


def test_weak_password_is_refused_by_the_rules_of_all(client):
    make_invitation(by=make_user(ADMINISTRATOR))

    response = client.post(
        reverse("accept_invitation", args=[TOKEN]),
        {"new_password1": "new@example.org", "new_password2": "new@example.org"},
    )

    assert "new_password2" in response.context["form"].errors


def test_unknown_link_says_no_more_than_an_old_one(client):
    make_invitation(by=make_user(ADMINISTRATOR))

    unknown = client.get(reverse("accept_invitation", args=["zebra"]))

    assert unknown.status_code == 404
    assert "new@example.org" not in unknown.content.decode()


def test_digest_of_a_token_is_no_link(client):
    invitation = make_invitation(by=make_user(ADMINISTRATOR))

    assert client.get(reverse("accept_invitation", args=[invitation.token_digest])).status_code == 404


def test_invitation_to_an_address_with_an_account_by_now_is_over(client, administrator):
    invitation = make_invitation(by=administrator, email="ann@example.org")
    make_user(email="ann@example.org")

    with pytest.raises(Refused, match="has an account already"):
        accept(invitation=invitation, password=PASSWORD)
