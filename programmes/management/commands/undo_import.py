"""manage.py undo_import BATCH --reason WHY: takes back what an import did."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programmes.models import ImportBatch
from programmes.observations import CannotUndo, undo_batch


class Command(BaseCommand):
    help = (
        "Undo a batch: what it added is removed, what it changed is as it was before. A value that a later batch wrote "
        "again stays, and is listed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", type=int, metavar="BATCH", help="the number that import_observations printed")
        parser.add_argument("--reason", required=True)

    def handle(self, **options: Any) -> None:
        try:
            batch = ImportBatch.objects.get(pk=options["batch"])
            undone = undo_batch(batch=batch, by=None, reason=options["reason"])
        except ImportBatch.DoesNotExist:
            raise CommandError(f"There is no batch {options['batch']}.") from None
        except CannotUndo as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{undone}.")
        for later in undone.later:
            self.stdout.write(f"  {later}")
