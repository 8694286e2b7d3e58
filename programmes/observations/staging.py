"""The temporary table that values pass through: by COPY on PostgreSQL, by a prepared insert on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection

from programmes.observations.problems import Problem, Problems
from programmes.observations.values import Kept, Value, WrongValue, kept

CREATE = """
CREATE TEMPORARY TABLE staged_observation (
    measure_id integer NOT NULL, organisation_id integer NOT NULL, basis varchar(1) NOT NULL,
    first_day date NOT NULL, last_day date NOT NULL, state varchar(1) NOT NULL,
    value double precision, numerator double precision, denominator double precision,
    is_final boolean NOT NULL, is_mapped boolean NOT NULL,
    qualifier text NOT NULL, explanation text NOT NULL, source_place text NOT NULL, line integer NOT NULL
)
"""
HAS_REPEATED = """
SELECT 1 FROM staged_observation GROUP BY measure_id, organisation_id, basis, last_day HAVING COUNT(*) > 1 LIMIT 1
"""
REPEATED = """
SELECT line, first_line FROM (
    SELECT line, MIN(line) OVER same AS first_line, ROW_NUMBER() OVER (same ORDER BY line) AS number
    FROM staged_observation WINDOW same AS (PARTITION BY measure_id, organisation_id, basis, last_day)
) AS numbered WHERE number > 1 ORDER BY line
"""
# Text of COPY: what would end a cell, a line or the data.
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
CHUNK = 2000


# PostgreSQL's own bound to sorting in memory is that of a small query, and compiling ours takes longer than it saves.
ROOM = ("SET LOCAL work_mem = '64MB'", "SET LOCAL jit = off")
# It would rather read 15 million values than look up 200,000 of them, which takes a tenth of the time.
LOOK_UP = ("SET LOCAL enable_hashjoin = off", "SET LOCAL enable_mergejoin = off")
ANY_WAY = ("SET LOCAL enable_hashjoin = on", "SET LOCAL enable_mergejoin = on")


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


@contextmanager
def looking_up() -> Iterator[None]:
    """Statements in which each row of a temporary table looks its observation up in the index."""
    _tell(LOOK_UP)
    yield
    _tell(ANY_WAY)


def analyse(tables: str) -> None:
    """Let PostgreSQL count what has been put into tables: it plans by what it knew of them before."""
    _tell([f"ANALYZE {tables}"])


def make_room() -> None:
    _tell(ROOM)


def _tell(statements: Iterable[str]) -> None:
    """Statements to PostgreSQL alone, for the rest of the transaction; SQLite needs no such thing."""
    if is_postgresql():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


@contextmanager
def temporary_table(create: str, parameters: Sequence[Any] = ()) -> Iterator[None]:
    """The table that `create` makes, for as long as this lasts."""
    name = create.split()[3]
    with connection.cursor() as cursor:
        cursor.execute(create, parameters or None)
    yield
    # Not after an error: the transaction, which the table belongs to, is rolled back.
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {name}")


def stage(rows: Iterable[Value | Problem], problems: Problems) -> int:
    """Put the values into `staged_observation`; returns how many. What is wrong is added to `problems`."""
    count = fill_table("staged_observation", Kept._fields, _kept(rows, problems))
    make_room()
    analyse("staged_observation (measure_id, organisation_id, basis, last_day)")
    with connection.cursor() as cursor:
        cursor.execute(HAS_REPEATED)
        if cursor.fetchone():
            cursor.execute(REPEATED)
            for line, first_line in cursor.fetchall():
                problems.add(line, f"the same organisation and period stand already in line {first_line}")
    return count


def _kept(rows: Iterable[Value | Problem], problems: Problems) -> Iterator[Kept]:
    for row in rows:
        if isinstance(row, Problem):
            problems.add(*row)
            continue
        try:
            yield kept(row)
        except WrongValue as error:
            problems.add(row.line, str(error))


def fill_table(table: str, columns: Iterable[str], rows: Iterable[tuple]) -> int:
    """Add rows to a table, as fast as the database takes them; returns how many. Names are ours, never a reader's.

    What makes the rows asks the database nothing: it may be taking them in already.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    add = _copy if is_postgresql() else _insert
    with connection.cursor() as cursor:
        return add(cursor, table, names, iter(rows))


def _copy(cursor: Any, table: str, names: str, rows: Iterator[tuple]) -> int:
    file = _CopyFile(rows)
    try:
        cursor.cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", file)
    except Exception:
        if file.error:
            # The database only knows that it was not told all.
            raise file.error from None
        raise
    return file.count


def _insert(cursor: Any, table: str, names: str, rows: Iterator[tuple]) -> int:
    count = 0
    while chunk := list(islice(rows, CHUNK)):
        places = ", ".join(["%s"] * len(chunk[0]))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", chunk)  # noqa: S608
        count += len(chunk)
    return count


class _CopyFile:
    """The file that COPY reads: rows are made while the database takes in those before."""

    def __init__(self, rows: Iterator[tuple]) -> None:
        self.rows, self.count = rows, 0
        self.error: Exception | None = None

    def read(self, size: int) -> str:
        """Some rows, of whatever size; nothing at the end."""
        try:
            chunk = list(islice(self.rows, CHUNK))
        except Exception as error:
            self.error = error
            raise
        self.count += len(chunk)
        return _lines(chunk)


def _lines(rows: Sequence[tuple]) -> str:
    """Column by column, because most values of a column are the same: each is put into writing once."""
    columns = (
        map({value: CELLS[type(value)](value) for value in set(column)}.get, column)
        for column in zip(*rows, strict=True)
    )
    return "".join(f"{line}\n" for line in map("\t".join, zip(*columns, strict=True)))


def _text(value: str) -> str:
    return value if not value or value.isalnum() else str(value).translate(ESCAPES)


class _Cells(dict):
    """How a value of each type is written for COPY; a choice is the text that it is."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        if issubclass(kind, str):
            return lambda value: _text(str(value))
        raise TypeError(f"No column holds a {kind.__name__}.")


CELLS = _Cells({
    str: _text, float: repr, int: repr, bool: "ft".__getitem__, date: date.isoformat, type(None): lambda value: "\\N",
})  # fmt: skip
