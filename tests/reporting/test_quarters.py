"""Quarters: every spelling that is read, what is refused and why, order and arithmetic."""

from datetime import date, timedelta

import pytest

from pssdash.reporting.quarters import Quarter, QuarterError

Q2 = Quarter(2024, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Q2 2024/25",
        "Q2 2024/25 (Jul–Sep 2024)",
        "Q2 2024/25 (July to September 2024)",
        "2024-25-q2",
        "Q2 2024/2025",
        "q2 24/25",
        "Q2 2024-25",
        "Q2 2024–25",
        "Q2 FY2024/25",
        "Q2 FY 24/25",
        "quarter 2 2024/25",
        "Quarter 2 of 2024/25",
        "second quarter of 2024/25",
        "2024/25 Q2",
        "  Q 2   2024 / 25 ",
        "Q2, 2024/25",
        "Q2\u00a02024/25",
    ],
)
def test_quarter_is_read_in_every_spelling(text):
    assert Quarter.parse(text) == Q2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "No quarter is given"),
        ("Q5 2024/25", "There is no Q5"),
        ("Q0 2024/25", "There is no Q0"),
        ("Q2 2024/26", "its years do not follow each other. Write 2024/25"),
        ("Q2 2025", "may mean a calendar year or an NHS year"),
        ("2025", "“2025” is not a quarter"),
        ("Q2", "“Q2” is not a quarter"),
        ("Q2 2024/25 (Apr–Jun 2024)", "names other months than those of Q2 2024/25 (Jul–Sep 2024)"),
        ("Q2 2024/25 or so", "is not a quarter"),
        ("Q22024/25", "is not a quarter"),
        ("Q2 0000/01", "out of range"),
        ("Q²  2024/25", "is not a quarter"),
        ("Q2 " + "9" * 5000, "may mean"),
    ],
)
def test_what_is_no_quarter_is_refused_and_says_why(text, problem):
    with pytest.raises(QuarterError) as refused:
        Quarter.parse(text)

    assert problem in str(refused.value)
    assert "2024/25" in str(refused.value)


def test_quarter_is_written_in_full_short_and_as_a_slug():
    assert str(Q2) == "Q2 2024/25 (Jul–Sep 2024)"
    assert str(Quarter(2024, 4)) == "Q4 2024/25 (Jan–Mar 2025)"
    assert (Q2.short, Q2.slug, Q2.nhs_year) == ("Q2 2024/25", "2024-25-q2", "2024/25")
    assert Quarter(2099, 1).slug == "2099-00-q1"


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (1, date(2019, 4, 1), date(2019, 6, 30)),
        (2, date(2019, 7, 1), date(2019, 9, 30)),
        (3, date(2019, 10, 1), date(2019, 12, 31)),
        (4, date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_quarter_starts_and_ends_with_its_months(number, start, end):
    quarter = Quarter(2019, number)

    assert (quarter.start, quarter.end) == (start, end)


def test_every_day_lies_in_the_quarter_that_contains_it():
    day = date(2018, 12, 1)
    while day < date(2021, 6, 1):
        quarter = Quarter.containing(day)
        assert quarter.start <= day <= quarter.end
        assert quarter.end + timedelta(days=1) == quarter.next.start
        day += timedelta(days=1)


def test_what_a_quarter_writes_it_reads():
    for step in range(-40, 40):
        quarter = Q2 + step
        assert Quarter.parse(str(quarter)) == Quarter.parse(quarter.short) == Quarter.parse(quarter.slug) == quarter


def test_quarters_are_reckoned_with():
    assert Quarter(2024, 4).next == Quarter(2025, 1)
    assert Quarter(2024, 1).previous == Quarter(2023, 4)
    assert Quarter(2026, 1) == Q2 + 7
    assert Quarter(2022, 4) == Q2 - 6
    assert Quarter(2026, 1) - Q2 == 7
    assert Q2 - Quarter(2026, 1) == -7


def test_quarters_are_ordered_and_can_be_keys():
    quarters = [Quarter(2024, 1), Quarter(2023, 4), Quarter(2023, 1)]

    assert sorted(quarters) == [Quarter(2023, 1), Quarter(2023, 4), Quarter(2024, 1)]
    assert {Q2: "a"}[Quarter(2024, 2)] == "a"


@pytest.mark.parametrize(("year", "number"), [(2024, 0), (2024, 5), (1899, 1), (2200, 1)])
def test_quarter_that_does_not_exist_cannot_be_made(year, number):
    with pytest.raises(QuarterError):
        Quarter(year, number)
