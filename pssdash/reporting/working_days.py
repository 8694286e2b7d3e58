"""England's working days: Monday to Friday, without the bank holidays of England and Wales."""

from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from pssdash.reporting.deadline_reading import in_full
from pssdash.reporting.quarters import Quarter

WORKING_DAYS_TO_REPORT = 10  # after a quarter's end, as the NHS closes its submissions
COUNTED = 20  # working days, about a month: who reads of more wants the day
ONE_DAY = timedelta(days=1)
# Works each year out when it is first asked for, and keeps it.
BANK_HOLIDAYS = country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_day_after(day: date, number: int) -> date:
    """The `number`th working day after `day`, which itself does not count."""
    if number < 1:
        raise ValueError("The first working day after a day is number 1.")
    for _ in range(number):
        day += ONE_DAY
        while not is_working_day(day):
            day += ONE_DAY
    return day


@lru_cache(maxsize=1024)  # pages ask for the same few days, row by row
def working_days_between(earlier: date, later: date) -> int:
    """How many working days come after `earlier` up to and with `later`; 0 where `later` does not come later."""
    days = (earlier + ONE_DAY * number for number in range(1, (later - earlier).days + 1))
    return sum(is_working_day(day) for day in days)


def usual_due_day(quarter: Quarter) -> date:
    """The day by which a quarter's returns are due, where nobody has set another."""
    return working_day_after(quarter.end, WORKING_DAYS_TO_REPORT)


def due_in_words(due: date, today: date, *, beside_day: bool = False) -> str:
    """`due today`, `due in 3 working days`, `overdue by 1 working day`; `overdue since 15 January 2021` where that is
    more than `COUNTED` working days ago, `due on 15 April 2021` where it is as far ahead.

    Every page and mail says it in these words. Where the day stands beside them (`beside_day`) they leave it out: what
    is far ahead then needs none. A due day on a weekend passes with it, and then is overdue by no working day yet: the
    words leave out the number.
    """
    if due == today:
        return "due today"
    number = working_days_between(today, due) if due > today else working_days_between(due, today)
    days = f"{number} working day{'' if number == 1 else 's'}"
    if due > today:
        if number > COUNTED:
            return "" if beside_day else f"due on {in_full(due)}"
        return f"due in {days}" if number else "due before the next working day"
    if number > COUNTED:
        return "overdue" if beside_day else f"overdue since {in_full(due)}"
    return f"overdue by {days}" if number else "overdue since the last working day"
