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

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.time_machine("2021-02-01 09:30", tick=False)]
NEW = "heron lantern gravel"


@pytest.fixture
def owner():
    return make_user(email="owner@example.org")


def both_versions(message):
    return message.body, message.alternatives[0].content


def test_notice_says_what_when_and_what_to_do_in_text_and_html(owner, settings):
    settings.CONTACT_EMAIL = "help@example.org"

    tell_owner(owner, Notice.PASSWORD)

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["owner@example.org"], "Your password was changed")
    for version in both_versions(message):
        assert "Your password was changed, at 09:30 on 1 February 2021" in version
        assert f"{settings.SITE_ADDRESS}{reverse('password_reset')}" in version
        assert "help@example.org" in version


def test_changed_password_is_told(client, owner):
    client.force_login(owner)

    client.post(reverse("password_change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert [(each.to, each.subject) for each in mail.outbox] == [([owner.email], Notice.PASSWORD.label)]


def test_refused_password_is_not_told(client, owner):
    client.force_login(owner)

    client.post(reverse("password_change"), {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW})

    assert mail.outbox == []


def test_second_factor_that_an_administrator_takes_away_is_told(owner):
    enrol(owner)

    take_away_second_factor(user=owner, by=make_user(ADMINISTRATOR), reason="Lost the phone")

    assert [(each.to, each.subject) for each in mail.outbox] == [([owner.email], Notice.FACTOR_TAKEN.label)]


def moved_to(address, user):
    change_account(
        user=user, email=address, name=user.name, roles=list(user.groups.all()), organisations=[],
        by=make_user(ADMINISTRATOR),
    )  # fmt: skip


def test_changed_address_is_told_to_the_former_one_which_can_set_no_password(owner, settings):
    settings.CONTACT_EMAIL = "help@example.org"

    moved_to("new@example.org", owner)

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["owner@example.org"], Notice.ADDRESS.label)
    for version in both_versions(message):
        assert "the account of owner@example.org" in version and "write to help@example.org" in version
        assert reverse("password_reset") not in version and "new@example.org" not in version


def test_address_in_other_capitals_is_the_same(owner):
    moved_to("Owner@example.org", owner)

    assert mail.outbox == []


def test_mail_server_that_fails_is_told_in_the_log_alone(client, owner, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(owner)

    answer = client.post(
        reverse("password_change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    )

    assert answer.status_code == 302
    assert "security notice could not be sent" in caplog.text
