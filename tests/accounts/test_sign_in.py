"""Signing in and out: who gets in, what failures say, and when an address is locked."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

from pssdash.accounts.roles import BOARD_MEMBER
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NOT_RIGHT = "The email address or the password is not right"


def sign_in(client, email, password=PASSWORD, after=""):
    query = {"next": after} if after else None
    return client.post(reverse("sign_in", query=query), {"username": email, "password": password})


def test_sign_in_leads_to_the_first_page(client):
    make_user(BOARD_MEMBER, email="board@example.org")

    response = sign_in(client, "board@example.org")

    assert response.url == reverse("home")


def test_sign_in_takes_the_address_in_any_capitals(client):
    make_user(email="board@example.org")

    response = sign_in(client, "Board@Example.ORG")

    assert response.status_code == 302


def test_sign_in_leads_on_to_the_page_that_was_asked_for(client):
    make_user(email="board@example.org")

    response = sign_in(client, "board@example.org", after="/objectives/?theme=sc")

    assert response.url == "/objectives/?theme=sc"


@pytest.mark.parametrize("after", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_site(client, after):
    make_user(email="board@example.org")

    response = sign_in(client, "board@example.org", after=after)

    assert response.url == reverse("home")


@pytest.mark.parametrize(
    ("email", "closed"), [("nobody@example.org", False), ("board@example.org", True), ("board@example.org", False)]
)
def test_every_failure_says_the_same(client, email, closed):
    user = make_user(email="board@example.org")
    user.is_active = not closed
    user.save()

    response = sign_in(client, email, password=PASSWORD if closed else "wrong")

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [f"{NOT_RIGHT}. Check both and try again."]


def test_empty_form_names_both_fields(client):
    response = client.post(reverse("sign_in"), {})

    assert response.context["form"].errors == {
        "username": ["Enter your email address"],
        "password": ["Enter your password"],
    }


def test_closing_an_account_ends_its_session(client):
    user = make_user(BOARD_MEMBER)
    client.force_login(user)
    user.is_active = False
    user.save()

    response = client.get(reverse("password_change"))

    assert response.url == redirect_to_login(reverse("password_change")).url


def fail(client, email, times):
    for _ in range(times):
        response = sign_in(client, email, password="wrong")
    return response


def test_fifth_failure_locks_the_address(client):
    make_user(email="board@example.org")
    fourth = fail(client, "board@example.org", 4)

    fifth = fail(client, "board@example.org", 1)

    assert (fourth.status_code, fifth.status_code) == (200, 429)
    assert "locked for 15 minutes" in fifth.content.decode()
    assert sign_in(client, "board@example.org").status_code == 429


def test_capitals_do_not_start_the_count_again(client):
    make_user(email="board@example.org")

    fail(client, "board@example.org", 4)

    assert fail(client, "BOARD@example.org", 1).status_code == 429


def test_lock_leaves_other_addresses_alone(client):
    make_user(email="board@example.org")
    fail(client, "somebody@example.org", 6)

    response = sign_in(client, "board@example.org")

    assert response.status_code == 302


def test_lock_leaves_the_owner_alone_at_another_place(client):
    make_user(email="board@example.org")
    fail(client, "board@example.org", 5)
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"

    response = sign_in(client, "board@example.org")

    assert response.status_code == 302


def test_lock_ends_after_fifteen_minutes(client):
    make_user(email="board@example.org")
    with time_machine.travel("2020-10-01 12:00", tick=False) as clock:
        fail(client, "board@example.org", 5)
        clock.shift(timedelta(minutes=16))

        response = sign_in(client, "board@example.org")

    assert response.status_code == 302


def test_success_clears_the_failures(client):
    make_user(email="board@example.org")
    fail(client, "board@example.org", 4)
    sign_in(client, "board@example.org")
    client.logout()

    assert fail(client, "board@example.org", 4).status_code == 200


def test_sign_out_ends_the_session(client):
    client.force_login(make_user())

    response = client.post(reverse("sign_out"))

    assert response.url == reverse("sign_in")
    assert "_auth_user_id" not in client.session


def test_sign_out_is_not_done_by_a_link(client):
    client.force_login(make_user())

    response = client.get(reverse("sign_out"))

    assert response.status_code == 405
    assert "_auth_user_id" in client.session


def test_sign_out_after_the_session_ended_is_no_error(client):
    response = client.post(reverse("sign_out"))

    assert response.url == reverse("sign_in")


def test_signed_in_person_is_led_past_the_sign_in_page(client):
    client.force_login(make_user())

    response = client.get(reverse("sign_in"))

    assert response.url == reverse("home")
