"""How keys and recovery codes are stored, and what becomes of them with another secret key."""

import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.two_factor.signing_in import enter, is_signed_in, sign_in
from tests.factories.second_factor import code_of, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]


def test_keys_and_codes_are_not_stored_in_clear(person):
    secret, codes = enrol(person)

    stored = " ".join(str(data) for data in Authenticator.objects.values_list("data", flat=True))

    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_old_secret_key_still_opens_the_keys(client, person, settings):
    secret, _ = enrol(person)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    sign_in(client)

    enter(client, code_of(secret))

    assert is_signed_in(client)


def test_keys_of_a_lost_secret_key_are_said_to_be_lost(client, person, settings):
    secret, _ = enrol(person)
    settings.SECRET_KEY = "another"
    sign_in(client)

    response = enter(client, code_of(secret))

    assert "has to be set up again" in response.context["form"].errors["code"][0]
    assert not is_signed_in(client)
