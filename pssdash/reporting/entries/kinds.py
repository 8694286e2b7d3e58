"""What the steps of an entry must know of its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.models import Part, ReportingPeriod


@dataclass(frozen=True)
class Kind:
    """One kind of entry, made once beside its actions and handed to every step.

    `problems(entry)` maps the names of the form's fields to what is missing for a submission.
    `on_approval(entry=, by=)` runs in the transaction of an approval, for example to replace what is published by its
    correction. With `takes_late` one may be written and approved whatever the quarter's state, as a measure's values;
    where its model has a `late_reason`, what comes after the quarter was closed needs one. Where `carries_over` names a
    part of the site, what was approved in the last quarter that covers it can be confirmed as it is (confirming.py).
    """

    model: type[AbstractEntry]
    problems: Callable[..., dict[str, str]]
    on_approval: Callable[..., object]
    takes_late: bool = False
    carries_over: Part | None = None

    def asks_why_late(self, period: ReportingPeriod, entry: AbstractEntry | None) -> bool:
        """Whether the entry comes late. A correction has a reason of its own."""
        is_correction = entry is not None and entry.version > 1
        return self.takes_late and hasattr(self.model, "late_reason") and not period.is_open and not is_correction

    def missing(self, entry: AbstractEntry) -> dict[str, str]:
        """All that stands against a submission: the kind's `problems`, and the reason of what comes late."""
        found = self.problems(entry)
        if self.asks_why_late(entry.period, entry) and not entry.late_reason.strip():
            found = {**found, "late_reason": f"Say why this comes after {entry.period.quarter.short} was closed"}
        return found
