"""Everything that is written about programmes, as part of a quarter's round."""

from collections.abc import Iterator

from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.actions.phases import PHASE_RETURNS
from programmes.actions.returns import MEASURE_RETURNS
from programmes.actions.step_changes import STEP_CHANGES
from programmes.assignments import (
    deliverables_of,
    narrative_url,
    phase_return_url,
    return_url,
    step_change_url,
    update_url,
)
from programmes.models import (
    Basis,
    DeliverableUpdate,
    Measure,
    MeasureReturn,
    NarrativeSection,
    NarrativeText,
    PhaseFramework,
    PhaseReturn,
    StepChangeProposal,
)
from programmes.return_grid import spans_in
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.rounds import InRound, Owed
from pssdash.reporting.models import Part, ReportingPeriod


def owed(user: User, period: ReportingPeriod, organisation: Organisation) -> Iterator[Owed]:
    """The update of every deliverable that runs and that the organisation writes about, by workstream."""
    quarter = period.quarter
    for deliverable in deliverables_of(user, quarter, organisation).running_in(quarter):
        workstream = deliverable.workstream
        heading = f"{workstream}: deliverables"
        text = f"{deliverable.ref} {deliverable.summary}"
        url = update_url(deliverable, quarter, organisation)
        yield Owed((deliverable.pk,), str(workstream.programme), heading, deliverable.ref, text, url)


def describe(update: DeliverableUpdate) -> tuple[str, str]:
    deliverable = update.deliverable
    return f"{deliverable.ref} {deliverable.summary}", update_url(
        deliverable, update.period.quarter, update.organisation
    )


DELIVERABLES_IN_ROUND = InRound(
    DELIVERABLE_UPDATES,
    Part.PROGRAMMES,
    owed,
    describe,
    related=("deliverable__workstream__programme",),
    prefetched=("lines", "deliverable__milestones"),
)


def narrative_owed(user: User, period: ReportingPeriod, organisation: Organisation) -> Iterator[Owed]:
    """The text of every section, which the national team writes."""
    if organisation.kind != OrganisationKind.NATION:
        return
    for section in NarrativeSection.objects.select_related("programme", "workstream"):
        heading = f"{section.workstream}: text" if section.workstream else "Text of the whole programme"
        url = narrative_url(section, period.quarter)
        yield Owed((section.pk,), str(section.programme), heading, section.heading, section.heading, url)


def describe_narrative(entry: NarrativeText) -> tuple[str, str]:
    section = entry.section
    part = f", {section.workstream}" if section.workstream else ""
    return f"{section.heading}: {section.programme}{part}", narrative_url(entry.section, entry.period.quarter)


def returns_owed(user: User, period: ReportingPeriod, organisation: Organisation) -> Iterator[Owed]:
    """The values of every measure that its kind of organisation reports and of which a period ends in the quarter."""
    reported = Measure.objects.filter(reported_by=organisation.kind).select_related("workstream__programme")
    for measure in reported:
        if spans_in(measure, period.quarter, Basis.IN_PERIOD):
            url = return_url(measure, period.quarter, organisation)
            chapter = str(measure.workstream.programme)
            yield Owed((measure.pk,), chapter, "Values of measures", measure.short_name, measure.name, url)


def describe_return(entry: MeasureReturn) -> tuple[str, str]:
    return f"Values of {entry.measure.name}", return_url(entry.measure, entry.period.quarter, entry.organisation)


def phases_owed(user: User, period: ReportingPeriod, organisation: Organisation) -> Iterator[Owed]:
    """The phases of every framework, which the national team keeps."""
    if organisation.kind != OrganisationKind.NATION:
        return
    for framework in PhaseFramework.objects.select_related("workstream__programme"):
        url = phase_return_url(framework, period.quarter)
        chapter = str(framework.workstream.programme)
        yield Owed((framework.pk,), chapter, "Phases", framework.name, framework.name, url)


def describe_phases(entry: PhaseReturn) -> tuple[str, str]:
    return f"Phases: {entry.framework.name}", phase_return_url(entry.framework, entry.period.quarter)


def nothing_owed(user: User, period: ReportingPeriod, organisation: Organisation) -> Iterator[Owed]:
    """Nobody owes a decision on a chart; one that is proposed still waits for an approver."""
    yield from ()


def describe_step_change(entry: StepChangeProposal) -> tuple[str, str]:
    text = f"Step change of {entry.measure.short_name}, {entry.series_of.short_name}, on {entry.starts_on:%d %b %Y}"
    return text, step_change_url(entry.measure, entry.series_of, entry.starts_on)


NARRATIVE_IN_ROUND = InRound(
    NARRATIVE_TEXTS,
    Part.PROGRAMMES,
    narrative_owed,
    describe_narrative,
    related=("section__programme", "section__workstream"),
)
RETURNS_IN_ROUND = InRound(
    MEASURE_RETURNS, Part.PROGRAMMES, returns_owed, describe_return, related=("measure__workstream__programme",)
)
PHASES_IN_ROUND = InRound(
    PHASE_RETURNS, Part.PROGRAMMES, phases_owed, describe_phases, related=("framework__workstream__programme",)
)
STEP_CHANGES_IN_ROUND = InRound(
    STEP_CHANGES, Part.PROGRAMMES, nothing_owed, describe_step_change, related=("measure", "series_of")
)
PROGRAMMES_IN_ROUND = (
    DELIVERABLES_IN_ROUND,
    NARRATIVE_IN_ROUND,
    RETURNS_IN_ROUND,
    PHASES_IN_ROUND,
    STEP_CHANGES_IN_ROUND,
)
