"""What is entered for a quarter in a grid: values of a measure, phases of organisations; and decisions on charts.

Drafts hold what was typed as cells of JSON. Only an approval makes records: observations, positions, step changes.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from programmes.models.measures import Measure, StepChange
from programmes.models.phases import PhaseFramework
from pssdash.organisations.models import Organisation
from pssdash.reporting.deadline_reading import in_full
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile, evidence_constraints
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision, version_constraints
from pssdash.ui.wording import wording

OF_MEASURE = ("measure", "period", "organisation")
OF_FRAMEWORK = ("framework", "period", "organisation")
CELL_DAY = re.compile(r" (\d{4}-\d{2}-\d{2}):")
CODED = (": State", ": Provisional or final", ": Support")  # the parts of a cell that hold a code
OF_STEP_CHANGE = ("measure", "series_of", "starts_on", "period", "organisation")


class GridEntry(AbstractEntry):
    """An entry whose words are cells: a mapping of a cell's key to what was typed in it, part by part."""

    PARTS: Mapping[str, str] = {}  # the parts of a cell, with their labels, in order

    cells = models.JSONField(default=dict)

    class Meta(AbstractEntry.Meta):
        abstract = True

    def content(self) -> dict[str, Any]:
        return {"cells": self.cells}

    def write(self, content: Mapping[str, Any]) -> None:
        """Take over the cells. Blank ones stay, so that one that was cleared is told from one that was never there."""
        self.cells = dict(content["cells"])
        self.save()

    def named(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """`RJZ 2024-07-01: Numerator` -> `12`."""
        return {
            f"{key}: {label}": cell.get(part, "")
            for key, cell in sorted(content.get("cells", {}).items())
            for part, label in self.PARTS.items()
            if cell.get(part)
        }

    def in_words(self, content: Mapping[str, Any]) -> dict[str, str]:
        """`RJZ, from 1 July 2024: State` -> `Not submitted`."""
        return {
            CELL_DAY.sub(day_of_cell, name): wording(value) if name.endswith(CODED) else str(value)
            for name, value in self.named(content).items()
        }


def day_of_cell(found: re.Match[str]) -> str:
    return f", from {in_full(date.fromisoformat(found[1]))}:"


class MeasureReturn(GridEntry):
    """One measure's values of a quarter, of one organisation or of several. A cell's key is `CODE 2024-07-01`: whose
    value, and the first day of its span.
    """

    IDENTITY = OF_MEASURE
    NOUN = "return"
    TRAIL_KIND = "measure return"
    PARTS = {
        "state": "State",
        "numerator": "Numerator",
        "denominator": "Denominator",
        "value": "Value",
        "standing": "Provisional or final",
        "explanation": "Explanation",
    }

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="returns")
    late_reason = models.TextField(blank=True, help_text="Why it comes after its quarter was closed.")

    class Meta(GridEntry.Meta):
        ordering = ["-period__quarter", "measure", "-version"]
        constraints = [
            *AbstractEntry.Meta.constraints,
            *version_constraints(OF_MEASURE, "one_return_a_version", "one_working_return"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_name}, {self.period.quarter.short}, version {self.version}"

    def content(self) -> dict[str, Any]:
        return {**super().content(), "late_reason": self.late_reason}

    def write(self, content: Mapping[str, Any]) -> None:
        self.late_reason = content.get("late_reason", "")
        super().write(content)

    def named(self, content: Mapping[str, Any]) -> dict[str, Any]:
        why = content.get("late_reason", "")
        return super().named(content) | ({"Why it comes late": why} if why else {})

    @property
    def ref(self) -> str:
        return self.measure.slug

    @property
    def subject(self) -> str:
        return f"measure/{self.measure.slug}"


class MeasureReturnRevision(AbstractRevision):
    """Every save of a return, and every one kept aside in a conflict."""

    save_of = models.ForeignKey(MeasureReturn, on_delete=models.PROTECT, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["save_of", "number"], name="one_return_revision_a_number")]

    def __str__(self) -> str:
        return f"Save {self.number} of {self.save_of}"


class MeasureReturnFile(AbstractEvidenceFile):
    """A file that proves the values of a return."""

    entry = models.ForeignKey(MeasureReturn, on_delete=models.PROTECT, related_name="files")

    class Meta(AbstractEvidenceFile.Meta):
        constraints = evidence_constraints("return_file_removed_by_somebody", "return_file_once")


class PhaseReturn(GridEntry):
    """Which organisation is in which phase in a quarter. A cell's key is the organisation's code."""

    IDENTITY = OF_FRAMEWORK
    NOUN, NOUN_FOR_MANY = "list of phases", "lists of phases"
    TRAIL_KIND = "phase return"
    PARTS = {"phase": "Phase", "support": "Support", "note": "Note"}

    framework = models.ForeignKey(PhaseFramework, on_delete=models.PROTECT, related_name="returns")

    class Meta(GridEntry.Meta):
        ordering = ["-period__quarter", "framework", "-version"]
        constraints = [
            *AbstractEntry.Meta.constraints,
            *version_constraints(OF_FRAMEWORK, "one_phase_return_a_version", "one_working_phase_return"),
        ]

    def __str__(self) -> str:
        return f"{self.framework}, {self.period.quarter.short}, version {self.version}"

    @property
    def ref(self) -> str:
        return self.framework.slug

    @property
    def subject(self) -> str:
        return f"programme/{self.framework.workstream.programme.slug}"


class PhaseReturnRevision(AbstractRevision):
    """Every save of a list of phases, and every one kept aside in a conflict."""

    save_of = models.ForeignKey(PhaseReturn, on_delete=models.PROTECT, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["save_of", "number"], name="one_phase_revision_a_number")]

    def __str__(self) -> str:
        return f"Save {self.number} of {self.save_of}"


class StepChangeProposal(AbstractEntry):
    """That a chart's limits should, or should not, start again at a date. Its approval records the `StepChange`."""

    IDENTITY = OF_STEP_CHANGE
    TYPED = {"decision": "Decision", "reason": "Reason"}
    NOUN = "decision"
    TRAIL_KIND = "step change"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="step_change_proposals")
    series_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    decision = models.CharField(max_length=10, choices=StepChange.Decision.choices, blank=True)
    reason = models.TextField(blank=True)

    class Meta(AbstractEntry.Meta):
        ordering = ["-period__quarter", "measure", "starts_on", "-version"]
        constraints = [
            *AbstractEntry.Meta.constraints,
            *version_constraints(OF_STEP_CHANGE, "one_proposal_a_version", "one_working_proposal"),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_name}, {self.series_of}, {self.starts_on}, version {self.version}"

    @property
    def ref(self) -> str:
        return f"{self.measure.slug}/{self.series_of.code}/{self.starts_on}"

    @property
    def subject(self) -> str:
        return f"measure/{self.measure.slug}"


class StepChangeRevision(AbstractRevision):
    """Every save of a proposal, and every one kept aside in a conflict."""

    save_of = models.ForeignKey(StepChangeProposal, on_delete=models.PROTECT, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["save_of", "number"], name="one_proposal_revision_a_number")]

    def __str__(self) -> str:
        return f"Save {self.number} of {self.save_of}"
