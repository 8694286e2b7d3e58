"""Working days in England, against the bank holidays that the government has published."""

from datetime import date, timedelta

import pytest

from pssdash.reporting.quarters import Quarter
from pssdash.reporting.working_days import (
    due_in_words,
    is_working_day,
    usual_due_day,
    working_day_after,
    working_days_between,
)

# gov.uk/bank-holidays, England and Wales: every one of the year, with substitute days and those of a single year.
BANK_HOLIDAYS = {
    2011: ["01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"],  # a royal wedding
    2012: ["01-02", "04-06", "04-09", "05-07", "06-04", "06-05", "08-27", "12-25", "12-26"],  # a jubilee
    2019: ["01-01", "04-19", "04-22", "05-06", "05-27", "08-26", "12-25", "12-26"],
    2020: ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"],  # VE Day, on a Friday
    2021: ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2022: ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"],  # and a funeral
    2023: ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],  # a coronation
    2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
    2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_weekdays_without_work_are_the_published_bank_holidays(year):
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))

    free = [day for day in days if day.year == year and day.weekday() < 5 and not is_working_day(day)]

    assert [f"{day:%m-%d}" for day in free] == BANK_HOLIDAYS[year]


@pytest.mark.parametrize("day", [date(2021, 12, 25), date(2021, 12, 26), date(2025, 1, 4), date(2025, 1, 5)])
def test_no_work_on_a_weekend(day):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    ("quarter", "due"),
    [
        (Quarter(2020, 3), date(2021, 1, 15)),  # New Year's Day on a Friday
        (Quarter(2021, 3), date(2022, 1, 17)),  # its substitute on Monday the 3rd
        (Quarter(2023, 4), date(2024, 4, 15)),  # Easter Monday on 1 April
        (Quarter(2024, 4), date(2025, 4, 14)),  # Easter comes later
        (Quarter(2022, 1), date(2022, 7, 14)),
        (Quarter(2024, 2), date(2024, 10, 14)),
    ],
)
def test_returns_are_due_on_the_tenth_working_day(quarter, due):
    assert usual_due_day(quarter) == due


def test_a_jubilee_puts_days_off():
    assert working_day_after(date(2022, 6, 1), 1) == date(2022, 6, 6)


def test_the_day_itself_is_not_counted_and_no_day_is_number_0():
    assert working_day_after(date(2025, 1, 31), 1) == date(2025, 2, 3)
    with pytest.raises(ValueError, match="number 1"):
        working_day_after(date(2025, 1, 31), 0)


def test_days_between_are_those_that_lead_to_the_later():
    start = date(2024, 12, 20)

    assert [working_days_between(start, working_day_after(start, number)) for number in range(1, 30)] == [*range(1, 30)]
    assert working_days_between(start, start) == working_days_between(start, date(2024, 12, 1)) == 0


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2025, 1, 17), "due today"),
        (date(2025, 1, 20), "due in 1 working day"),
        (date(2025, 1, 22), "due in 3 working days"),
        (date(2025, 1, 18), "due before the next working day"),
        (date(2025, 1, 16), "overdue by 1 working day"),
        (date(2025, 1, 15), "overdue by 2 working days"),
    ],
)
def test_a_due_day_in_words_on_a_friday(due, words):
    assert due_in_words(due, date(2025, 1, 17)) == words


def test_a_day_that_passed_with_the_weekend_is_overdue_without_a_number():
    assert due_in_words(date(2025, 1, 17), date(2025, 1, 18)) == "overdue since the last working day"


@pytest.mark.parametrize(
    ("due", "words", "beside_the_day"),
    [
        (working_day_after(date(2025, 1, 17), 20), "due in 20 working days", "due in 20 working days"),
        (working_day_after(date(2025, 1, 17), 21), "due on 17 February 2025", ""),
        (date(2024, 12, 17), "overdue by 20 working days", "overdue by 20 working days"),
        (date(2024, 12, 16), "overdue since 16 December 2024", "overdue"),
        (date(2021, 1, 15), "overdue since 15 January 2021", "overdue"),
    ],
)
def test_more_than_a_month_is_told_by_its_day(due, words, beside_the_day):
    today = date(2025, 1, 17)

    assert due_in_words(due, today) == words
    assert due_in_words(due, today, beside_day=True) == beside_the_day
