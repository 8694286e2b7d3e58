"""What cannot be done with accounts and invitations."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from pssdash.people.given import taken


class Refused(Exception):
    """What cannot be done, in words for the person who tried."""


@contextmanager
def unless_taken(emails: Iterable[str]) -> Iterator[None]:
    """Refuse what the database does not take because one of these addresses was taken by somebody who was faster."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        problems = taken(email.lower() for email in emails)
        if not problems:
            raise
        raise Refused("; ".join(f"{email} {why}" for email, why in sorted(problems.items()))) from None
