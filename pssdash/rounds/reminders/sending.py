"""Sends digests one by one: each is put down before it goes out, so that no run sends it a second time."""

import logging
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.rounds.reminders.digests import Digest
from pssdash.rounds.reminders.mails import mail_of
from pssdash.rounds.reminders.models import Reminder, ReminderLine

LOG = logging.getLogger(__name__)
Outcome = Reminder.Outcome
BROKE = "The connection to the mail server broke while it was sent:"


@dataclass
class Run:
    """What became of the digests. `had` had theirs before; `stopped` says why the run ended early, `left` for whom."""

    sent: list[User] = field(default_factory=list)
    had: list[User] = field(default_factory=list)
    not_sent: list[Reminder] = field(default_factory=list)
    left: list[User] = field(default_factory=list)
    stopped: str = ""


def send_all(digests: Iterable[Digest], day: date, asked_by: User | None = None) -> Run:
    """Send what has not been sent that day. Ends when the mail server is gone: the next run sends the rest."""
    run, connection = Run(), get_connection()
    for digest in digests:
        if run.stopped:
            run.left.append(digest.person)
            continue
        try:
            reach(connection)
        except OSError as error:
            run.stopped = in_words(error)
            run.left.append(digest.person)
            continue
        claimed = claim(digest, day, asked_by)
        if claimed is None:
            run.had.append(digest.person)
        else:
            deliver(*claimed, connection, run)
    close(connection)
    return run


@transaction.atomic
def claim(digest: Digest, day: date, asked_by: User | None) -> tuple[Reminder, EmailMultiAlternatives] | None:
    """Put the mail down as begun, and make it. None where the person has had all of it that day.

    Two runs at once, or a run and a Remind button, wait here for each other: the person's row is held.
    """
    person = User.objects.select_for_update().get(pk=digest.person.pk)
    before = Reminder.objects.filter(person=person, day=day)
    own = None if asked_by else before.filter(asked_by=None).first()
    if own and own.outcome != Outcome.FAILED:
        return None
    told = set(
        ReminderLine.objects.filter(
            reminder__in=before.filter(outcome__in=Reminder.TOLD), expected__isnull=False
        ).values_list("expected", flat=True)
    )
    left = Digest(person, tuple(item for item in digest.items if item.expected not in told))
    if not left.items:
        return None
    mail = mail_of(left, day, asked_by.name if asked_by else "")
    reminder = own or Reminder(person=person, day=day, asked_by=asked_by)
    put_down(reminder, left, mail.subject)
    return reminder, mail


def put_down(reminder: Reminder, digest: Digest, subject: str) -> None:
    """As begun, with all that the mail speaks of; instead of what a try that failed was to say."""
    reminder.address, reminder.kinds, reminder.subject = digest.person.email, digest.kinds, subject[:200]
    reminder.begun_at, reminder.outcome, reminder.error = timezone.now(), Outcome.BEGUN, ""
    reminder.save()
    reminder.lines.all().delete()
    ReminderLine.objects.bulk_create(
        ReminderLine(
            reminder=reminder, expected_id=item.expected, need=item.need, text=item.text,
            organisation=item.organisation, quarter=item.quarter, due=item.due, url=item.url[:500],
        )
        for item in digest.items
    )  # fmt: skip


def deliver(reminder: Reminder, mail: EmailMultiAlternatives, connection: BaseEmailBackend, run: Run) -> None:
    """Send one mail and put down what the server said."""
    try:
        connection.send_messages([mail])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        finish(reminder, outcome_of(error), in_words(error))
        run.not_sent.append(reminder)
    except OSError as error:
        LOG.warning("The connection to the mail server broke: %s", in_words(error))
        finish(reminder, Outcome.BEGUN, f"{BROKE} {in_words(error)}")
        run.not_sent.append(reminder)
        run.stopped = in_words(error)
    else:
        finish(reminder, Outcome.SENT)
        run.sent.append(reminder.person)


def finish(reminder: Reminder, outcome: str, error: str = "") -> None:
    reminder.outcome, reminder.error = outcome, error
    reminder.sent_at = timezone.now() if outcome == Outcome.SENT else None
    reminder.save(update_fields=["outcome", "error", "sent_at"])


def outcome_of(error: smtplib.SMTPException) -> str:
    """An address that the server will never take is not tried again that day; everything else is."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return Outcome.FAILED
    return Outcome.REFUSED if all(code >= 500 for code, _ in error.recipients.values()) else Outcome.FAILED


def in_words(error: OSError) -> str:
    """What the server said, in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {as_text(words)}" for code, words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {as_text(error.smtp_error)}"
    return " ".join(str(error).split()) or type(error).__name__


def as_text(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.split())


def reach(connection: BaseEmailBackend) -> None:
    """Open the connection, or open it again where the server has ended it: asked before a mail is begun, so that one
    which is not begun is not in doubt.
    """
    server = getattr(connection, "connection", None)
    if server is not None:
        try:
            if server.noop()[0] == 250:
                return
        except OSError:
            pass
        close(connection)
    connection.open()


def close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as error:
        LOG.info("The mail server did not take leave: %s", in_words(error))
