"""One line of the tables: an address, and what each role gets there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import resolve

METHODS = ("GET", "POST")
# The statuses of a line stand in this order.
ROLES = ("out", "none", "editor", "approver", "region", "submitter", "board", "admin")
# In the place of ids, which differ from one database to the next.
WORDS = ("MILESTONE", "DELIVERED", "ACCOUNT", "GONE", "INVITATION", "QUERY", "ENTRY", "STOP")


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    expected: tuple[str, ...]

    @property
    def name(self) -> str:
        return resolve(self.path_with(dict.fromkeys(WORDS, 1))).view_name

    def path_with(self, numbers: Mapping[str, int | str]) -> str:
        """The path with the numbers of items in the place of the words in capitals, and without its query string."""
        path = self.path.partition("?")[0]
        for word, number in numbers.items():
            path = path.replace(f"/{word}/", f"/{number}/")
        return path


def cells(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines() if line.strip()]


def rows_of(table: str) -> Iterator[Row]:
    return (Row(method, path, tuple(expected)) for method, path, *expected in cells(table))
