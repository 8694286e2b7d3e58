"""Statistical process control: XmR charts in the manner of NHS Making Data Count, without Django.

`analyse(points, options)` works out one series, `analyse_many(SeriesSet, options)` thousands in one call;
`sentence`, `notes` and `suggest_step_change` say what a result means.
"""

from programmes.spc.analysis import Analysis, analyse, analyse_many
from programmes.spc.classify import PointType, Rule
from programmes.spc.compare import changed_points
from programmes.spc.errors import PointError, SpcError
from programmes.spc.icons import Assurance, Variation
from programmes.spc.notes import notes
from programmes.spc.options import DatedTarget, Direction, Frequency, Options
from programmes.spc.result import PartSummary, Result, Row
from programmes.spc.rule_sets import RULE_SETS, RuleSet
from programmes.spc.sentence import sentence
from programmes.spc.sentence_suggestion import suggestion_sentence
from programmes.spc.series import SeriesSet
from programmes.spc.suggestions import Suggestion, suggest_step_change
from programmes.spc.wording import Wording

__all__ = [
    "RULE_SETS",
    "Analysis",
    "Assurance",
    "DatedTarget",
    "Direction",
    "Frequency",
    "Options",
    "PartSummary",
    "PointError",
    "PointType",
    "Result",
    "Row",
    "Rule",
    "RuleSet",
    "SeriesSet",
    "SpcError",
    "Suggestion",
    "Variation",
    "Wording",
    "analyse",
    "analyse_many",
    "changed_points",
    "notes",
    "sentence",
    "suggest_step_change",
    "suggestion_sentence",
]
