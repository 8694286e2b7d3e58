"""manage.py import_organisations FILE.csv: trusts, and later what changed about them."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pssdash.organisations.closed_trusts import add_closed_trusts
from pssdash.organisations.importing import BadFile, import_trusts


class Command(BaseCommand):
    help = (
        "Import trusts from a CSV file, or what has changed about them: new names, closings, another ICB. "
        "The file is taken as a whole or not at all, and importing it again changes nothing. Closed trusts that they "
        "succeeded are added with them. What values add up to follows (refresh_roll_ups)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument(
            "--date",
            type=date.fromisoformat,
            metavar="2026-04-01",
            help="the day on which trusts moved that have another ICB or PSC in the file (today unless given)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            imported = import_trusts(options["file"], options["date"] or timezone.localdate())
        except BadFile as error:
            number = len(error.problems)
            what = "1 problem" if number == 1 else f"{number} problems"
            raise CommandError(f"Nothing was imported. {what}:\n{error}") from error
        self.stdout.write(str(imported))
        closed = add_closed_trusts(settings.ROOT / "fixtures" / "organisations" / "closed_trusts.csv")
        if closed:
            self.stdout.write(f"{closed} closed trusts added that they succeeded")
        if closed or imported.added or imported.changed:
            # A command of a floor above, which cannot be imported here.
            call_command("refresh_roll_ups", verbosity=0)
