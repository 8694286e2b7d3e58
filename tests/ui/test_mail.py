"""Mails: two versions of each, readable in both, really sent."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from pssdash.ui.mail import compose, send_mail, tidy

CONTEXT = {"user": {"email": "o'neill@example.org"}, "uid": "MQ", "token": "abc-def"}
LINK = "http://127.0.0.1:8000/accounts/password/reset/MQ/abc-def/"


@pytest.fixture
def smtp(settings, mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    return mail_server


def test_mail_arrives_at_a_server_with_both_versions(smtp):
    send_mail("board@example.org", "Prüfung – a new password", "new_password", CONTEXT)

    message = smtp.messages[0]
    assert smtp.recipients == [["board@example.org"]]
    assert (message["To"], message["Subject"]) == ("board@example.org", "Prüfung – a new password")
    assert message["From"] == "Patient Safety Strategy dashboard <pssdash@localhost>"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert all(LINK in part.get_content() for part in message.iter_parts())


def test_mail_that_the_server_refuses_is_the_callers_to_know(smtp):
    smtp.refused = {"nobody@example.org"}

    with pytest.raises(SMTPRecipientsRefused):
        send_mail("nobody@example.org", "A new password", "new_password", CONTEXT)


def test_mail_says_that_a_machine_sent_it():
    send_mail(
        "board@example.org", "A new password", "new_password", CONTEXT, {"List-Unsubscribe": "<https://a.example>"}
    )

    message = mail.outbox[0].message()
    assert (message["Auto-Submitted"], message["List-Unsubscribe"]) == ("auto-generated", "<https://a.example>")


def test_subject_of_several_lines_becomes_one():
    assert (
        compose("a@example.org", "One\r\nBcc: b@example.org", "new_password", CONTEXT).subject
        == "One Bcc: b@example.org"
    )


def test_text_version_is_plain(settings):
    settings.SITE_ADDRESS = "https://pssdash.example.org"

    text = compose("a@example.org", "A new password", "new_password", CONTEXT).body

    assert "o'neill@example.org" in text
    assert f"\n\n{LINK.replace('http://127.0.0.1:8000', 'https://pssdash.example.org')}\n\n" in text
    assert "\n\n\n" not in text and not re.search(r"[<>{}]|&[#a-z]", text)


def test_html_version_fetches_nothing_and_escapes_what_it_is_given():
    context = CONTEXT | {"user": {"email": '"><img src="https://a.example/x">'}}

    html = compose("a@example.org", "A new <b>password", "new_password", context).alternatives[0].content

    assert not re.search(r"<(img|link|script|style|b)\b|url\(", html)
    assert "&lt;img" in html and "<title>A new &lt;b&gt;password</title>" in html


def test_empty_lines_that_tags_leave_are_taken_away():
    assert tidy("\n\n  \nOne\nline\n\n\n \n\nTwo\n\nThree \n\n") == "One\nline\n\nTwo\n\nThree\n"
