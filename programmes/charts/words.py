"""What a point says in plain words: in its hover text and in the table."""

from programmes.charts.facts import ChartFacts
from programmes.charts.text import safe
from programmes.spc import PointType, Result, Row, Rule, Wording
from programmes.spc.wording import Numbers, date_text

MEANINGS = {
    PointType.COMMON_CAUSE: "common cause",
    PointType.IMPROVEMENT: "improvement",
    PointType.CONCERN: "concern",
    PointType.NEUTRAL_HIGH: "higher than usual",
    PointType.NEUTRAL_LOW: "lower than usual",
}
TOO_FEW = "too few points to judge"
TREND_MEANINGS = {1: "rising", -1: "falling"}


def numbers_of(result: Result, facts: ChartFacts) -> Numbers:
    """Writes the result's numbers as its sentence does, without a unit other than %."""
    return Numbers(result, Wording(unit="%" if facts.is_percentage else "", decimals=facts.decimals))


def rule_words(row: Row, result: Result) -> str:
    """What made the point special: "7 or more points above the mean (shift)"; empty where nothing did."""
    side = "above" if row.sign > 0 else "below"
    limit = f"the {'upper' if row.sign > 0 else 'lower'} {'trial ' if row.trial else ''}limit"
    rules = result.options.rule_set
    match row.rule:
        case Rule.OUTSIDE:
            return f"{side} {limit} (outside the limits)"
        case Rule.TREND:
            return f"{rules.trend} or more points {'upwards' if row.sign > 0 else 'downwards'} (trend)"
        case Rule.TWO_OF_THREE:
            return f"two of three points close to {limit} (two of three)"
        case Rule.SHIFT:
            return f"{rules.shift} or more points {side} the mean (shift)"
    return ""


def point_words(row: Row, result: Result) -> str:
    """The rule and what it means for the measure: "7 or more points above the mean (shift), improvement"."""
    if row.y is None:
        return "no value"
    if not result.is_judged(row):
        return TOO_FEW
    rule, meaning = rule_words(row, result), MEANINGS[row.point_type]
    if row.rule is Rule.TREND and result.options.direction.sign == 0:
        meaning = TREND_MEANINGS[row.sign]
    return f"{rule}, {meaning}" if rule else meaning


def hover_text(row: Row, result: Result, facts: ChartFacts, numbers: Numbers) -> str:
    """Three short lines: the point, what it says, and what it is measured by."""
    lines = [
        f"{date_text(row.x, result.options.frequency)}: {numbers.text(row.y)}",
        capitalised(point_words(row, result)),
    ]
    measured = [f"Mean {numbers.text(row.mean)}"]
    if row.upl is not None:
        kind = "trial limits" if row.trial else "limits"
        measured.append(f"{kind} {numbers.span(row.lpl, row.upl)}")
    if row.target is not None:
        measured.append(f"{safe(lower_first(facts.ambition_label))} {numbers.exact(row.target)}")
    return "<br>".join([*lines, ", ".join(measured)])


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """`text` for the middle of a sentence; an abbreviation such as NHS stays."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
