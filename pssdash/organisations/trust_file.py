"""Reads a file of trusts and says, line by line, what is wrong with it. Touches no database.

The columns are those of the public list of trusts: codes, names, type, ICB, region, PSC, dates, status.
"""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

COLUMNS = [
    "ods_code", "name", "ods_name", "trust_type", "trust_type_source", "icb_code", "region_code", "psc_code",
    "psc_note", "postcode", "open_date", "close_date", "status",
]  # fmt: skip
NEEDED = {"ods_code": "ODS code", "name": "name", "trust_type": "trust type", "status": "status"}
# Characters that the table holds.
LONGEST = {"ods_code": 10, "name": 120, "trust_type": 30, "psc_note": 200}
STATUSES = ("open", "closed")
KINDS = {"icb": "ICB", "region": "region", "collaborative": "PSC"}


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line of the file; line 0 is the file as a whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


@dataclass(frozen=True)
class TrustRow:
    """One trust as the file has it, its dates read. Codes of its ICB and collaborative may be empty."""

    line: int
    code: str
    name: str
    trust_type: str
    icb: str
    collaborative: str
    note: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Known:
    """The codes that a file may name: every organisation's kind, and the regions of each ICB."""

    kinds: Mapping[str, str]
    regions_of: Mapping[str, Collection[str]]


def read_trusts(path: Path, known: Known, today: date) -> tuple[list[TrustRow], list[Problem]]:
    """All rows of the file and all problems; rows are worth something only where there is no problem."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return [], [Problem(0, f"The file {path} cannot be read: {error.strerror}.")]
    except UnicodeDecodeError:
        return [], [Problem(0, f"The file {path} is not UTF-8 text. Save it as “CSV UTF-8”.")]
    reader = csv.DictReader(io.StringIO(text, newline=""))
    absent = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
    if absent:
        return [], [Problem(1, f"these columns are missing: {', '.join(absent)}")]
    try:
        return read_rows(reader, known, today)
    except csv.Error as error:
        return [], [Problem(reader.line_num, f"it cannot be read as CSV: {error}")]


def read_rows(reader: csv.DictReader, known: Known, today: date) -> tuple[list[TrustRow], list[Problem]]:
    """Every row with its problems, and codes that stand twice."""
    rows, problems, first_lines = [], [], {}
    for cells in reader:
        row, found = read_row(reader.line_num, cells, known, today)
        if row.code and row.code in first_lines:
            found.append(f"{row.code} stands already in line {first_lines[row.code]}")
        first_lines.setdefault(row.code, row.line)
        rows.append(row)
        problems += [Problem(row.line, text) for text in found]
    return rows, problems or ([] if rows else [Problem(0, "The file has no rows.")])


def read_row(line: int, cells: dict, known: Known, today: date) -> tuple[TrustRow, list[str]]:
    """The row and what is wrong with it."""
    found = []
    if None in cells or None in cells.values():
        found.append("it has more or fewer cells than there are columns; a comma may lack quotation marks")
    cells = {column: (cells[column] or "").strip() for column in COLUMNS}
    start, bad_start = read_day(cells["open_date"], "open date")
    end, bad_end = read_day(cells["close_date"], "close date")
    row = TrustRow(
        line=line, code=cells["ods_code"], name=cells["name"], trust_type=cells["trust_type"],
        icb=cells["icb_code"], collaborative=cells["psc_code"], note=cells["psc_note"], start=start, end=end,
    )  # fmt: skip
    found += [f"the {name} is missing" for column, name in NEEDED.items() if not cells[column]]
    found += [
        f"the {column} has more than {longest} characters"
        for column, longest in LONGEST.items()
        if len(cells[column]) > longest
    ]
    found += bad_start + bad_end + wrong_dates(row, cells["status"], today, closes=bool(cells["close_date"]))
    return row, found + wrong_codes(row, cells["region_code"], known)


def read_day(text: str, name: str) -> tuple[date | None, list[str]]:
    """An ISO date (2019-04-01), None where there is none, and what is wrong."""
    try:
        return (date.fromisoformat(text) if text else None), []
    except ValueError:
        return None, [f"the {name} “{text}” is no date of the form 2019-04-01"]


def wrong_dates(row: TrustRow, status: str, today: date, closes: bool) -> list[str]:
    """Dates and status that contradict each other. `closes`: a close date is given, readable or not."""
    found = []
    if status and status not in STATUSES:
        found.append(f"the status “{status}” is not one of: {', '.join(STATUSES)}")
    if status == "closed" and not closes:
        found.append("it is closed, but the close date is missing")
    if status == "open" and row.end and row.end < today:
        found.append(f"the status is open, but it closed on {row.end}")
    if row.start and row.end and row.end < row.start:
        found.append(f"it closes on {row.end}, before it opens on {row.start}")
    return found


def wrong_codes(row: TrustRow, region: str, known: Known) -> list[str]:
    """Codes that we do not know, or know as something else."""
    named = {"icb": row.icb, "region": region, "collaborative": row.collaborative}
    unknown = [kind for kind, code in named.items() if code and known.kinds.get(code) != kind]
    found = [f"the {KINDS[kind]} “{named[kind]}” is not known" for kind in unknown]
    if row.code in known.kinds and known.kinds[row.code] != "trust":
        found.append(f"{row.code} is the code of another kind of organisation: {known.kinds[row.code]}")
    if not row.icb and row.end is None:
        found.append("the ICB is missing; only a closed trust may have none")
    regions = known.regions_of.get(row.icb, ())
    if region and regions and region not in regions:
        found.append(f"the region is {region}, but the ICB {row.icb} lies in {', '.join(sorted(regions))}")
    return found
