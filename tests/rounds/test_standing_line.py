"""How a round stands, in one line."""

from datetime import date

import pytest

from pssdash.reporting.quarters import Quarter
from pssdash.rounds.standing_line import Standing, in_one_line

Q3 = Quarter(2024, 3)
TODAY = date(2025, 1, 10)


def line(state="open", total=76, submitted=41, approved=12, **fields) -> str:
    return in_one_line(Standing(Q3, state, total, submitted, approved, **fields), TODAY)


def test_line_counts_and_gives_the_days():
    assert line(due=date(2025, 1, 15)) == "Q3 2024/25 is open: 41 of 76 submitted, 12 approved, due in 3 working days"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2025, 1, 11), "due before the next working day"),
        (date(2025, 1, 10), "due today"),
        (date(2025, 1, 9), "overdue by 1 working day"),
        (date(2025, 1, 7), "overdue by 3 working days"),
        (date(2021, 1, 15), "overdue since 15 January 2021"),
    ],
)
def test_line_says_when_it_is_due(due, words):
    assert line(due=due).endswith(f", {words}")


@pytest.mark.parametrize("fields", [{}, {"due": TODAY, "state": "closed"}, {"due": TODAY, "submitted": 76}])
def test_line_leaves_out_days_that_mean_nothing(fields):
    assert line(**fields).endswith("12 approved")


def test_line_names_what_it_counts():
    said = line(total=9, submitted=3, approved=None, of_what="organisations in North West")

    assert said == "Q3 2024/25 is open: 3 of 9 organisations in North West submitted"


def test_line_without_counts():
    assert in_one_line(Standing(Q3, "open"), TODAY) == "Q3 2024/25 is open: its updates are being written"
    assert in_one_line(Standing(Q3, "closed"), TODAY) == "Q3 2024/25 is closed: its updates are being checked"


def test_line_where_nothing_is_owed():
    assert line(total=0) == "Q3 2024/25 is open: nothing is asked for"
