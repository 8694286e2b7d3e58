"""Rows as pages show them, made without a database."""

from datetime import date
from itertools import count

from objectives.rows import TargetRow
from pssdash.reporting.deadlines import Deadline, Precision, Relation
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import NotRated, Rag, Rating, Status
from pssdash.reporting.updates.rows import DelivererName, MilestoneRow

numbers = count(1)
QUARTER = Quarter(2020, 2)


def make_deadline(end: date | None = date(2021, 3, 31), **fields) -> Deadline:
    values = {
        "text": f"by {end:%B %Y}" if end else "To be confirmed",
        "start": end,
        "end": end,
        "precision": Precision.MONTH if end else Precision.NONE,
        "relation": Relation.BY if end else Relation.TO_BE_CONFIRMED,
    }
    return Deadline(**(values | fields))


def make_rating(rag: Rag = Rag.GREEN) -> Rating:
    if rag is Rag.NOT_RATED:
        return Rating(rag, "Not rated: no date set", NotRated.NO_DATE_SET)
    return Rating(rag, f"{rag.label}: because")


def make_milestone_row(end: date | None = date(2021, 3, 31), rag: Rag = Rag.GREEN, **fields) -> MilestoneRow:
    """A commitment due at `end` and rated `rag`."""
    number = next(numbers)
    deadline = fields.pop("deadline", None) or make_deadline(end)
    values = {
        "id": number, "text": f"Commitment {number}", "measure": "",
        "deadline": deadline, "original_deadline": deadline, "moves": (),
        "status": Status.IN_PROGRESS, "status_reason": "", "forecast": None, "met_on": None,
        "rating": make_rating(rag),
    }  # fmt: skip
    return MilestoneRow(**(values | fields))


def make_row(ref: str = "SC-1.1", *, end: date | None = date(2021, 3, 31), rag: Rag = Rag.GREEN, **fields) -> TargetRow:
    """The row of a target with one milestone, due at `end` and rated `rag`, unless `milestones` are given."""
    objective_ref, _, place = ref.partition(".")
    values = {
        "target_id": next(numbers), "ref": ref,
        "objective_ref": objective_ref, "objective": f"Objective {objective_ref}",
        "theme_slug": "safety-culture", "theme": "Safety culture",
        "order": (1, int(objective_ref.partition("-")[2]), int(place)),
        "quarter": QUARTER, "summary": f"Summary of {ref}", "official_wording": "",
        "deliverers": (DelivererName("regional-teams", "Regional teams", False),),
        "concerns_all_regions": True, "region_codes": (), "milestones": (make_milestone_row(end, rag),),
        "progress": f"Progress of {ref}", "reported_rag": None, "rag_reason": "", "action": "", "action_owner": "",
        "action_due": None, "links": (), "organisation": "England", "version": 1, "source": "A report, Table 1, row 1",
        "from_document": False,
    }  # fmt: skip
    return TargetRow(**(values | fields))
