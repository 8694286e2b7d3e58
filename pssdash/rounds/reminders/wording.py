"""What became of a Remind button, in messages."""

from collections.abc import Iterator, Sequence

from django.contrib import messages

from pssdash.accounts.models import User
from pssdash.rounds.reminders.asking import Asked

NAMES = 5


def said_of(asked: Asked) -> Iterator[tuple[int, str]]:
    """(level, text) of each message."""
    run = asked.run
    if run.sent:
        yield messages.SUCCESS, f"A reminder was sent to {names_of(run.sent)}."
    if run.had:
        yield messages.INFO, f"Reminded of this today already, so not again: {names_of(run.had)}."
    if asked.unwilling:
        yield messages.WARNING, f"Wants no such emails, so write yourself: {names_of(asked.unwilling)}."
    if asked.unanswered:
        yield messages.WARNING, f"Nobody answers for {shortened(asked.unanswered)}."
    for reminder in run.not_sent:
        yield messages.ERROR, f"{reminder.address}: {reminder.why_not_sent}"
    if run.stopped:
        yield (
            messages.ERROR,
            f"The mail server is gone ({run.stopped}). Not reminded: {names_of(run.left) or 'nobody'}.",
        )


def names_of(people: Sequence[User]) -> str:
    return shortened([person.name for person in people])


def shortened(names: Sequence[str]) -> str:
    """`Ann, Ben and 3 others`."""
    if len(names) <= NAMES:
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"{', '.join(names[:NAMES])} and {len(names) - NAMES} others"
