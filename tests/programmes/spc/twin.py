"""The calculation again, slow and obvious: one series, plain lists, nothing shared with the engine.

Written from SPC.md with the decisions D1 to D6, D9 and D11; the tests compare the engine with it.
"""

import itertools
import statistics
from dataclasses import dataclass, field
from datetime import date


@dataclass
class Part:
    number: int
    values: list[float | None]
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None
    labels: list[str] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)


@dataclass
class TwinResult:
    parts: list[Part]
    labels: list[str]
    types: list[str]
    variation: str
    assurance: str | None


RULE_SETS = {
    "mdc": {"shift": 7, "trend": 7, "beyond": False, "screens": True},
    "mdc-2023": {"shift": 7, "trend": 7, "beyond": True, "screens": True},
    "mdc-6": {"shift": 6, "trend": 6, "beyond": False, "screens": True},
    "ihi": {"shift": 8, "trend": 6, "beyond": False, "screens": False},
}


def twin(
    points: list[tuple[date, float | None]],
    direction: str = "increase",
    targets: list[tuple[date | None, float]] | None = None,
    rebase: list[date] | None = None,
    fix_after: int | None = None,
    screen: bool | None = None,
    rules: str = "mdc",
) -> TwinResult:
    points = sorted(points)
    rule_set = RULE_SETS[rules]
    parts = split(points, rebase or [])
    for part in parts:
        draw_limits(part, fix_after, rule_set["screens"] if screen is None else screen)
        label(part, rule_set)
    signs = [sign for part in parts for sign in part.signs]
    return TwinResult(
        parts=parts,
        labels=[text for part in parts for text in part.labels],
        types=[point_type(sign, direction) for sign in signs],
        variation=variation(signs[-1], direction),
        assurance=assurance(parts[-1], direction, target_at(points[-1][0], targets or [])),
    )


def split(points, rebase):
    parts, number, pending = [], 0, set(rebase)
    for place, (day, value) in enumerate(points):
        reached = {wanted for wanted in pending if wanted <= day}
        pending -= reached
        if reached:
            number += 1
        if place == 0 or reached:
            parts.append(Part(number, []))
        parts[-1].values.append(value)
    return parts


def draw_limits(part, fix_after, screen):
    baseline = part.values[:fix_after] if fix_after else part.values
    present = [value for value in baseline if value is not None]
    if not present:
        return
    part.mean = float(statistics.mean(present))
    ranges = []
    for before, after in itertools.pairwise(baseline):
        if before is not None and after is not None:
            ranges.append(abs(after - before))
    if screen and ranges:
        bound = 3.267 * float(statistics.mean(ranges))
        ranges = [one for one in ranges if one < bound]
    if not ranges:
        return
    amr = float(statistics.mean(ranges))
    if part.mean + 2.66 * amr == part.mean - 2.66 * amr:
        return
    part.lower, part.upper = part.mean - 2.66 * amr, part.mean + 2.66 * amr
    near = 2 * (2.66 / 3)
    part.near_lower, part.near_upper = part.mean - near * amr, part.mean + near * amr


def side(value, mean):
    if value is None or mean is None or value == mean:
        return 0
    return 1 if value > mean else -1


def is_outside(value, part):
    return value is not None and part.upper is not None and not part.lower <= value <= part.upper


def is_close(value, part):
    if value is None or part.upper is None or is_outside(value, part):
        return False
    return value > part.near_upper or value < part.near_lower


def label(part, rule_set):
    values, count = part.values, len(part.values)
    sides = [side(value, part.mean) for value in values]
    trends = trend_directions(values, rule_set["trend"])
    for place, value in enumerate(values):
        text, sign = "Common Cause", 0
        if is_outside(value, part):
            sign = sides[place]
            text = "Above UCL" if sign > 0 else "Below LCL"
        elif trends[place]:
            sign = trends[place]
            text = f"{rule_set['trend']} Point Trend ({'Increasing' if sign > 0 else 'Decreasing'})"
        elif in_two_of_three(part, sides, place, count, rule_set["beyond"]):
            sign = sides[place]
            text = f"2 in 3 {'Above' if sign > 0 else 'Below'} CL"
        elif in_shift(sides, place, rule_set["shift"]):
            sign = sides[place]
            text = f"{rule_set['shift']} Points {'Above' if sign > 0 else 'Below'} CL"
        part.labels.append(text)
        part.signs.append(sign)


def trend_directions(values, size):
    """Walk through the maximal runs in order; a later run overwrites the point that it shares."""
    directions = [0] * len(values)
    for way in (1, -1):
        for start, end in runs(values, way):
            if end - start + 1 >= size:
                for place in range(start, end + 1):
                    directions[place] = way
    for start, end in sorted(runs(values, 1) + runs(values, -1)):
        if end - start + 1 >= size:
            directions[start] = 1 if values[start + 1] > values[start] else -1
    return directions


def runs(values, way):
    """First and last place of each maximal run of strict steps in one direction."""
    found, place = [], 0
    while place < len(values):
        end = place
        while (
            end + 1 < len(values)
            and values[end] is not None
            and values[end + 1] is not None
            and (values[end + 1] > values[end] if way > 0 else values[end + 1] < values[end])
        ):
            end += 1
        if end > place:
            found.append((place, end))
        place = end + 1 if end == place else end
    return found


def in_two_of_three(part, sides, place, count, beyond):
    def counts(at):
        value = part.values[at]
        return is_close(value, part) or (beyond and is_outside(value, part))

    if not counts(place):
        return False
    for first in range(max(0, place - 2), min(place, count - 3) + 1):
        three = range(first, first + 3)
        one_side = sides[first] and all(sides[at] == sides[first] for at in three)
        if one_side and sum(counts(at) for at in three) >= 2:
            return True
    return False


def in_shift(sides, place, size):
    if not sides[place]:
        return False
    first = last = place
    while first > 0 and sides[first - 1] == sides[place]:
        first -= 1
    while last + 1 < len(sides) and sides[last + 1] == sides[place]:
        last += 1
    return last - first + 1 >= size


def point_type(sign, direction):
    if sign == 0:
        return "common_cause"
    if direction == "neutral":
        return "special_cause_neutral_high" if sign > 0 else "special_cause_neutral_low"
    good = (sign > 0) == (direction == "increase")
    return "special_cause_improvement" if good else "special_cause_concern"


def variation(sign, direction):
    return point_type(sign, direction).removeprefix("special_cause_") + (
        "" if sign == 0 or direction == "neutral" else "_high" if sign > 0 else "_low"
    )


def target_at(day, targets):
    started = [(start or date.min, value) for start, value in targets if (start or date.min) <= day]
    return max(started)[1] if started else None


def assurance(part, direction, target):
    if target is None or direction == "neutral":
        return None
    flip = 1 if direction == "increase" else -1
    present = [value for value in part.values if value is not None]
    if part.upper is None:
        if len(present) < 2:
            return None
        if len(set(present)) > 1:
            return "inconsistent"
        return "consistent_pass" if flip * present[0] >= flip * target else "consistent_fail"
    if target > part.upper:
        return "consistent_fail" if flip > 0 else "consistent_pass"
    if target < part.lower:
        return "consistent_pass" if flip > 0 else "consistent_fail"
    return "inconsistent"
