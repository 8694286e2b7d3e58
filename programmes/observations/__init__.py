"""Observations: written in one way, undone by the batch, added up for whoever stands above.

Reading files (tidy_file.py, importing.py) is left out here: it needs pandas, which a page does without.
"""

from programmes.observations.findings import RollUpFinding, roll_up_findings
from programmes.observations.problems import BadValues, Problem, Problems
from programmes.observations.rolling_up import Span, refresh_measures, refresh_spans
from programmes.observations.undoing import CannotUndo, Later, Undone, undo_batch
from programmes.observations.values import Value
from programmes.observations.writing import Written, write_observations

__all__ = [
    "BadValues",
    "CannotUndo",
    "Later",
    "Problem",
    "Problems",
    "RollUpFinding",
    "Span",
    "Undone",
    "Value",
    "Written",
    "refresh_measures",
    "refresh_spans",
    "roll_up_findings",
    "undo_batch",
    "write_observations",
]
