"""`manage.py spc FILE.csv --date period_start --value value`: the SPC engine for an analyst with a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programmes.spc import RULE_SETS, Direction, Frequency, PointError, SeriesSet, SpcError, analyse_many
from programmes.spc.analysis import Analysis
from programmes.spc_arguments import options_by_name
from programmes.spc_file import FileError, FileSeries, read_series
from programmes.spc_report import as_json, as_text


class Command(BaseCommand):
    help = "Work out SPC charts for the series in a CSV file or the first sheet of an XLSX workbook."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--date", required=True, metavar="COLUMN", help="column of dates, as 2024-02-01")
        parser.add_argument("--value", required=True, metavar="COLUMN", help="column of numbers; blank is missing")
        parser.add_argument("--by", metavar="COLUMN", help="column that names the series of each row")
        parser.add_argument("--direction", choices=list(map(str, Direction)), default="increase")
        named = "for one series of --by, or for all"
        parser.add_argument("--target", nargs="+", action="extend", default=[], metavar="[NAME=]X", help=named)
        parser.add_argument("--rebase", nargs="+", action="extend", default=[], metavar="[NAME=]DATE", help=named)
        parser.add_argument("--fix-after", metavar="N", help="limits from the first N rows of a part, 12 or more")
        parser.add_argument("--no-screening", action="store_true", help="use every moving range")
        parser.add_argument("--rules", choices=list(RULE_SETS), default="mdc")
        parser.add_argument("--frequency", choices=list(map(str, Frequency)), default="none")
        parser.add_argument("--json", action="store_true", help="every number, in the words of the reference")

    def handle(self, **arguments: Any) -> None:
        try:
            found = read_series(
                arguments["file"],
                date_column=arguments["date"],
                value_column=arguments["value"],
                by=arguments["by"],
            )
            analysis = _analyse(found, arguments)
        except (FileError, SpcError) as error:
            raise CommandError(str(error), returncode=2) from None
        if not arguments["json"]:
            self.stdout.write("\n\n".join(as_text(result) for result in analysis))
        elif arguments["by"]:
            self.stdout.write(json.dumps({result.name: as_json(result) for result in analysis}))
        else:
            self.stdout.write(json.dumps(as_json(analysis[0])))


def _analyse(found: FileSeries, arguments: dict[str, Any]) -> Analysis:
    names = sorted(found.points)
    try:
        return analyse_many(
            SeriesSet.of_points({name: found.points[name] for name in names}),
            options_by_name(arguments, names),
        )
    except PointError as error:
        if not isinstance(error.point, int):
            raise SpcError(f"row {found.rows[error.series, error.point]}: {error}") from None
        raise
