"""Samples of how long something takes, or how much a second it does."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """Repeated measurements of one thing, all in `unit`."""

    values: tuple[float, ...]
    unit: str

    @property
    def best(self) -> float:
        """What the machine can do while nothing else asks it for anything."""
        return max(self.values) if self.is_rate else min(self.values)

    @property
    def median(self) -> float:
        return self.at(0.5)

    @property
    def p95(self) -> float:
        """What 95% of the measurements are no worse than: of a rate, where more is better, the 5th centile."""
        return self.at(0.05 if self.is_rate else 0.95)

    @property
    def is_rate(self) -> bool:
        return self.unit.endswith("/s")

    def at(self, share: float) -> float:
        """Nearest rank."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(seconds: Sequence[float]) -> Sample:
    return Sample(tuple(1000 * each for each in seconds), "ms")


def seconds_of(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def repeat(function: Callable[[], object], times: int, warm_up: int = 3) -> list[float]:
    """The seconds that each of `times` calls took, after a few that do not count."""
    for _ in range(warm_up):
        function()
    return [seconds_of(function) for _ in range(times)]


def take_turns(functions: dict[str, Callable[[], object]], times: int, warm_up: int = 3) -> dict[str, list[float]]:
    """As `repeat`, of several, one after the other in each round: what disturbs the machine disturbs all of them."""
    found: dict[str, list[float]] = {name: [] for name in functions}
    for number in range(warm_up + times):
        for name, function in functions.items():
            seconds = seconds_of(function)
            if number >= warm_up:
                found[name].append(seconds)
    return found
