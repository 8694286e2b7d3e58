"""The `spc` command's arguments as options of the engine, one for each series."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from programmes.spc import DatedTarget, Direction, Frequency, Options, SpcError

T = TypeVar("T")


def options_by_name(arguments: dict[str, Any], names: Sequence[str]) -> list[Options]:
    """The options of each named series. Raises SpcError."""
    targets = _split(arguments["target"], "--target", _number, names)
    rebases = _split(arguments["rebase"], "--rebase", _date, names)
    if any(len(numbers) > 1 for numbers in targets.values()):
        raise SpcError("--target is given twice for one series")
    shared = {
        "direction": Direction(arguments["direction"]),
        "fix_after_n_points": _whole(arguments["fix_after"]),
        "screen_outliers": False if arguments["no_screening"] else None,
        "rules": arguments["rules"],
        "frequency": Frequency(arguments["frequency"]),
    }
    return [
        Options(
            targets=tuple(DatedTarget(number) for number in targets.get(name) or targets.get(None, ())),
            rebase=(*rebases.get(None, ()), *rebases.get(name, ())),
            **shared,
        )
        for name in names
    ]


def _split(
    given: Sequence[str], option: str, read: Callable[[str, str], T], names: Sequence[str]
) -> dict[str | None, list[T]]:
    """Each value under the name of its series, or under None where it is for all."""
    found: dict[str | None, list[T]] = {}
    for text in given:
        name, equals, value = text.rpartition("=")
        if equals and name not in names:
            raise SpcError(f"{option} {text}: there is no series {name!r}")
        found.setdefault(name if equals else None, []).append(read(value, f"{option} {text}"))
    return found


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise SpcError(f"{where}: {text!r} is not a number") from None


def _date(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SpcError(f"{where}: {text!r} is not a date; dates are written 2024-02-01") from None


def _whole(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise SpcError(f"--fix-after {text}: {text!r} is not a whole number") from None
