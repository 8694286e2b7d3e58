"""Links in mails that stop them, and the page on which a person chooses."""

import re

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders.choices import stopped_by
from pssdash.rounds.reminders.links import ALL, SALT, read_stop, stop_path
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def strict():
    """A browser or mail program as they are: nothing is let through without its token."""
    return Client(enforce_csrf_checks=True)


def test_opening_the_link_changes_nothing_and_posting_stops_one_kind():
    person = make_user(EDITOR)
    url = stop_path(person, Need.DUE_SOON)

    page = strict().get(url)
    assert "Stop these reminders?" in page.content.decode() and stopped_by(person) == set()
    done = strict().post(url)

    assert "You get no more of these emails" in done.content.decode()
    assert stopped_by(person) == {Need.DUE_SOON}
    assert AuditEvent.objects.get(action="chose reminders").by == person


def test_mail_program_stops_everything_with_one_click_and_again_without_harm():
    person, other = make_user(EDITOR), make_user(EDITOR)

    for _ in range(2):
        answer = strict().post(stop_path(person), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200 and stopped_by(person) == set(Need.values)
    assert stopped_by(other) == set()
    assert AuditEvent.objects.filter(action="chose reminders").count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_that_was_changed_is_of_nobody(method):
    person = make_user(EDITOR)
    token = stop_path(person).split("/")[-2]
    forged = [
        f"x{token}", token[:-1], "zebra", signing.dumps([person.pk, ALL]), signing.dumps([0, ALL], salt=SALT),
        signing.dumps([person.pk, "zebra"], salt=SALT),
    ]  # fmt: skip

    for each in forged:
        assert getattr(strict(), method)(reverse("stop_reminders", args=[each])).status_code == 404

    assert stopped_by(person) == set()
    assert read_stop(token).person == person.pk


def test_link_fits_into_the_header_of_a_mail_and_survives_a_new_key(settings):
    person = make_user(EDITOR)
    path = stop_path(person, Need.PASSED_ON)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"

    assert re.fullmatch(r"/reminders/stop/[\w:-]+/", path) and len(path) < 200
    assert strict().get(path).status_code == 200


def test_person_chooses_on_their_own_page(client):
    person = make_user(EDITOR)
    client.force_login(person)
    assert reverse("reminder_choices") in client.get(reverse("your_account")).content.decode()

    client.post(reverse("reminder_choices"), {"wanted": [Need.OVERDUE, Need.DUE]})

    assert stopped_by(person) == set(Need.values) - {Need.OVERDUE, Need.DUE}
    page = client.get(reverse("reminder_choices")).content.decode()
    assert len(re.findall(r"<input[^>]* checked", page)) == 2
