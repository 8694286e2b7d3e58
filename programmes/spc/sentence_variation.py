"""The first half of the sentence: which way the latest point goes, by which rule, since when, the lines."""

from collections.abc import Callable

from programmes.spc.classify import PointType, Rule
from programmes.spc.result import Result, Row
from programmes.spc.wording import SPANS, Numbers, date_text

OPENINGS = {
    PointType.IMPROVEMENT: "Improving",
    PointType.CONCERN: "Getting worse",
    PointType.NEUTRAL_HIGH: "Higher than usual",
    PointType.NEUTRAL_LOW: "Lower than usual",
}


def say_variation(result: Result, numbers: Numbers) -> str:
    latest = result.latest
    if latest.y is None:
        return f"The latest value ({_day(result, latest)}) is missing; {_lines(result, numbers)}."
    if latest.rule is Rule.NONE:
        return _common_cause(result, numbers)
    opening = OPENINGS[latest.point_type]
    if latest.rule is Rule.TREND and result.options.direction.sign == 0:
        opening = "Rising" if latest.sign > 0 else "Falling"
    return f"{opening}: {SAYINGS[latest.rule](result, numbers)}."


def say_too_few(result: Result) -> str:
    """Where fewer than two values stand since the last step change."""
    known = sum(row.y is not None for row in result.rows)
    if known > 1:
        return "Fewer than two values since the last step change: nothing to compare yet."
    return "One value so far: nothing to compare it with yet." if known else "No value so far."


def limits_word(result: Result) -> str:
    return "trial limit" if result.trial else "limit"


def _common_cause(result: Result, numbers: Numbers) -> str:
    latest, part = result.latest, result.latest_part
    first = next(row for row in _last_rows(result, lambda row: row.rule is Rule.NONE) if row.y is not None)
    opening = f"No special cause since {_day(result, first)}: the latest value"
    if part.upl is None:
        return f"{opening} is {numbers.text(latest.y)}; {_lines(result, numbers)}."
    return (
        f"{opening}, {numbers.text(latest.y)}, is within the {limits_word(result)}s "
        f"of {_range(result, numbers)}, around a mean of {numbers.text(part.mean)}."
    )


def _outside(result: Result, numbers: Numbers) -> str:
    latest, part = result.latest, result.latest_part
    rows = _last_rows(result, lambda row: row.rule is Rule.OUTSIDE and row.sign == latest.sign)
    side, limit = ("above the upper", part.upl) if latest.sign > 0 else ("below the lower", part.lpl)
    place = f"{side} {limits_word(result)} of {numbers.text(limit)}"
    day = _day(result, rows[0])
    if len(rows) == 1:
        when = f"{'in' if result.options.frequency in SPANS else 'on'} {day}"
        said = f"the latest point, {numbers.text(latest.y)}, is {place} (outside the limits, {when})"
    else:
        said = f"the last {len(rows)} points are {place} (outside the limits, from {day})"
    return f"{said}; {_lines(result, numbers)}"


def _trend(result: Result, numbers: Numbers) -> str:
    """The run of the latest point: it is the later run's, so going back, every step has its direction."""
    rows, sign = result.rows_of(result.latest_part), result.latest.sign
    first = len(rows) - 1
    while first and _goes(rows[first - 1], rows[first], sign):
        first -= 1
    way = "upwards" if sign > 0 else "downwards"
    run = f"the last {len(rows) - first} points run {way} without a break"
    return f"{run} (trend, from {_day(result, rows[first])}); {_lines(result, numbers)}"


def _goes(before: Row, after: Row, sign: int) -> bool:
    return before.y is not None and after.y is not None and (after.y - before.y) * sign > 0


def _two_of_three(result: Result, numbers: Numbers) -> str:
    part = result.latest_part
    beyond = result.options.rule_set.beyond_limits_count
    last = result.rows_of(part)[-3:]
    counted = [row for row in last if row.close_to_limits or (beyond and row.outside_limits)]
    side, limit = ("upper", part.upl) if result.latest.sign > 0 else ("lower", part.lpl)
    how_many = "the last three points are" if len(counted) == 3 else "two of the last three points are"
    place = f"{'close to or beyond' if beyond else 'close to'} the {side} {limits_word(result)} of"
    said = f"{how_many} {place} {numbers.text(limit)} (two of three, from {_day(result, counted[0])})"
    return f"{said}; {_lines(result, numbers)}"


def _shift(result: Result, numbers: Numbers) -> str:
    rows = _last_rows(result, lambda row: row.relative_to_mean == result.latest.sign)
    side = "above" if result.latest.sign > 0 else "below"
    place = f"the last {len(rows)} points are {side} the mean of {numbers.text(result.latest_part.mean)}"
    limits = (
        "there are no limits"
        if result.latest_part.upl is None
        else f"the {limits_word(result)}s are {_range(result, numbers)}"
    )
    return f"{place} (shift, from {_day(result, rows[0])}); {limits}"


SAYINGS: dict[Rule, Callable[[Result, Numbers], str]] = {
    Rule.OUTSIDE: _outside,
    Rule.TREND: _trend,
    Rule.TWO_OF_THREE: _two_of_three,
    Rule.SHIFT: _shift,
}


def _last_rows(result: Result, wanted: Callable[[Row], bool]) -> list[Row]:
    """The last rows of the latest part for which it holds without a break, oldest first."""
    rows = result.rows_of(result.latest_part)
    first = len(rows)
    while first and wanted(rows[first - 1]):
        first -= 1
    return list(rows[first:])


def _lines(result: Result, numbers: Numbers) -> str:
    part = result.latest_part
    if part.mean is None:
        return "there is no value to work out a mean from"
    mean = f"the mean is {numbers.text(part.mean)}"
    if part.upl is None:
        return f"{mean} and there are no limits"
    return f"{mean} and the {limits_word(result)}s are {_range(result, numbers)}"


def _range(result: Result, numbers: Numbers) -> str:
    return numbers.span(result.latest_part.lpl, result.latest_part.upl)


def _day(result: Result, row: Row) -> str:
    return date_text(row.x, result.options.frequency)
