"""What the steps of an entry must know of its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.models import Part


@dataclass(frozen=True)
class Kind:
    """One kind of entry, made once beside its actions and handed to every step.

    `problems(entry)` maps the names of the form's fields to what is missing for a submission.
    `on_approval(entry=, by=)` runs in the transaction of an approval, for example to replace what is published by its
    correction. With `takes_late` one may be written and approved whatever the quarter's state, as a measure's values.
    Where `carries_over` names a part of the site, what was approved in the last quarter that covers it can be confirmed
    as it is (confirming.py).
    """

    model: type[AbstractEntry]
    problems: Callable[..., dict[str, str]]
    on_approval: Callable[..., object]
    takes_late: bool = False
    carries_over: Part | None = None
