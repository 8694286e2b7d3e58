"""England's illustrative monthly history: made up by a seeded rule, to agree with what the Q2 2024/25 report states.

The report's charts print no points, so a new installation would have nothing to draw. Each `Story`
(illustrative_stories.py) says which levels a measure goes through; `history_of` makes its months, the same ones on
every machine. Pure: nothing here knows the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True, slots=True)
class Part:
    """Months around one level, between two of the chart's step changes.

    `mean` is the centre line that the part is to have, `spread` how far its months usually lie from it, `slope` what a
    month adds. `eligible` is how many people a month a percentage is of; a count has none. The last `ends_above`
    months lie above the mean and the one before them does not. `given` pins one month, by its place, to a value, and
    the level of the part then follows from it.
    """

    months: int
    mean: float
    spread: float
    eligible: int | None = None
    slope: float = 0
    ends_above: int = 0
    given: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One measure's history. `seed` is chosen so that a level shows no special cause that its story does not tell."""

    slug: str
    begin: date
    seed: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class IllustrativeMonth:
    """One made-up value. `starts_part`: the chart's limits start again here."""

    start: date
    end: date
    value: float
    numerator: int | None
    denominator: int | None
    starts_part: bool


def history_of(story: Story) -> list[IllustrativeMonth]:
    """The months of a story, oldest first."""
    random = Random(story.seed)
    months: list[IllustrativeMonth] = []
    for part in story.parts:
        for place, (value, numerator, denominator) in enumerate(_values(part, random)):
            start = _month_after(story.begin, len(months))
            end = _month_after(start, 1) - timedelta(days=1)
            starts_part = place == 0 and start != story.begin
            months.append(IllustrativeMonth(start, end, value, numerator, denominator, starts_part))
    return months


def _values(part: Part, random: Random) -> list[tuple[float, int | None, int | None]]:
    wanted = [part.mean + away for away in _deviations(part, random)]
    if part.eligible is None:
        counts = _whole_numbers(wanted, [1.0] * part.months, part.mean)
        if part.given:
            place, value = part.given
            counts = [count + value - counts[place] for count in counts]
        return [(float(count), None, None) for count in counts]
    eligible = [round(part.eligible * (1 + 0.03 * _bell(random))) for _ in wanted]
    steps = [100 / people for people in eligible]
    received = _whole_numbers(wanted, steps, part.mean)
    return [(100 * some / people, some, people) for some, people in zip(received, eligible, strict=True)]


def _deviations(part: Part, random: Random) -> list[float]:
    """How far each month lies from the mean; together they come to nothing."""
    free = part.months - part.ends_above
    middle = (part.months - 1) / 2
    away = [part.spread * _bell(random) + part.slope * (place - middle) for place in range(part.months)]
    if part.ends_above:
        away[free:] = [abs(each) + part.spread / 2 for each in away[free:]]
        away[free - 1] = -abs(away[free - 1]) - part.spread / 2
    surplus = sum(away) / free
    return [each - surplus for each in away[:free]] + away[free:]


def _whole_numbers(wanted: Sequence[float], steps: Sequence[float], mean: float) -> list[int]:
    """How many steps each wanted value is, so rounded that the mean comes as near to `mean` as whole numbers allow."""
    exact = [value / step for value, step in zip(wanted, steps, strict=True)]
    whole = [int(each) for each in exact]
    short = mean * len(whole) - sum(number * step for number, step in zip(whole, steps, strict=True))
    for place in sorted(range(len(whole)), key=lambda place: whole[place] - exact[place]):
        if short > steps[place] / 2:
            whole[place] += 1
            short -= steps[place]
    return whole


def _bell(random: Random) -> float:
    """A number around 0, seldom beyond 2 on either side. Only `random()` is the same in every version of Python."""
    return 2 * (random.random() + random.random() + random.random()) - 3


def _month_after(start: date, months: int) -> date:
    number = start.year * 12 + start.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
