"""manage.py send_reminders, against a mail server of this machine."""

import smtplib
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from objectives.models import Target
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.reminders import sending
from pssdash.rounds.reminders.models import Reminder, ReminderLine
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.rounds import expected_in, make_reminder

pytestmark = pytest.mark.django_db
DAY = "2021-02-01"  # a Monday


@pytest.fixture
def smtp(settings, mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    return mail_server


@pytest.fixture
def editors():
    """Three, who all owe one target."""
    people = [make_user(EDITOR, email=f"{name}@example.org") for name in ("ann", "ben", "cat")]
    for person in people:
        person.name = person.email.partition("@")[0].title()
        person.save()
    make_period(), make_target(ref="SC-1.1")
    return people


def run(day=DAY, **options):
    out, err = StringIO(), StringIO()
    call_command("send_reminders", date=date.fromisoformat(day), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def outcomes():
    return {each.address.partition("@")[0]: each.outcome for each in Reminder.objects.all()}


def test_everybody_gets_one_mail_with_links_and_it_is_logged(smtp, editors):
    assert run() == ("3 sent.\n", "")

    message, logged = smtp.messages[0], Reminder.objects.get(person=editors[0])
    assert smtp.recipients == [["ann@example.org"], ["ben@example.org"], ["cat@example.org"]]
    assert message["Subject"] == "Patient safety updates: 1 overdue" == logged.subject
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in message.iter_parts():
        assert "http://127.0.0.1:8000/objectives/SC-1.1/updates/2020-21-q3/" in part.get_content()
    assert (logged.outcome, logged.kinds, logged.day) == ("sent", ["overdue"], date(2021, 2, 1))
    line = logged.lines.get()
    assert line.expected == ExpectedReturn.objects.get() and "SC-1.1" in line.text


def test_second_run_of_a_day_sends_nothing_and_the_next_day_does(smtp, editors):
    run()

    assert run() == ("0 sent, 3 had theirs already.\n", "")
    assert run("2021-02-02") == ("3 sent.\n", "")
    assert len(smtp.messages) == 6


@pytest.mark.parametrize("day", ["2021-01-30", "2021-04-02", "2021-04-05"])
def test_nothing_is_sent_on_weekends_and_bank_holidays(smtp, editors, day):
    assert "no working day" in run(day)[0]

    assert (smtp.messages, Reminder.objects.count()) == ([], 0)


def test_dry_run_says_who_would_get_what_and_leaves_no_trace(smtp, editors):
    out, _ = run(dry_run=True)

    assert "Ann <ann@example.org>: Patient safety updates: 1 overdue\n  Overdue: " in out
    assert "SC-1.1" in out and "3 people. Nothing was sent or written." in out
    assert (smtp.messages, Reminder.objects.count(), ExpectedReturn.objects.count()) == ([], 0, 0)


def test_address_that_the_server_does_not_know_holds_nobody_up(smtp, editors):
    smtp.refused = {"ann@example.org"}

    with pytest.raises(
        CommandError, match=r"ann@example.org: The mail server does not know the address\. 550 No such mailbox"
    ):
        run()

    assert outcomes() == {"ann": "refused", "ben": "sent", "cat": "sent"}
    smtp.refused = set()
    assert run() == ("0 sent, 3 had theirs already.\n", "")


def test_what_the_server_did_not_take_for_now_is_tried_by_the_next_run(smtp, editors, monkeypatch):
    answer = smtplib.SMTPDataError(451, b"Come back\nlater")
    with monkeypatch.context() as patched:
        patched.setattr(smtplib.SMTP, "data", raiser(answer))
        with pytest.raises(CommandError, match="451 Come back later"):
            run()
    assert set(outcomes().values()) == {"failed"}

    assert run() == ("3 sent.\n", "")
    assert (set(outcomes().values()), ReminderLine.objects.count()) == ({"sent"}, 3)


def raiser(error):
    def raising(*args, **kwargs):
        raise error

    return raising


def test_server_that_ends_the_connection_between_mails_is_reached_again(smtp, editors, monkeypatch):
    noop = smtplib.SMTP.noop

    def gone(self):
        self.sock.close()
        self.close()
        return noop(self)

    monkeypatch.setattr(smtplib.SMTP, "noop", gone)

    assert run() == ("3 sent.\n", "")


def test_server_that_goes_away_leaves_the_rest_to_the_next_run(smtp, editors, monkeypatch):
    smtp.leave_after = 1

    with pytest.raises(CommandError, match=r"The mail server is gone: .* 1 were not begun"):
        run()
    assert outcomes() == {"ann": "sent", "ben": "begun"}

    smtp.leave_after = None
    out, err = run()
    assert out == "1 sent, 2 had theirs already.\n"
    assert "A mail to ben@example.org was begun at" in err and "not sent again" in err
    assert [recipient for (recipient,) in smtp.recipients] == ["ann@example.org", "cat@example.org"]


def test_server_that_is_not_there_begins_nothing(settings, editors):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(CommandError, match=r"The mail server is gone: .* 3 were not begun"):
        run()

    assert Reminder.objects.count() == 0


def test_run_that_dies_between_the_row_and_the_mail_is_told_and_not_repeated(mailoutbox, editors, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(sending, "deliver", raiser(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            run()
    assert outcomes() == {"ann": "begun"}

    out, err = run()

    assert (out, [mail.to for mail in mailoutbox]) == (
        "2 sent, 1 had theirs already.\n", [["ben@example.org"], ["cat@example.org"]]
    )  # fmt: skip
    assert "A mail to ann@example.org was begun at" in err


def test_nothing_is_said_of_what_a_button_reminded_of_that_day(mailoutbox, editors):
    expected = expected_in(ReportingPeriod.objects.get())
    make_reminder(person=editors[0], expected=expected, asked_by=editors[1])

    run()

    assert [mail.to for mail in mailoutbox] == [["ben@example.org"], ["cat@example.org"]]


def test_nothing_is_sent_after_submission(mailoutbox, editors):
    target, period = Target.objects.get(), ReportingPeriod.objects.get()
    make_update(target, period, state="submitted", submitted_at=NOON, submitted_by=editors[0])

    assert run() == ("0 sent.\n", "")
    assert mailoutbox == []
