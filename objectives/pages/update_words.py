"""The content of an update in words for people: what a conflict, a history and a reader's page show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from objectives.actions.revisions import FIELD_LABELS
from pssdash.ui.wording import wording


@dataclass(frozen=True)
class Difference:
    """One field in two versions, in words."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def differences(before: Mapping[str, Any], after: Mapping[str, Any], positions: Mapping[int, int]) -> list[Difference]:
    """Every field of two versions' contents, changed or not, in the order of the form. Both may be empty."""
    old, new = in_words(before, positions), in_words(after, positions)
    labels = list(new) + [label for label in old if label not in new]
    return [Difference(label, old.get(label, ""), new.get(label, "")) for label in labels]


def changes(before: Mapping[str, Any], after: Mapping[str, Any], positions: Mapping[int, int]) -> list[Difference]:
    """The fields that differ."""
    return [each for each in differences(before, after, positions) if each.is_changed]


def in_words(content: Mapping[str, Any], positions: Mapping[int, int]) -> dict[str, str]:
    """Label -> text of everything in `content`. `positions` maps milestone ids to their place in the target."""
    if not content:
        return {}
    found = {FIELD_LABELS["progress"]: content["progress"]}
    for pk, line in sorted(content["lines"].items(), key=lambda item: positions.get(int(item[0]), 0)):
        place = f"Milestone {positions.get(int(pk), pk)}: " if len(positions) > 1 else ""
        found |= {f"{place}{label}": text for label, text in line_in_words(line).items()}
    rest = ("reported_rag", "rag_reason", "action", "action_owner", "action_due", "evidence")
    return found | {FIELD_LABELS[name]: value_in_words(name, content[name]) for name in rest}


def line_in_words(line: Mapping[str, Any]) -> dict[str, str]:
    """The line of one milestone; its forecast as written, with the day that was read in it."""
    day = value_in_words("forecast", line["forecast"])
    written = line["forecast_text"]
    return {
        FIELD_LABELS["status"]: value_in_words("status", line["status"]),
        FIELD_LABELS["forecast"]: f"{written} (by {day})" if written and written != day else day,
        FIELD_LABELS["met_on"]: value_in_words("met_on", line["met_on"]),
        FIELD_LABELS["status_reason"]: line["status_reason"],
    }


def value_in_words(name: str, value: Any) -> str:
    """One value: dates as 3 November 2020, choices by their label."""
    if not value:
        return ""
    if name in ("action_due", "forecast", "met_on"):
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return wording(value) if name in ("status", "reported_rag") else str(value)
