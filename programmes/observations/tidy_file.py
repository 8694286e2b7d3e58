"""Reads a tidy file of values: one row a value, as public statistics are shared. Touches no database.

Columns: org_code, period_start, value, and where there are any measure, numerator, denominator and state (in words,
such as “Suppressed”). Others are passed over. A row without a number is a value that was not submitted.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from programmes.models import Measure, ValueState
from programmes.observations.periods import BEGINS, begins_period, period_end
from programmes.observations.problems import Problem
from programmes.observations.values import Value
from programmes.spc_file import FileError, date_of, headings_of, lines_of, number_of
from pssdash.organisations.models import Organisation, OrganisationKind

NEEDED = ("org_code", "period_start", "value")
OTHERS = ("measure", "numerator", "denominator", "state")
STATES = {label.lower(): str(value) for value, label in ValueState.choices}


@dataclass(frozen=True)
class TidyFile:
    """A file that has the columns it needs. `measures` are the names in it, in their order; none without a column."""

    path: Path
    fingerprint: str
    rows: int
    columns: int
    places: Mapping[str, int]
    measures: tuple[str, ...]

    def cells(self) -> Iterator[tuple[int, list[str]]]:
        """The lines that are not blank, each with its number: the headings are line 1."""
        lines = lines_of(self.path)
        next(lines)
        for number, cells in lines:
            texts = [cell.strip() if isinstance(cell, str) else _text(cell) for cell in cells]
            if any(texts):
                yield number, texts


def open_tidy_file(path: Path) -> TidyFile:
    """Read it once, for what it holds. Raises FileError."""
    headings = headings_of(path, lines_of(path))
    repeated = {name for name in (*NEEDED, *OTHERS) if headings.count(name) > 1}
    absent = [name for name in NEEDED if name not in headings]
    if absent or repeated:
        missing = f"these columns are missing: {', '.join(absent)}"
        what = missing if absent else f"two columns are called {min(repeated)}"
        raise FileError(f"line 1: {what}; the columns are {', '.join(filter(None, headings))}")
    places = {name: headings.index(name) for name in (*NEEDED, *OTHERS) if name in headings}
    with path.open("rb") as content:
        fingerprint = hashlib.file_digest(content, "sha256").hexdigest()
    file, rows, names = TidyFile(path, fingerprint, 0, len(headings), places, ()), 0, {}
    for _, cells in file.cells():
        rows += 1
        if "measure" in places:
            names[_cell(cells, places, "measure")] = None
    return replace(file, rows=rows, measures=tuple(names))


class Wanted(NamedTuple):
    """Which values are read from a file, and what is known of them beforehand."""

    measure: Measure
    name: str
    level: str
    is_final: bool
    organisations: Mapping[str, Organisation]
    today: date


def read_values(
    file: TidyFile, wanted: Wanted, progress: Callable[[int], None] = lambda lines: None
) -> Iterator[Value | Problem]:
    """The values of the file's measure `wanted.name`, and what cannot be read; a code that is not known, once."""
    reader = _Reader(file, wanted)
    for count, (line, cells) in enumerate(file.cells(), 1):
        progress(count)
        if wanted.name and _cell(cells, file.places, "measure") != wanted.name:
            continue
        try:
            value = reader.value(line, cells)
        except FileError as error:
            yield Problem(line, str(error))
        else:
            if value is not None:
                yield value
    yield from reader.unknown_codes()


class _Reader:
    """Makes values of cells, and remembers which periods and codes it has met."""

    def __init__(self, file: TidyFile, wanted: Wanted) -> None:
        self.places, self.columns, self.wanted = file.places, file.columns, wanted
        self.periods: dict[str, tuple[date, date]] = {}
        self.unknown: dict[str, tuple[int, int]] = {}

    def value(self, line: int, cells: list[str]) -> Value | None:
        """The value of a line; None where its code is not known. Raises FileError."""
        wanted, places = self.wanted, self.places
        if len(cells) > self.columns:
            raise FileError("it has more cells than there are columns; a comma may lack quotation marks")
        organisation = self.organisation(line, _cell(cells, places, "org_code"))
        if organisation is None:
            return None
        text = _cell(cells, places, "period_start")
        start, end = self.periods.get(text) or self.period(text)
        numbers = [_number(_cell(cells, places, name), name) for name in ("value", "numerator", "denominator")]
        state = _state(_cell(cells, places, "state"), numbers)
        return Value(
            wanted.measure, organisation, start, end, *numbers, state=state, is_final=wanted.is_final, line=line
        )

    def organisation(self, line: int, code: str) -> Organisation | None:
        """The organisation, None where the code is not known. Raises FileError."""
        if not code:
            raise FileError("the code of the organisation is missing")
        organisation, level = self.wanted.organisations.get(code), self.wanted.level
        if organisation is None:
            first, count = self.unknown.get(code, (line, 0))
            self.unknown[code] = (first, count + 1)
        elif organisation.kind not in (level, OrganisationKind.NATION):
            kinds = organisation.get_kind_display().lower(), OrganisationKind(level).label.lower()
            raise FileError(f"{code} is of the level “{kinds[0]}”, and not “{kinds[1]}”")
        return organisation

    def period(self, text: str) -> tuple[date, date]:
        start, frequency = date_of(text), self.wanted.measure.frequency
        if not begins_period(frequency, start):
            raise FileError(f"{start} begins no period of this measure: {BEGINS[frequency]}")
        if start > self.wanted.today:
            raise FileError(f"the period that begins on {start} has not begun yet")
        self.periods[text] = (start, period_end(frequency, start))
        return self.periods[text]

    def unknown_codes(self) -> Iterator[Problem]:
        for code, (line, count) in self.unknown.items():
            yield Problem(line, f"the code “{code}” is not known" + (f"; {count} lines have it" if count > 1 else ""))


def _state(text: str, numbers: list[float | None]) -> str:
    if not text:
        return str(ValueState.NOT_SUBMITTED if numbers == [None] * 3 else ValueState.VALUE)
    try:
        return STATES[text.lower()]
    except KeyError:
        raise FileError(f"the state “{text}” is not one of: {', '.join(STATES)}") from None


def _number(text: str, name: str) -> float | None:
    if not text:
        return None
    try:
        return number_of(text)
    except FileError as error:
        raise FileError(f"the {name} {error}") from None


def _cell(cells: list[str], places: Mapping[str, int], name: str) -> str:
    place = places.get(name)
    return cells[place] if place is not None and place < len(cells) else ""


def _text(cell: object) -> str:
    """A workbook's cell as a file of text would hold it: 2024-04-01, 26 and not 26.0."""
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:.17g}" if isinstance(cell, float) else str(cell)
