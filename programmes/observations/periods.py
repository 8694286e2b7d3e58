"""The spans of time that a measure's values speak of: months, quarters and NHS years."""

from datetime import date, timedelta

from programmes.models import Measure

MONTHS = {Measure.Frequency.MONTH: 1, Measure.Frequency.QUARTER: 3, Measure.Frequency.YEAR: 12}
BEGINS = {
    Measure.Frequency.MONTH: "a month begins on its first day",
    Measure.Frequency.QUARTER: "a quarter begins on 1 April, July, October or January",
    Measure.Frequency.YEAR: "an NHS year begins on 1 April",
}


def begins_period(frequency: str, day: date) -> bool:
    """Whether `day` is the first day of a month, a quarter or an NHS year."""
    return day.day == 1 and (day.month - 4) % MONTHS[frequency] == 0


def period_end(frequency: str, start: date) -> date:
    """The last day of the period that begins on `start`."""
    month = start.month - 1 + MONTHS[frequency]
    return date(start.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def period_start(frequency: str, end: date) -> date:
    """The first day of the period that ends on `end`, or in which `end` lies."""
    month = end.month - 1 - (end.month - 4) % MONTHS[frequency]
    return date(end.year + month // 12, month % 12 + 1, 1)
