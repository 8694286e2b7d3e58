"""The table that `dev.py bench` prints."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.timing import Sample


@dataclass(frozen=True)
class Aim:
    """At most, or of a rate at least, `limit`: times the floor, or in the sample's own unit."""

    limit: float
    times_floor: bool = False


@dataclass(frozen=True)
class Line:
    """One thing that was measured. Without an aim it is there to be compared with."""

    what: str
    sample: Sample
    aim: Aim | None = None


HEADINGS = ("what", "best", "median", "p95", "x floor", "x floor at S", "aim", "met")


def table(lines: Sequence[Line], floor: Sample, beside: dict[str, float] | None = None) -> str:
    """One row a line; `beside` has the ratio that the same line had at S, where that is known."""
    rows = [HEADINGS, *(cells(line, floor, (beside or {}).get(line.what)) for line in lines)]
    if not beside:
        rows = [row[:5] + row[6:] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(written(row, widths) for row in rows)


def cells(line: Line, floor: Sample, before: float | None) -> tuple[str, ...]:
    sample, ratio = line.sample, ratio_of(line, floor)
    return (
        line.what,
        f"{number(sample.best)} {sample.unit}",
        f"{number(sample.median)} {sample.unit}",
        f"{number(sample.p95)} {sample.unit}",
        "" if ratio is None else f"{ratio:.1f}",
        "" if before is None or ratio is None else f"{before:.1f}",
        aim_text(line),
        met_text(line, floor),
    )


def ratio_of(line: Line, floor: Sample) -> float | None:
    return line.sample.median / floor.median if line.sample.unit == floor.unit else None


def aim_text(line: Line) -> str:
    if line.aim is None:
        return ""
    if line.aim.times_floor:
        return f"at most {line.aim.limit:g} x floor"
    return f"{'at least' if line.sample.is_rate else 'at most'} {number(line.aim.limit)} {line.sample.unit}"


def met_text(line: Line, floor: Sample) -> str:
    return "" if line.aim is None else "yes" if is_met(line, floor) else "NO"


def is_met(line: Line, floor: Sample) -> bool:
    """Whether the median keeps to the aim."""
    aim = line.aim
    limit = aim.limit * floor.median if aim.times_floor else aim.limit
    return line.sample.median >= limit if line.sample.is_rate else line.sample.median <= limit


def number(value: float) -> str:
    """With as many decimals as its size needs."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def written(row: Sequence[str], widths: Sequence[int]) -> str:
    """The first and the last two columns start at the left, numbers end at the right."""
    last = len(row) - 2
    padded = [
        cell.ljust(width) if place == 0 or place >= last else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()
