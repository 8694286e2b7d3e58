"""What is wrong with values that were to be written, each with the line it stands on."""

from collections.abc import Iterator
from typing import NamedTuple

KEPT = 100


class Problem(NamedTuple):
    """What is wrong in a line of a file or a row of a form; line 0 is the whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


class Problems:
    """All problems are counted, and the first hundred kept: a long file with a wrong column has one in every line."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[Problem] = []

    def add(self, line: int, text: str) -> None:
        self.count += 1
        if len(self._first) < KEPT:
            self._first.append(Problem(line, text))

    def __bool__(self) -> bool:
        return self.count > 0

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._first))

    def __str__(self) -> str:
        lines = [str(problem) for problem in self]
        if self.count > len(lines):
            lines.append(f"… and {self.count - len(lines):,} more")
        return "\n".join(lines)


class BadValues(Exception):
    """Nothing was written. `problems` says why."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(str(problems))
        self.problems = problems

    @classmethod
    def because(cls, text: str) -> "BadValues":
        problems = Problems()
        problems.add(0, text)
        return cls(problems)
