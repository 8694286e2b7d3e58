"""Changing a password, and getting a new one by mail."""

import re

import pytest
from django.contrib.auth.views import redirect_to_login
from django.core import mail
from django.urls import reverse

from pssdash.accounts.models import AuditEvent
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = "heron lantern gravel"


def ask_for_link(client, email):
    return client.post(reverse("password_reset"), {"email": email})


def link_in(message):
    return re.search(r"http://127\.0\.0\.1:8000(/accounts/\S+)", message.body).group(1)


def choose(client, link, password=NEW, again=NEW):
    """Follow the link to its form and send a new password."""
    form_url = client.get(link).url
    return client.post(form_url, {"new_password1": password, "new_password2": again})


def test_reset_sends_a_link_that_sets_the_password(client):
    user = make_user(email="board@example.org")
    ask_for_link(client, "Board@example.org")

    choose(client, link_in(mail.outbox[0]))

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert mail.outbox[0].to == ["board@example.org"]


def test_reset_link_works_once(client):
    make_user(email="board@example.org")
    ask_for_link(client, "board@example.org")
    link = link_in(mail.outbox[0])
    choose(client, link)

    response = client.get(link)

    assert response.status_code == 200
    assert "This link no longer works" in response.content.decode()


def test_reset_link_that_was_cut_short_says_so(client):
    response = client.get(reverse("password_reset_confirm", args=["MQ", "abc-def"]))

    assert "This link no longer works" in response.content.decode()


def test_reset_says_the_same_for_unknown_and_closed_accounts(client):
    make_user(email="board@example.org")
    closed = make_user(email="closed@example.org")
    closed.is_active = False
    closed.save()

    answers = [ask_for_link(client, f"{name}@example.org").url for name in ("board", "closed", "nobody")]

    assert set(answers) == {reverse("password_reset_sent")}
    assert [message.to for message in mail.outbox] == [["board@example.org"]]


def test_reset_does_the_same_work_whether_or_not_there_is_an_account(client, query_count):
    make_user(email="board@example.org")
    client.get(reverse("password_reset"))

    def work_for(email):
        answers = []
        queries = query_count(lambda: answers.append(ask_for_link(client, email)))
        return queries, [template.name for template in answers[0].templates]

    queries, drawn = work_for("board@example.org")
    assert work_for("nobody@example.org") == (queries, drawn)
    assert {"mails/new_password.txt", "mails/new_password.html"} <= set(drawn)
    assert [message.to for message in mail.outbox] == [["board@example.org"]]


def test_reset_sends_no_link_to_the_host_that_the_browser_named(client, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    make_user(email="board@example.org")

    client.post(reverse("password_reset"), {"email": "board@example.org"}, headers={"host": "elsewhere.example"})

    assert "elsewhere.example" not in mail.outbox[0].message().as_string()


@pytest.mark.parametrize("email", ["board@example.org", "nobody@example.org"])
def test_reset_asks_the_mail_server_for_anybody_and_says_the_same_when_it_fails(client, settings, caplog, email):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    make_user(email="board@example.org")

    response = ask_for_link(client, email)

    assert response.url == reverse("password_reset_sent")
    assert "could not be sent" in caplog.text


def test_reset_refuses_a_weak_password(client):
    user = make_user(email="board@example.org")
    ask_for_link(client, "board@example.org")

    response = choose(client, link_in(mail.outbox[0]), "short", "short")

    assert "new_password2" in response.context["form"].errors
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_change_needs_the_present_password(client):
    user = make_user()
    client.force_login(user)

    response = client.post(
        reverse("password_change"), {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    )

    assert list(response.context["form"].errors) == ["old_password"]


def test_change_keeps_the_person_signed_in_and_is_recorded(client):
    user = make_user()
    client.force_login(user)

    response = client.post(
        reverse("password_change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    )

    event = AuditEvent.objects.get()
    assert client.get(response.url).status_code == 200
    assert (event.by, event.action, event.changes) == (user, "changed the password", [])


@pytest.mark.parametrize("name", ["password_reset", "password_reset_sent", "password_reset_complete"])
def test_reset_pages_are_open_to_everybody(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_password_change_asks_for_the_sign_in(client):
    response = client.get(reverse("password_change"))

    assert response.url == redirect_to_login(reverse("password_change")).url
