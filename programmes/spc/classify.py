"""The label and the colour class of each point (SPC.md, section 7)."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from programmes.spc.arrays import Signs
from programmes.spc.parts import Parts
from programmes.spc.rule_sets import RuleSet
from programmes.spc.rules import Positions, Signals
from programmes.spc.settings import Settings


class Rule(StrEnum):
    """What made a point special, in the order in which the first that applies is taken."""

    NONE = "none"
    OUTSIDE = "outside the limits"
    TREND = "trend"
    TWO_OF_THREE = "two of three"
    SHIFT = "shift"


class PointType(StrEnum):
    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


RULES = tuple(Rule)
POINT_TYPES = tuple(PointType)
# Rows: higher is better, neutral, lower is better. Columns: low signal, none, high. Numbers: POINT_TYPES.
TYPE_OF = np.array([[2, 0, 1], [4, 0, 3], [1, 0, 2]], dtype=np.int8)


@dataclass(frozen=True)
class Classes:
    """One entry a row: `rule` and `point_type` are places in RULES and POINT_TYPES, `sign` is +1, -1 or 0."""

    rule: Signs
    sign: Signs
    point_type: Signs


def classify(positions: Positions, signals: Signals, parts: Parts, settings: Settings) -> Classes:
    """Each point's first rule, its sign, and what that means in the series' direction.

    A trend has the sign of its direction, wherever the mean is; the other rules have that of the side they
    are on.
    """
    rule = np.zeros(len(positions.side), dtype=np.int8)
    rule[signals.shift] = RULES.index(Rule.SHIFT)
    rule[signals.two_of_three] = RULES.index(Rule.TWO_OF_THREE)
    rule[signals.trend != 0] = RULES.index(Rule.TREND)
    rule[signals.outside] = RULES.index(Rule.OUTSIDE)
    sign = np.where(rule == RULES.index(Rule.TREND), signals.trend, positions.side)
    sign[rule == 0] = 0
    direction = parts.to_rows(settings.direction[parts.series])
    return Classes(rule=rule, sign=sign, point_type=TYPE_OF[1 - direction, sign + 1])


def labels(rules: RuleSet) -> NDArray[np.object_]:
    """The reference's label of each rule (rows, as RULES) and sign (columns: low, none, high)."""
    trend, shift = f"{rules.trend} Point Trend", f"{rules.shift} Points"
    common = ("Common Cause",) * 3
    return np.array(
        [
            common,
            ("Below LCL", "Below LCL", "Above UCL"),
            (f"{trend} (Decreasing)", "", f"{trend} (Increasing)"),
            ("2 in 3 Below CL", "", "2 in 3 Above CL"),
            (f"{shift} Below CL", "", f"{shift} Above CL"),
        ],
        dtype=object,
    )
