"""Series from a CSV file or the first sheet of a workbook, for the `spc` command; and how its cells are read.

Rows are counted as a spreadsheet counts them: the headings are row 1.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd

from programmes.spc.series import LARGEST, Point

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})([T ]00:00(:00(\.0+)?)?)?")


class FileError(ValueError):
    """What cannot be read, in one line that names the row."""


@dataclass(frozen=True)
class FileSeries:
    """The points of each series (one, called "", without a column of names), and the row of each point."""

    points: dict[str, list[Point]] = field(default_factory=dict)
    rows: dict[tuple[str, date], int] = field(default_factory=dict)


def read_series(path: Path, *, date_column: str, value_column: str, by: str | None = None) -> FileSeries:
    """Read a file. A blank value is missing. Raises FileError."""
    lines = lines_of(path)
    headings = headings_of(path, lines)
    places = [_place(headings, name) for name in (date_column, value_column, *([by] if by else []))]
    found = FileSeries()
    for number, cells in lines:
        if not any(str(cell).strip() for cell in cells):
            continue
        try:
            _add_row(found, number, [cells[place] if place < len(cells) else "" for place in places])
        except FileError as error:
            raise FileError(f"row {number}: {error}") from None
    if not found.points:
        raise FileError(f"{path.name} has no rows below its headings")
    return found


def _add_row(found: FileSeries, number: int, cells: list[object]) -> None:
    day, value = date_of(cells[0]), number_of(cells[1])
    name = str(cells[2]).strip() if len(cells) > 2 else ""
    if len(cells) > 2 and not name:
        raise FileError("the series has no name")
    first = found.rows.setdefault((name, day), number)
    if first != number:
        series = f" for {name}" if name else ""
        several = "" if name else "; if the file holds several series, name the column that tells them apart with --by"
        raise FileError(f"the date {day} is already given{series} in row {first}{several}")
    found.points.setdefault(name, []).append((day, value))


def _place(headings: list[str], name: str) -> int:
    if headings.count(name) != 1:
        there = "no column" if name not in headings else "more than one column"
        raise FileError(f"row 1: there is {there} {name!r}; the columns are {', '.join(filter(None, headings))}")
    return headings.index(name)


def date_of(cell: object) -> date:
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    written = DATE.fullmatch(str(cell).strip())
    try:
        return date.fromisoformat(written[1] if written else "")
    except ValueError:
        raise FileError(f"{str(cell)!r} is not a date; dates are written 2024-02-01") from None


def number_of(cell: object) -> float | None:
    text = str(cell).strip()
    if not text:
        return None
    if isinstance(cell, bool) or not NUMBER.fullmatch(text) or not abs(float(text)) <= LARGEST:
        raise FileError(f"{text!r} is not a number")
    return float(text)


def headings_of(path: Path, lines: Iterator[tuple[int, list[object]]]) -> list[str]:
    """The cells of the first row. Raises FileError where there is none, or it is blank."""
    headings = [str(cell).strip() for cell in next(lines, (1, []))[1]]
    if not any(headings):
        raise FileError(f"{path.name} has no headings: it is empty, or its first row is blank")
    return headings


def lines_of(path: Path) -> Iterator[tuple[int, list[object]]]:
    """Each row of the file with its number."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise FileError(f"{path.name} is neither a CSV file nor an XLSX workbook")
    try:
        yield from _csv_lines(path) if kind == ".csv" else _workbook_lines(path)
    except UnicodeDecodeError:
        raise FileError(f"{path.name} is not written in UTF-8") from None
    except csv.Error as error:
        raise FileError(f"{path.name} cannot be read as CSV: {error}") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}") from None


def _csv_lines(path: Path) -> Iterator[tuple[int, list[object]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file), 1):
            yield number, list(cells)


def _workbook_lines(path: Path) -> Iterator[tuple[int, list[object]]]:
    try:
        sheet = pd.read_excel(path, header=None, dtype=object, na_filter=False, engine="calamine")
    except OSError:
        raise
    except Exception as error:  # each reader has its own errors for a file that is no workbook
        raise FileError(f"{path.name} cannot be read as a workbook: {error}") from None
    for number, cells in enumerate(sheet.itertuples(index=False, name=None), 1):
        yield number, list(cells)
