"""The code of the app and the recovery codes: what completes a sign-in, and how often."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pssdash.accounts.kept_text import SESSION_KEY
from tests.accounts.two_factor.signing_in import enter, is_signed_in, sign_in
from tests.factories.second_factor import code_of, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]


def test_password_alone_leads_to_the_code_and_signs_nobody_in(client, person):
    enrol(person)

    response = sign_in(client)

    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.get(reverse("board")).status_code == 302


def test_code_of_the_app_completes_the_sign_in(client, person):
    secret, _ = enrol(person)
    sign_in(client, after="/objectives/?theme=sc")

    response = enter(client, code_of(secret))

    assert response.url == "/objectives/?theme=sc"
    assert is_signed_in(client)


@pytest.mark.parametrize(("steps", "is_right"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_clock_of_the_phone_may_differ_by_half_a_minute(client, person, steps, is_right):
    secret, _ = enrol(person)
    sign_in(client)

    enter(client, code_of(secret, steps))

    assert is_signed_in(client) is is_right


def test_last_sign_in_waits_for_the_code(client, person):
    secret, _ = enrol(person)
    sign_in(client)
    person.refresh_from_db()
    before = person.last_login

    enter(client, code_of(secret))

    person.refresh_from_db()
    assert (before, person.last_login is None) == (None, False)


def test_code_of_the_app_works_once_on_any_server(client, person):
    from django.core.cache import cache

    secret, _ = enrol(person)
    sign_in(client)
    enter(client, code_of(secret))
    cache.clear()  # another server has a cache of its own
    other = Client()
    sign_in(other)

    enter(other, code_of(secret))

    assert not is_signed_in(other)


def test_recovery_code_works_once(client, person):
    _, codes = enrol(person)
    sign_in(client)
    enter(client, codes[3])
    other = Client()
    sign_in(other)

    enter(other, codes[3])

    assert (is_signed_in(client), is_signed_in(other)) == (True, False)


def test_sign_in_does_not_wait_for_its_code_for_ever(client, person, clock):
    secret, _ = enrol(person)
    sign_in(client)
    clock.shift(timedelta(minutes=16))

    response = enter(client, code_of(secret))

    assert response.url == reverse("sign_in")
    assert not is_signed_in(client)


def test_code_without_a_password_before_leads_to_the_sign_in_page(client):
    assert enter(client, "123456").url == reverse("sign_in")


def test_account_closed_between_password_and_code_stays_out(client, person):
    secret, _ = enrol(person)
    sign_in(client)
    person.is_active = False
    person.save()

    enter(client, code_of(secret))

    assert client.get(reverse("board")).status_code == 302


def test_text_that_waits_for_the_sign_in_waits_for_the_code_too(client, person):
    secret, _ = enrol(person)
    session = client.session
    session[SESSION_KEY] = {"path": "/somewhere/", "form": "words=typed"}
    session.save()
    sign_in(client)

    enter(client, code_of(secret))

    assert client.session[SESSION_KEY]["form"] == "words=typed"
