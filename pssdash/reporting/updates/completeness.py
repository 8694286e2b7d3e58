"""What an update still needs before it can be submitted. Pure: the page shows it before, the action enforces it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pssdash.reporting.rag import Rag

NEEDS_ACTION = (Rag.RED, Rag.AMBER)
ENDED = ("superseded", "withdrawn")
RECOVERY = {
    "action": "Write what will be done to recover",
    "action_owner": "Name who owns the recovery action",
    "action_due": "Give the day by which the action will be done",
}


def problems(content: Mapping[str, Any], computed: Rag, milestones: Sequence[int]) -> dict[str, str]:
    """Field name -> what is missing there and what to do. Empty when the update will be accepted.

    `content` is `AbstractUpdate.content()`, `computed` what it comes to by the rule, `milestones` the ids of those that
    it must speak of; a milestone's field is named `line-<id>-<field>`. In the order of the form.
    """
    found: dict[str, str] = {}
    if is_blank(content, "progress"):
        found["progress"] = "Write what was done this quarter"
    for number, milestone in enumerate(milestones, 1):
        line = content.get("lines", {}).get(str(milestone), {})
        place = f"{number} of {len(milestones)}: " if len(milestones) > 1 else ""
        found |= {f"line-{milestone}-{field}": place + text for field, text in line_problems(line).items()}
    return found | rating_problems(content, computed)


def line_problems(line: Mapping[str, Any]) -> dict[str, str]:
    """What the line of one milestone still needs."""
    status = line.get("status")
    if not status:
        return {"status": "Choose where this stands"}
    found = {}
    if status in ENDED and is_blank(line, "status_reason"):
        found["status_reason"] = f"Say why this is {status}"
    if status != "complete" and line.get("met_on"):
        found["met_on"] = "Clear this date, or choose Complete: only what is complete was met on a day"
    return found


def rating_problems(content: Mapping[str, Any], computed: Rag) -> dict[str, str]:
    """DESIGN.md section 3, rule 2: a reported rating that differs from the computed one needs a reason; where either is
    Red or Amber, a recovery action with an owner and a date is needed.
    """
    reported = Rag(content["reported_rag"]) if content.get("reported_rag") else None
    found = {}
    if reported and reported != computed and is_blank(content, "rag_reason"):
        found["rag_reason"] = f"Say why you report {reported.label} when the rule gives {computed.label}"
    whose = "computed" if computed in NEEDS_ACTION else "reported"
    needing = computed if computed in NEEDS_ACTION else reported
    if needing in NEEDS_ACTION:
        because = f": the {whose} rating is {needing.label}"
        found |= {field: text + because for field, text in RECOVERY.items() if is_blank(content, field)}
    return found


def is_blank(values: Mapping[str, Any], field: str) -> bool:
    return not str(values.get(field) or "").strip()
