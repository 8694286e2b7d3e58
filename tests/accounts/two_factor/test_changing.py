"""Whoever changes it gives the password again; turning it off, making new codes, having it taken away."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import ADMINISTRATOR
from pssdash.accounts.two_factor.rules import take_away_second_factor
from tests.accounts.two_factor.signing_in import enter, is_signed_in, sign_in
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.second_factor import code_of, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes"])
def test_open_screen_is_asked_for_the_password_again(client, person, name):
    if name != "mfa_activate_totp":
        enrol(person)
    client.force_login(person)

    response = client.get(reverse(name))

    assert response.url == reverse("account_reauthenticate", query={"next": reverse(name)})


def test_password_again_leads_on(client, person):
    client.force_login(person)
    there = reverse("account_reauthenticate", query={"next": reverse("mfa_activate_totp")})

    wrong, right = client.post(there, {"password": "wrong"}), client.post(there, {"password": PASSWORD})

    assert wrong.context["form"].errors == {"password": ["This is not your password. Check it and try again."]}
    assert right.url == reverse("mfa_activate_totp")
    assert client.get(right.url).status_code == 200


def test_password_again_is_not_for_guessing(client, person):
    client.force_login(person)

    answers = [client.post(reverse("account_reauthenticate"), {"password": "wrong"}).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]


def test_turned_off_means_the_password_alone(client, person, django_capture_on_commit_callbacks):
    secret, _ = enrol(person)
    sign_in(client)
    enter(client, code_of(secret))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_deactivate_totp"))

    other = Client()
    sign_in(other)
    assert is_signed_in(other)
    assert [each.subject for each in mail.outbox] == ["Two-factor sign-in was turned off"]
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.get().action == "turned two-factor sign-in off"


def test_new_recovery_codes_take_the_place_of_the_old(client, person, django_capture_on_commit_callbacks):
    secret, codes = enrol(person)
    sign_in(client)
    enter(client, code_of(secret))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))

    other = Client()
    sign_in(other)
    enter(other, codes[0])
    assert not is_signed_in(other)
    assert AuditEvent.objects.get().action == "made new recovery codes"
    assert [each.subject for each in mail.outbox] == ["New recovery codes were made for your account"]


def test_taken_away_means_the_password_alone(client, person):
    enrol(person)

    take_away_second_factor(user=person, by=make_user(ADMINISTRATOR), reason="Lost the phone")

    sign_in(client)
    assert is_signed_in(client)
    assert AuditEvent.objects.get().reason == "Lost the phone"
