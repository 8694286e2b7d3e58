"""manage.py send_reminders: to each person one mail a working day about what they have to do. For cron."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from pssdash.reporting.working_days import is_working_day
from pssdash.rounds.reminders.digests import digests
from pssdash.rounds.reminders.mails import subject_of
from pssdash.rounds.reminders.models import Reminder
from pssdash.rounds.reminders.sending import Run, send_all


class Command(BaseCommand):
    help = (
        "Send each person one mail about what is due, overdue, sent back or waiting for them. Sends nothing on "
        "weekends and bank holidays. Safe to run again: nobody gets a second mail, and what could not be sent is tried "
        "again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--date", type=date.fromisoformat, metavar="2026-04-01", help="the day that counts (today unless given)"
        )
        parser.add_argument("--dry-run", action="store_true", help="say who would get what; send and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["date"] or timezone.localdate()
        if not is_working_day(day):
            self.stdout.write(f"{day:%-d %B %Y} is no working day: nothing is sent.")
        elif options["dry_run"]:
            self.rehearse(day)
        else:
            self.tell_of_doubtful(day)
            self.report(send_all(digests(day), day))

    def rehearse(self, day: date) -> None:
        """Reading what is owed brings the list of it up to date; that is undone too."""
        with transaction.atomic():
            found = digests(day)
            transaction.set_rollback(True)
        had = dict(Reminder.objects.filter(day=day, asked_by=None).values_list("person", "outcome"))
        for digest in found:
            outcome = had.get(digest.person.pk, Reminder.Outcome.FAILED)
            note = "" if outcome == Reminder.Outcome.FAILED else " (has had today’s mail)"
            self.stdout.write(f"{digest.person.name} <{digest.person.email}>: {subject_of(digest)}{note}")
            for item in digest.items:
                self.stdout.write(f"  {item.need.label}: {item.text}, {item.organisation}, {item.quarter.short}")
        self.stdout.write(f"{len(found)} people. Nothing was sent or written.")

    def tell_of_doubtful(self, day: date) -> None:
        doubtful = Reminder.objects.filter(day=day, outcome=Reminder.Outcome.BEGUN).order_by("begun_at")
        for reminder in doubtful:
            at = timezone.localtime(reminder.begun_at)
            self.stderr.write(
                f"A mail to {reminder.address} was begun at {at:%H:%M}, and whether it arrived is not known. "
                "It is not sent again; the next working day’s will say what is still to do."
            )

    def report(self, run: Run) -> None:
        """A run that could not send everything ends with an error, of which cron sends a mail."""
        had = f", {len(run.had)} had theirs already" if run.had else ""
        self.stdout.write(f"{len(run.sent)} sent{had}.")
        problems = [f"{each.address}: {each.why_not_sent}" for each in run.not_sent]
        if run.stopped:
            problems.append(
                f"The mail server is gone: {run.stopped}. {len(run.left)} were not begun; run the command again."
            )
        if problems:
            raise CommandError("\n".join(problems))
