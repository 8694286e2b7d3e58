"""Mails to the owner of an account about a change to how one signs in."""

import pytest
from django.core import mail
from django.urls import reverse

from pssdash.accounts.notices import Notice, tell_owner
from pssdash.accounts.roles import ADMINISTRATOR
from pssdash.accounts.two_factor.rules import take_away_second_factor
from pssdash.people.keeping import change_account
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.second_factor import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01 09:30", tick=False)]
NEW = "heron lantern gravel"


@pytest.fixture
def owner():
    return make_user(email="owner@example.org")


@pytest.fixture
def mails_are_sent(django_capture_on_commit_callbacks):
    """with mails_are_sent(): what is to be sent at the end of a change is sent at the end of this."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def change_password(client, owner, mails_are_sent):
    """change_password(old): what the page answers to the owner."""
    client.force_login(owner)

    def change(old):
        with mails_are_sent():
            typed = {"old_password": old, "new_password1": NEW, "new_password2": NEW}
            return client.post(reverse("password_change"), typed)

    return change


def both_versions(message):
    return message.body, message.alternatives[0].content


def test_notice_says_what_when_and_what_to_do_in_text_and_html(owner, settings, mails_are_sent):
    settings.CONTACT_EMAIL = "help@example.org"

    with mails_are_sent():
        tell_owner(owner, Notice.PASSWORD)

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["owner@example.org"], "Your password was changed")
    for version in both_versions(message):
        assert "Your password was changed, at 09:30 on 1 February 2021" in version
        assert f"{settings.SITE_ADDRESS}{reverse('password_reset')}" in version
        assert "help@example.org" in version


def test_changed_password_is_told(change_password, owner):
    change_password(PASSWORD)

    assert [(each.to, each.subject) for each in mail.outbox] == [([owner.email], Notice.PASSWORD.label)]


def test_refused_password_is_not_told(change_password):
    change_password("wrong")

    assert mail.outbox == []


def test_second_factor_that_an_administrator_takes_away_is_told(owner, mails_are_sent):
    enrol(owner)

    with mails_are_sent():
        take_away_second_factor(user=owner, by=make_user(ADMINISTRATOR), reason="Lost the phone")

    assert [(each.to, each.subject) for each in mail.outbox] == [([owner.email], Notice.FACTOR_TAKEN.label)]


@pytest.fixture
def move_to(owner, mails_are_sent):
    """move_to(address): an administrator changes the owner's address."""

    def move(address):
        roles, by = list(owner.groups.all()), make_user(ADMINISTRATOR)
        with mails_are_sent():
            change_account(user=owner, email=address, name=owner.name, roles=roles, organisations=[], by=by)

    return move


def test_changed_address_is_told_to_the_former_one_which_can_set_no_password(move_to, settings):
    settings.CONTACT_EMAIL = "help@example.org"

    move_to("new@example.org")

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["owner@example.org"], Notice.ADDRESS.label)
    for version in both_versions(message):
        assert "the account of owner@example.org" in version and "write to help@example.org" in version
        assert reverse("password_reset") not in version and "new@example.org" not in version


def test_address_in_other_capitals_is_the_same(move_to):
    move_to("Owner@example.org")

    assert mail.outbox == []


def test_mail_server_that_fails_is_told_in_the_log_alone(change_password, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = change_password(PASSWORD)

    assert answer.status_code == 302
    assert "security notice could not be sent" in caplog.text
