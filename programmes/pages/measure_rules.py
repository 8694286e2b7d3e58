"""Another rule set beside the default one, and which points of the chart it sees differently."""

from dataclasses import dataclass

from programmes.charts.words import capitalised, point_words
from programmes.pages.measure_words import number_in_words
from programmes.pages.readings import Reading
from programmes.series import analyse_series
from programmes.spc import RULE_SETS, changed_points
from programmes.spc.wording import date_text

EXPLAINED = {
    "mdc": "Seven points for a shift or a trend; two of three close to a limit. What this service uses.",
    "mdc-2023": "As the default, but points beyond a limit also count towards two of three.",
    "mdc-6": "Six points for a shift or a trend.",
    "ihi": "Eight points for a shift, six for a trend, and no moving range is left out of the limits.",
}


@dataclass(frozen=True)
class ChangedPoint:
    """A point that the two rule sets see differently."""

    period: str
    value: str
    before: str
    after: str


@dataclass(frozen=True)
class RuleComparison:
    """What a rule set changes against the default one."""

    name: str
    label: str
    default_label: str
    points: tuple[ChangedPoint, ...]


def compare_with_default(reading: Reading, rules: str, default: str) -> RuleComparison | None:
    """None where the page shows the default, or no chart."""
    if reading.result is None or rules == default:
        return None
    [before] = analyse_series([reading.series], default)
    points = tuple(
        ChangedPoint(
            period=date_text(old.x, before.options.frequency),
            value=number_in_words(reading.series.measure, old.y) if old.y is not None else "no value",
            before=capitalised(point_words(old, before)),
            after=capitalised(point_words(new, reading.result)),
        )
        for old, new in changed_points(before, reading.result)
    )
    return RuleComparison(rules, RULE_SETS[rules].label, RULE_SETS[default].label, points)
