"""Signing in with a second factor: setting it up, the code, recovery codes, guesses, roles that need it."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pssdash.accounts.kept_text import SESSION_KEY
from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, BOARD_MEMBER, EDITOR
from pssdash.accounts.two_factor.rules import require_for_roles, take_away_second_factor
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.second_factor import code_of, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]
EMAIL = "board@example.org"


@pytest.fixture
def person():
    return make_user(BOARD_MEMBER, email=EMAIL)


@pytest.fixture
def clock():
    """The time, to be moved on."""
    with time_machine.travel("2020-10-01 12:00", tick=False) as traveller:
        yield traveller


def sign_in(client, after=""):
    query = {"next": after} if after else None
    return client.post(reverse("sign_in", query=query), {"username": EMAIL, "password": PASSWORD})


def enter(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def set_up(client):
    """Turn it on as a person does: the key of the page, and the code that an app makes of it."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})


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


def test_code_of_the_app_works_once(client, person):
    secret, _ = enrol(person)
    sign_in(client)
    enter(client, code_of(secret))
    other = Client()
    sign_in(other)

    enter(other, code_of(secret))

    assert not is_signed_in(other)


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


def test_wrong_code_says_so(client, person):
    enrol(person)
    sign_in(client)

    response = enter(client, "000000")

    assert response.context["form"].errors["code"][0].startswith("This code is not right")


def guess(client, times):
    for _ in range(times):
        sign_in(client)
        response = enter(client, "000000")
    return response


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


def test_codes_that_were_tried_are_not_kept(client, person):
    enrol(person)
    sign_in(client)

    enter(client, "246813")

    attempt = AccessAttempt.objects.get()
    assert attempt.username == "code of board@example.org"
    assert "246813" not in attempt.post_data


def test_text_that_waits_for_the_sign_in_waits_for_the_code_too(client, person):
    secret, _ = enrol(person)
    session = client.session
    session[SESSION_KEY] = {"path": "/somewhere/", "form": "words=typed"}
    session.save()
    sign_in(client)

    enter(client, code_of(secret))

    assert client.session[SESSION_KEY]["form"] == "words=typed"


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


def test_taken_away_means_the_password_alone(client, person):
    enrol(person)

    take_away_second_factor(user=person, by=make_user(ADMINISTRATOR), reason="Lost the phone")

    sign_in(client)
    assert is_signed_in(client)
    assert AuditEvent.objects.get().reason == "Lost the phone"


@pytest.mark.parametrize(
    "path", ["signup", "login", "logout", "email", "confirm-email", "social/signup", "2fa", "sessions", "inactive"]
)
def test_pages_of_the_library_that_nobody_wants_do_not_exist(client, person, path):
    client.force_login(person)

    assert client.get(f"/accounts/{path}/").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "socialaccount_signup", "account_email", "account_login_code"])
def test_names_of_such_pages_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
