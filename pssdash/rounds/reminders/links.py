"""The link in a mail that stops reminders without signing in: signed, for one person and one kind, or all of them.

It does not run out, since mails are kept for long; all that it can do is to stop mails.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from pssdash.accounts.models import User

SALT = "pssdash.reminders"
ALL = ""


@dataclass(frozen=True)
class Stop:
    """Who wants no more of what; `kind` is `ALL` for every kind."""

    person: int
    kind: str


def stop_path(person: User, kind: str = ALL) -> str:
    return reverse("stop_reminders", args=[signing.dumps([person.pk, kind], salt=SALT)])


def read_stop(token: str) -> Stop | None:
    """None for what is not one of our links."""
    try:
        return Stop(*signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
