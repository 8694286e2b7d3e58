"""What stands above the entries and still has a say in their steps: queries on them (pssdash/rounds/queries)."""

from collections.abc import Callable, Mapping, Sequence

from pssdash.reporting.entries.models import AbstractEntry

# Of entries of one kind: the id of each that has open queries -> how many, on any of its versions.
QueryCounter = Callable[[Sequence[AbstractEntry]], Mapping[int, int]]

_query_counters: list[QueryCounter] = []


def count_queries_with(counter: QueryCounter) -> None:
    """Have `counter` asked before an approval. An app does this once, when it is ready."""
    if counter not in _query_counters:
        _query_counters.append(counter)


def open_queries_of(entries: Sequence[AbstractEntry]) -> dict[int, int]:
    """Entries of one kind -> how many open queries each has, by its id."""
    counts = [counter(entries) for counter in _query_counters]
    return {entry.pk: sum(count.get(entry.pk, 0) for count in counts) for entry in entries}
