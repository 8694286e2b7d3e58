"""A row of history: names and values here, a list in the database."""

from django.db import connection

from programmes.models.kept_rows import COPIED, KEPT, KeptRow
from programmes.observations.values import Kept


def test_row_of_history_has_all_columns_that_a_value_brings():
    key = {"measure_id", "organisation_id", "basis", "first_day", "last_day", "line"}

    assert set(COPIED) == set(Kept._fields) - key


def test_row_comes_back_as_it_was_kept():
    row = {name: number for number, name in enumerate(KEPT)}

    kept = KeptRow().get_prep_value(row)

    assert kept == list(range(len(KEPT)))
    assert KeptRow().from_db_value(str(kept), None, connection) == row


def test_row_from_before_a_column_was_added_lacks_it():
    assert KeptRow().from_db_value('[7, "2024-04-01", "v"]', None, connection) == {
        "batch": 7, "start": "2024-04-01", "state": "v",
    }  # fmt: skip


def test_value_that_was_removed_has_no_row_after():
    assert KeptRow(null=True).from_db_value(None, None, connection) is None
