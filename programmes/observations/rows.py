"""Observations as rows of history keep them (`KeptRow`), in both databases' words."""

from django.db import connection

from programmes.models.kept_rows import COPIED, KEPT

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


def kept_row(prefix: str, start: str, batch: str) -> str:
    """The expression that makes a row of history of the columns whose names begin with `prefix`, and of two others."""
    cells = {name: f"{prefix}{name}" for name in COPIED} | {"start": start, "batch": batch}
    if connection.vendor == "sqlite":
        return f"json_array({', '.join(_exact(name, cells[name]) for name in KEPT)})"
    return f"jsonb_build_array({', '.join(cells[name] for name in KEPT)})"


def _exact(name: str, cell: str) -> str:
    """SQLite's own JSON has fifteen digits of a number, and no true or false."""
    if name in NUMBERS:
        return f"json(CASE WHEN {cell} IS NULL THEN 'null' ELSE printf('%%!.17g', {cell}) END)"
    return f"json(CASE WHEN {cell} THEN 'true' ELSE 'false' END)" if name in FLAGS else cell
