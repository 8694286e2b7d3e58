"""Wrong codes: what is said, when the account is locked, and what is kept of them."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client

from tests.accounts.two_factor.signing_in import enter, is_signed_in, sign_in
from tests.factories.second_factor import code_of, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]


def guess(client, times):
    for _ in range(times):
        sign_in(client)
        response = enter(client, "000000")
    return response


def test_wrong_code_says_so(client, person):
    enrol(person)
    sign_in(client)

    response = enter(client, "000000")

    assert response.context["form"].errors["code"][0].startswith("This code is not right")


def test_fifth_wrong_code_locks_the_account_at_every_place(client, person):
    secret, codes = enrol(person)
    fourth, fifth = guess(client, 4), guess(client, 1)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(elsewhere)

    answers = [enter(elsewhere, code_of(secret)), enter(elsewhere, codes[0])]

    assert (fourth.status_code, fifth.status_code) == (200, 429)
    assert [answer.status_code for answer in answers] == [429, 429]
    assert not is_signed_in(elsewhere)


def test_lock_after_wrong_codes_ends(client, person, clock):
    secret, _ = enrol(person)
    guess(client, 5)
    clock.shift(timedelta(minutes=16))
    sign_in(client)

    enter(client, code_of(secret))

    assert is_signed_in(client)


def test_right_code_clears_the_wrong_ones(client, person):
    secret, _ = enrol(person)
    guess(client, 4)
    enter(client, code_of(secret))
    client.logout()

    assert guess(client, 4).status_code == 200


def test_right_passwords_do_not_clear_wrong_codes(client, person):
    enrol(person)

    answers = [guess(Client(), 1).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]


def test_codes_that_were_tried_are_not_kept(client, person):
    enrol(person)
    sign_in(client)

    enter(client, "246813")

    attempt = AccessAttempt.objects.get()
    assert attempt.username == "code of board@example.org"
    assert "246813" not in attempt.post_data
