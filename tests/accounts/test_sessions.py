"""Where a person is signed in: listed in words, and ended from elsewhere."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.sessions import device, end_sessions, sessions_of
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1"
NEW = "heron lantern gravel"


def signed_in(user, browser=EDGE):
    client = Client(headers={"user-agent": browser})
    client.post(reverse("sign_in"), {"username": user.email, "password": PASSWORD})
    return client


def is_signed_in(client):
    return client.get(reverse("your_account")).status_code == 200


def listed(client):
    return [(each.device, each.is_this_one) for each in client.get(reverse("your_account")).context["sessions"]]


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (EDGE, "Edge on Windows"),
        (PHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/17 Safari/605", "Safari on Mac"),
        ("", "A browser"),
        ("<script>", "A browser"),
    ],
)
def test_device_is_told_in_words(user_agent, words):
    assert device(user_agent) == words


def test_page_lists_where_one_is_signed_in_this_session_first():
    user = make_user()
    here = signed_in(user)
    signed_in(user, PHONE)
    signed_in(make_user())

    assert listed(here) == [("Edge on Windows", True), ("Safari on iPhone", False)]


def test_signing_out_takes_the_session_from_the_list():
    user = make_user()
    here, there = signed_in(user), signed_in(user, PHONE)

    there.post(reverse("sign_out"))

    assert listed(here) == [("Edge on Windows", True)]


def test_session_that_ran_out_is_not_listed():
    user = make_user()
    with time_machine.travel("2020-10-01 08:00", tick=False) as clock:
        signed_in(user, PHONE)
        clock.shift(timedelta(hours=11))
        here = signed_in(user)

        assert listed(here) == [("Edge on Windows", True)]


def test_session_ended_elsewhere_signs_out():
    user = make_user()
    here, there = signed_in(user), signed_in(user, PHONE)
    theirs = UserSession.objects.get(session_key=there.session.session_key)

    here.post(reverse("end_session", args=[theirs.pk]))

    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    assert AuditEvent.objects.get().action == "ended a session"


def test_all_other_sessions_are_ended_at_once():
    user = make_user()
    here, *others = signed_in(user), signed_in(user, PHONE), signed_in(user)
    stranger = signed_in(make_user())

    here.post(reverse("end_other_sessions"))

    assert [is_signed_in(client) for client in (here, *others, stranger)] == [True, False, False, True]


def test_session_of_another_person_is_not_ended():
    here, other = signed_in(make_user()), signed_in(make_user())
    theirs = UserSession.objects.get(session_key=other.session.session_key)

    response = here.post(reverse("end_session", args=[theirs.pk]))

    assert response.status_code == 404
    assert is_signed_in(other)


def test_own_session_is_ended_by_signing_out_only():
    here = signed_in(make_user())
    ours = UserSession.objects.get()

    response = here.post(reverse("end_session", args=[ours.pk]))

    assert (response.status_code, is_signed_in(here)) == (404, True)


def test_new_password_ends_all_other_sessions():
    user = make_user()
    here, there = signed_in(user), signed_in(user, PHONE)

    here.post(reverse("password_change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    assert listed(here) == [("Edge on Windows", True)]


def test_use_is_noted_every_five_minutes_at_most():
    user = make_user()
    with time_machine.travel("2020-10-01 12:00", tick=False) as clock:
        here = signed_in(user)
        is_signed_in(here)
        clock.shift(timedelta(minutes=4))
        is_signed_in(here)
        soon = UserSession.objects.get().last_seen_at
        clock.shift(timedelta(minutes=2))
        is_signed_in(here)

        assert timezone.now() - soon == timedelta(minutes=6)
        assert UserSession.objects.get().last_seen_at == timezone.now()


def test_list_asks_no_more_for_more_sessions(query_count):
    user = make_user()
    here = signed_in(user)
    is_signed_in(here)
    few = query_count(lambda: is_signed_in(here))
    for _ in range(5):
        signed_in(user)

    assert query_count(lambda: is_signed_in(here)) == few


def test_end_of_all_sessions_counts_them():
    user = make_user()
    signed_in(user), signed_in(user)

    assert (end_sessions(user), sessions_of(user, None)) == (2, [])
