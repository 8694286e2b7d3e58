"""manage.py refresh_roll_ups [--measure SLUG]: works the roll-ups out again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from programmes.management.commands.import_observations import measure_called
from programmes.models import Measure
from programmes.observations import refresh_measures


class Command(BaseCommand):
    help = (
        "Work out again what the values of organisations add up to. Imports and forms keep this ready themselves; it "
        "is needed after organisations, their links or successions, or a measure's way of adding up were changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--measure", metavar="SLUG", help="one measure; all unless given")

    def handle(self, **options: Any) -> None:
        measures = [measure_called(options["measure"])] if options["measure"] else Measure.objects.all()
        changed = refresh_measures(measures)
        if options["verbosity"]:
            self.stdout.write(f"{changed:,} roll-ups changed." if changed else "All roll-ups are as they should be.")
