"""Days and durations in the words of the round."""

from datetime import date, timedelta

from django.utils.text import capfirst

from pssdash.reporting.working_days import due_in_words


def day_in_words(day: date) -> str:
    """`3 November 2020`."""
    return f"{day.day} {day:%B %Y}"


def due_sentence(due: date, today: date, *, is_finished: bool = False, is_extended: bool = False) -> str:
    """`Due on 14 January 2021, in 3 working days`. What is finished is neither near nor overdue."""
    day = f"{day_in_words(due)}{' after an extension' if is_extended else ''}"
    if is_finished:
        return f"Was due on {day}"
    words = due_in_words(due, today, beside_day=True)
    if due >= today:
        return ", ".join(filter(None, [f"Due on {day}", words.removeprefix("due ")]))
    return f"Overdue since {day}" if words == "overdue" else f"{capfirst(words)}: it was due on {day}"


def took_in_words(took: timedelta) -> str:
    """`Took 3 days last time`, from the first save to the submission."""
    hours = round(took.total_seconds() / 3600)
    if hours < 1:
        length = "less than an hour"
    elif hours < 24:
        length = f"{hours} hour{'' if hours == 1 else 's'}"
    else:
        days = round(hours / 24)
        length = f"{days} day{'' if days == 1 else 's'}"
    return f"Took {length} last time"
