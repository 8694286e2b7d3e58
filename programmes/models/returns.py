"""What is entered for a quarter in a grid: values of a measure, phases of organisations; and decisions on charts.

Drafts hold what was typed as cells of JSON. Only an approval makes records: observations, positions, step changes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from programmes.models.measures import Measure, StepChange
from programmes.models.phases import PhaseFramework, Position
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile, evidence_constraints
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision, version_constraints
from pssdash.reporting.quarters import Quarter

OF_MEASURE = ("measure", "period", "organisation")
OF_FRAMEWORK = ("framework", "period", "organisation")
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
        """`North PSC, Jul 2024` -> `12 of 40, provisional`, for each cell in which something is said. Keys part those
        that would have one name.
        """
        cells = {key: cell for key, cell in content.get("cells", {}).items() if any(cell.values())}
        self.read_names(cells)
        places = {key: self.place_in_words(key) for key in cells}
        times = Counter(places.values())
        return {
            places[key] if times[places[key]] == 1 else f"{places[key]} ({key})": self.cell_in_words(cells[key])
            for key in sorted(cells, key=lambda key: (self.names[code_of(key)], key))
        }

    def place_in_words(self, key: str) -> str:
        raise NotImplementedError

    def cell_in_words(self, cell: Mapping[str, str]) -> str:
        raise NotImplementedError

    @cached_property
    def names(self) -> dict[str, str]:
        """Code -> the short name of its organisation, as far as they are read."""
        return {}

    def read_names(self, keys: Iterable[str]) -> None:
        """Of the organisations of these cells. What is no organisation's code stands for itself."""
        missing = {code_of(key) for key in keys} - self.names.keys()
        if missing:
            self.names.update({code: code for code in missing} | names_of(missing))


def code_of(key: str) -> str:
    return key.partition(" ")[0]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    return dict(Organisation.objects.filter(code__in=codes).values_list("code", "short_name"))


def share_names(entries: Sequence[GridEntry]) -> None:
    """Read the names for the words of many entries at once."""
    codes = {code_of(key) for entry in entries for key in entry.cells}
    names = {code: code for code in codes} | names_of(codes)
    for entry in entries:
        entry.names = names


SUM = "sum"  # in the place of a code: the cell explains a sum. No organisation's code is in small letters.
# What is said of a cell without a number, and of a zero that was counted. Nothing stands for a value.
CELL_STATES = {
    "zero": "True zero",
    "not_submitted": "Not submitted",
    "suppressed": "Suppressed",
    "not_applicable": "Not applicable",
}


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
        return super().named(content) | self._why_late(content)

    def in_words(self, content: Mapping[str, Any]) -> dict[str, str]:
        return super().in_words(content) | self._why_late(content)

    def _why_late(self, content: Mapping[str, Any]) -> dict[str, str]:
        why = content.get("late_reason", "")
        return {"Why it comes late": why} if why else {}

    def place_in_words(self, key: str) -> str:
        """`North PSC, Jul 2024`. Of a sum that does not come to what was entered for England, that it is one."""
        code, _, start = key.partition(" ")
        span = self._span_in_words(date.fromisoformat(start))
        return f"Sum of {span}" if code == SUM else f"{self.names[code]}, {span}"

    def _span_in_words(self, start: date) -> str:
        if self.measure.frequency == Measure.Frequency.MONTH:
            return f"{start:%b %Y}"
        quarter = Quarter.containing(start)
        return quarter.short if self.measure.frequency == Measure.Frequency.QUARTER else quarter.nhs_year

    def cell_in_words(self, cell: Mapping[str, str]) -> str:
        """`12 of 40, provisional. Explanation: a new ward`; numbers as they were typed."""
        said = {part: str(cell.get(part, "")).strip() for part in self.PARTS}
        numbers = " of ".join(filter(None, (said["numerator"], said["denominator"]))) or said["value"]
        state = CELL_STATES.get(said["state"], said["state"])
        standing = said["standing"] if numbers or state else ""
        words = ", ".join(filter(None, (numbers, state, standing)))
        explanation = f"Explanation: {said['explanation']}" if said["explanation"] else ""
        return ". ".join(filter(None, (words, explanation)))

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

    @cached_property
    def phases(self) -> dict[str, str]:
        """The number of each phase, as a cell has it, -> its words."""
        return {str(phase.number): str(phase) for phase in self.framework.phases.all()}

    def place_in_words(self, key: str) -> str:
        return self.names[code_of(key)]

    def cell_in_words(self, cell: Mapping[str, str]) -> str:
        """`Phase 3: Testing, full support. Note: from May`."""
        phase, support = (cell.get(part, "") for part in ("phase", "support"))
        support_words = str(dict(Position.Support.choices).get(support, support)).lower()
        words = ", ".join(filter(None, (self.phases.get(phase, phase), support_words)))
        note = f"Note: {cell['note']}" if cell.get("note") else ""
        return ". ".join(filter(None, (words, note)))

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
