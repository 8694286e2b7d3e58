"""The list of targets as a file: one row a target, always these columns in this order."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse

from objectives.rows import TargetRow
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.rows import MilestoneRow
from pssdash.ui.exports import file_response

FORMATS = ("csv", "xlsx")
SEPARATOR = "; "


def of_milestones(value: Callable[[MilestoneRow], Any]) -> Callable[[TargetRow], Any]:
    """A column with a value for each milestone, in their order, so that the deadline columns can be read side by side.

    A single value keeps its type; several become text, and one that is missing keeps its place.
    """

    def column(row: TargetRow) -> Any:
        values = [value(milestone) for milestone in row.milestones]
        return values[0] if len(values) == 1 else SEPARATOR.join(plain(each) for each in values)

    return column


def plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def reason(row: TargetRow) -> str:
    """Why the computed RAG is what it is and, where a person reported another, why they did."""
    return SEPARATOR.join(part for part in (row.rating.sentence, row.rag_reason) if part)


COLUMNS: dict[str, Callable[[TargetRow], Any]] = {
    "objective_ref": lambda row: row.objective_ref,
    "objective": lambda row: row.objective,
    "theme": lambda row: row.theme,
    "target_ref": lambda row: row.ref,
    "deliverers": lambda row: SEPARATOR.join(
        f"{deliverer.name} (supports)" if deliverer.supports else deliverer.name for deliverer in row.deliverers
    ),
    "target": lambda row: row.summary,
    "deadline_text": of_milestones(lambda milestone: milestone.deadline.text),
    "deadline_start": of_milestones(lambda milestone: milestone.deadline.start),
    "deadline_end": of_milestones(lambda milestone: milestone.deadline.end),
    "deadline_precision": of_milestones(lambda milestone: str(milestone.deadline.precision)),
    "deadline_relation": of_milestones(lambda milestone: str(milestone.deadline.relation)),
    "status": lambda row: row.status.label if row.status else "No status",
    "computed_rag": lambda row: row.rating.label,
    "reported_rag": lambda row: row.reported_rag.label if row.reported_rag else "",
    "reason": reason,
    "progress": lambda row: row.progress if row.has_update else "No update this quarter",
    "quarter": lambda row: str(row.quarter),
    "source": lambda row: row.source,
    "reviewer_rag": lambda row: row.reviewed_rag.label if row.reviewed_rag else "",
    "reviewer_reason": lambda row: row.reviewer_reason,
}


def rows_response(rows: Iterable[TargetRow], quarter: Quarter, file_format: str) -> HttpResponse:
    """The rows as a download named by their quarter. `file_format` is one of FORMATS."""
    cells = ([value(row) for value in COLUMNS.values()] for row in rows)
    return file_response(list(COLUMNS), cells, file_format, f"objectives-{quarter.slug}")
