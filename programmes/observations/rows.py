"""Observations as rows of history keep them, in both databases' words.

A row of history is a JSON object with `start`, the columns of COPIED, and the number of the `batch` that wrote it.
"""

from django.db import connection

COPIED = (
    "state", "value", "numerator", "denominator", "is_final", "is_mapped", "qualifier", "explanation", "source_place",
)  # fmt: skip
NUMBERS = {"value", "numerator", "denominator"}
FLAGS = {"is_final", "is_mapped"}
NAMES = ", ".join(COPIED)
# The columns that make two rows different; the batch is not one of them.
DIFFER = "(o.start, {}) IS DISTINCT FROM (s.first_day, {})".format(
    ", ".join(f"o.{name}" for name in COPIED), ", ".join(f"s.{name}" for name in COPIED)
)
SAME_KEY = """
o.measure_id = s.measure_id AND o.organisation_id = s.organisation_id AND o.basis = s.basis AND o."end" = s.last_day
"""


def in_dialect(statement: str) -> str:
    """A statement as this database understands it: SQLite knows IS DISTINCT FROM since 3.39 only, and IS NOT always."""
    return statement.replace("IS DISTINCT FROM", "IS NOT") if connection.vendor == "sqlite" else statement


def row_as_json(prefix: str, start: str, batch: str) -> str:
    """The expression that makes a row of history of the columns whose names begin with `prefix`, and of two others."""
    cells = {"start": start, **{name: f"{prefix}{name}" for name in COPIED}, "batch": batch}
    if connection.vendor == "sqlite":
        function, cells = "json_object", {name: _exact(name, cell) for name, cell in cells.items()}
    else:
        function = "jsonb_build_object"
    members = ", ".join(f"'{name}', {cell}" for name, cell in cells.items())
    return f"{function}({members})"


def _exact(name: str, cell: str) -> str:
    """SQLite's own JSON has fifteen digits of a number, and no true or false."""
    if name in NUMBERS:
        return f"json(CASE WHEN {cell} IS NULL THEN 'null' ELSE printf('%%!.17g', {cell}) END)"
    return f"json(CASE WHEN {cell} THEN 'true' ELSE 'false' END)" if name in FLAGS else cell
