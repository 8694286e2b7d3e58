"""Programmes, workstreams, deliverables, measures, observations, phases, estimates, narrative and stated figures."""

from programmes.models.deliverables import (
    Deliverable,
    DeliverableDeadlineChange,
    DeliverableDeadlineRequest,
    DeliverableDeliverer,
    DeliverableFile,
    DeliverableLine,
    DeliverableMilestone,
    DeliverableRevision,
    DeliverableUpdate,
)
from programmes.models.held_values import ValueState
from programmes.models.measures import Ambition, Measure, StepChange
from programmes.models.narrative import NarrativeFile, NarrativeRevision, NarrativeSection, NarrativeText
from programmes.models.observations import (
    Basis,
    BatchSpan,
    IllustrativeObservation,
    ImportBatch,
    Observation,
    ObservationChange,
    RollUp,
)
from programmes.models.outcomes import OutcomeModel, OutcomeTotal, TotalPart
from programmes.models.phases import Phase, PhaseFramework, Position, StatedCount
from programmes.models.programmes import (
    Enabler,
    ExpectedOutcome,
    GlossaryTerm,
    Programme,
    ReportFigure,
    Workstream,
)
from programmes.models.published import PublishedProgramme
from programmes.models.returns import (
    MeasureReturn,
    MeasureReturnFile,
    MeasureReturnRevision,
    PhaseReturn,
    PhaseReturnRevision,
    StepChangeProposal,
    StepChangeRevision,
)
from programmes.models.stated import Adoption, StatedFigure

__all__ = [
    "Adoption",
    "Ambition",
    "Basis",
    "BatchSpan",
    "Deliverable",
    "DeliverableDeadlineChange",
    "DeliverableDeadlineRequest",
    "DeliverableDeliverer",
    "DeliverableFile",
    "DeliverableLine",
    "DeliverableMilestone",
    "DeliverableRevision",
    "DeliverableUpdate",
    "Enabler",
    "ExpectedOutcome",
    "GlossaryTerm",
    "IllustrativeObservation",
    "ImportBatch",
    "Measure",
    "MeasureReturn",
    "MeasureReturnFile",
    "MeasureReturnRevision",
    "NarrativeFile",
    "NarrativeRevision",
    "NarrativeSection",
    "NarrativeText",
    "Observation",
    "ObservationChange",
    "OutcomeModel",
    "OutcomeTotal",
    "Phase",
    "PhaseFramework",
    "PhaseReturn",
    "PhaseReturnRevision",
    "Position",
    "Programme",
    "PublishedProgramme",
    "ReportFigure",
    "RollUp",
    "StatedCount",
    "StatedFigure",
    "StepChange",
    "StepChangeProposal",
    "StepChangeRevision",
    "TotalPart",
    "ValueState",
    "Workstream",
]
