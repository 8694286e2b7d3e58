"""manage.py import_observations FILE --measure SLUG: values of a measure from a tidy file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programmes.models import Measure
from programmes.observations.importing import import_observations
from programmes.observations.problems import BadValues
from programmes.observations.tidy_file import TidyFile
from programmes.pages.measure_query import ENGLAND, LEVELS
from pssdash.organisations.models import OrganisationKind

OFTEN = 10_000
# The words of a measure's page for its levels, then the kinds of organisation themselves.
KINDS = {ENGLAND: OrganisationKind.NATION} | {level.name: level.kind for level in LEVELS.values()}
KINDS |= {kind: kind for kind in OrganisationKind.values}


class Command(BaseCommand):
    help = (
        "Import the values of a measure from a CSV file or the first sheet of an XLSX workbook with the columns "
        "org_code, period_start, value and, where there are any, measure, numerator, denominator, state. The file is "
        "taken as a whole or not at all, importing it again changes nothing, and undo_import takes it back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--measure", required=True, metavar="SLUG", help="our own name of the measure")
        parser.add_argument(
            "--level", metavar="LEVEL", default="",
            help="the kind of organisation that the rows are of (unless given, the one that reports the measure); rows "
            f"of England may stand beside them. One of: {', '.join(KINDS)}",
        )  # fmt: skip
        parser.add_argument("--state", choices=["final", "provisional"], default="final")
        parser.add_argument(
            "--name-in-file", default="", metavar="NAME",
            help="what the file calls the measure, where it has several and none of them has our name",
        )  # fmt: skip

    def handle(self, **options: Any) -> None:
        try:
            imported = import_observations(
                path=options["file"],
                measure=measure_called(options["measure"]),
                level=kind_called(options["level"]),
                is_final=options["state"] == "final",
                name_in_file=options["name_in_file"],
                progress=self.tell,
            )
        except BadValues as error:
            raise CommandError(in_words(error)) from None
        self.stdout.write(str(imported))

    def tell(self, file: TidyFile, lines: int) -> None:
        if lines % OFTEN == 0:
            self.stderr.write(f"  {lines:,} of {file.rows:,} lines read")


def measure_called(slug: str) -> Measure:
    """The measure, whose name may be written with _ for -."""
    measure = Measure.objects.filter(slug__in=[slug, slug.replace("_", "-").lower()]).first()
    if measure is None:
        known = ", ".join(Measure.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        more = "load_public_measures adds those of public statistics"
        raise CommandError(f"There is no measure {slug}. There are: {known}; {more}.")
    return measure


def kind_called(level: str) -> str:
    """The kind of organisation that a word for a level means; none means none."""
    if level and level.lower() not in KINDS:
        raise CommandError(f"There is no level {level}. There are: {', '.join(KINDS)}.")
    return KINDS[level.lower()] if level else ""


def in_words(error: BadValues) -> str:
    count = error.problems.count
    words = f"Nothing was imported. {count:,} problem{'s' if count > 1 else ''}:\n{error}"
    if "is not known" in words:
        words += "\nTrusts that are not known come with import_organisations, which is to be run first."
    return words
