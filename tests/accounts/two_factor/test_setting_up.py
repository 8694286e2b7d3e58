"""Setting it up: the key, its drawing, the recovery codes, and the trail."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from pssdash.accounts.models import AuditEvent
from tests.accounts.two_factor.signing_in import EMAIL, set_up, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]


def test_set_up_gives_recovery_codes_once_and_is_in_the_trail(client, person, django_capture_on_commit_callbacks):
    sign_in(client)

    with django_capture_on_commit_callbacks(execute=True):
        _, response = set_up(client)

    first, second = client.get(response.url), client.get(response.url)
    event = AuditEvent.objects.get(action="turned two-factor sign-in on")
    assert len(re.findall(r"<li>\d{8}</li>", first.content.decode())) == 10
    assert not re.search(r"\d{8}", second.content.decode())
    assert (event.by, event.item_key, event.changes) == (person, EMAIL, [])
    assert [(each.to, each.subject) for each in mail.outbox] == [([EMAIL], "Two-factor sign-in was turned on")]


def test_set_up_needs_a_code_of_the_same_key(client, person):
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "code" in response.context["form"].errors
    assert not Authenticator.objects.exists()


def test_set_up_draws_a_code_that_a_strict_policy_shows(client, person):
    sign_in(client)

    page = client.get(reverse("mfa_activate_totp")).content.decode()

    drawing = re.search(r"<svg class=\"app-qr-code\".*?</svg>", page, re.DOTALL).group()
    assert not re.search(r"<style| style=|<script|data:", drawing)
    assert 'role="img"' in drawing and drawing.count("M") > 200
