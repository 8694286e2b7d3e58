"""The columns of observations, and how two rows are compared, in both databases' words."""

from django.db import connection

from programmes.models.held_values import HELD

START = "start"
# What a value is besides its span; the temporary tables have other names for the days, which would be quoted.
COPIED = tuple(name for name in HELD if name != START)
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
