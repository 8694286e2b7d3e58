"""manage.py undo_import BATCH --reason WHY: takes back what an import did. Without BATCH, what there is to undo."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from programmes.models import ImportBatch, Measure
from programmes.observations import CannotUndo, undo_batch

SHOWN = 10
NAMED = 3  # measures of one batch; more are counted
ASKED = "Say which batch is to be undone, as in undo_import BATCH --reason WHY."


class Command(BaseCommand):
    help = (
        "Undo a batch: what it added is removed, what it changed is as it was before. A value that a later batch wrote "
        "again stays, and is listed. Without BATCH, the last batches that can be undone are listed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "batch", type=int, nargs="?", metavar="BATCH", help="the number that import_observations printed"
        )
        parser.add_argument("--reason", default="", metavar="WHY", help="why it is undone; needed with BATCH")

    def handle(self, **options: Any) -> None:
        if options["batch"] is None:
            raise CommandError("\n".join([ASKED, *what_there_is()]))
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


def what_there_is() -> Iterator[str]:
    """The last batches that can be undone, a line each. What came by an approved return is corrected on its page."""
    batches = ImportBatch.objects.filter(undone_at__isnull=True).exclude(kind=ImportBatch.Kind.FORM)[:SHOWN]
    yield "The last batches that can be undone:" if batches else "There is no batch that can be undone."
    for batch in batches:
        yield f"  {batch.pk}: {in_words(batch)}"


def in_words(batch: ImportBatch) -> str:
    """When it came, of which measures, from where, and how much it wrote."""
    day = timezone.localtime(batch.made_at)
    slugs = list(
        Measure.objects.filter(pk__in=batch.spans.order_by().values("measure"))
        .order_by("slug")
        .values_list("slug", flat=True)
    )
    measures = ", ".join(slugs) if len(slugs) <= NAMED else f"{len(slugs)} measures"
    amount = f"{batch.added:,} added, {batch.changed:,} changed"
    return f"{day:%H:%M} on {day.day} {day:%B %Y}, {measures or 'no value written'}, {batch.name}: {amount}"
