"""Published monthly E. coli counts by trust: a merger's step, a real gap, a nearly all-zero series."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from programmes.spc import Direction, Frequency, Options, analyse, notes, suggest_step_change

FILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "series" / "ecoli_trust_monthly_total.csv"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="../shared/data is not there")


@cache
def analysed_trust(code):
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["org_code"] == code]
    points = [(date.fromisoformat(row["period_start"]), float(row["value"]) if row["value"] else None) for row in rows]
    return analyse(points, Options(direction=Direction.DECREASE, frequency=Frequency.MONTH))


def test_rem_steps_up_when_it_takes_in_another_trust():
    suggestion = suggest_step_change(analysed_trust("REM"))

    assert (suggestion.start, suggestion.sign) == (date(2020, 5, 1), 1)


def test_gap_is_not_bridged():
    rows = {row.x: row for row in analysed_trust("ENG").rows}

    gap = [row for day, row in rows.items() if date(2022, 5, 1) <= day <= date(2023, 9, 1)]
    assert [(row.y, row.filled) for row in gap] == [(None, True)] * 17
    assert rows[date(2023, 10, 1)].moving_range is None


def test_nearly_all_zero_trust_is_told_that_the_chart_does_not_suit():
    assert "does not suit" in notes(analysed_trust("RPC"))[-1]
    assert not any("does not suit" in note for note in notes(analysed_trust("REM")))
