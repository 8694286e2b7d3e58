"""Everything that is written about programmes, as part of a quarter's round."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.actions.phases import PHASE_RETURNS
from programmes.actions.returns import MEASURE_RETURNS
from programmes.actions.step_changes import STEP_CHANGES
from programmes.assignments import (
    narrative_url,
    phase_return_url,
    return_url,
    step_change_url,
    update_url,
)
from programmes.models import (
    Basis,
    Deliverable,
    DeliverableUpdate,
    Measure,
    MeasureReturn,
    NarrativeSection,
    NarrativeText,
    PhaseFramework,
    PhaseReturn,
    StepChangeProposal,
)
from programmes.models.returns import share_names
from programmes.prose import plain
from programmes.return_grid import spans_in
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.deadline_reading import in_full
from pssdash.reporting.entries.rounds import InRound, Owed, Owing, Pair
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.owing import owing_updates


def deliverable_pairs(period: ReportingPeriod, organisations: Sequence[Organisation]) -> Iterator[Pair]:
    """The update of every deliverable that runs, by the organisations that write about it."""
    return owing_updates(DeliverableUpdate, Deliverable.objects.all(), period, organisations)


def deliverables() -> QuerySet:
    return Deliverable.objects.select_related("workstream__programme")


def deliverable_words(deliverable: Deliverable, quarter: Quarter, organisation: Organisation) -> Owed:
    """By workstream."""
    workstream = deliverable.workstream
    text = f"{deliverable.ref} {deliverable.summary}"
    url, confirm_url = (update_url(deliverable, quarter, organisation, step) for step in ("", "confirm"))
    heading = f"{workstream}: deliverables"
    return Owed(str(workstream.programme), heading, deliverable.ref, text, url, confirm_url)


def describe(update: DeliverableUpdate) -> tuple[str, str]:
    deliverable = update.deliverable
    return f"{deliverable.ref} {deliverable.summary}", update_url(
        deliverable, update.period.quarter, update.organisation
    )


def national_pairs(items: QuerySet, organisations: Sequence[Organisation]) -> Iterator[Pair]:
    """All of `items`, by the national team."""
    for organisation in organisations:
        if organisation.kind == OrganisationKind.NATION:
            yield from ((pk, organisation.pk) for pk in items.order_by().values_list("pk", flat=True))


def narrative_pairs(period: ReportingPeriod, organisations: Sequence[Organisation]) -> Iterator[Pair]:
    """The text of every section, which the national team writes."""
    return national_pairs(NarrativeSection.objects.all(), organisations)


def sections() -> QuerySet:
    return NarrativeSection.objects.select_related("programme", "workstream")


def narrative_words(section: NarrativeSection, quarter: Quarter, organisation: Organisation) -> Owed:
    heading = f"{section.workstream}: text" if section.workstream else "Text of the whole programme"
    url, confirm_url = (narrative_url(section, quarter, step) for step in ("", "confirm"))
    return Owed(str(section.programme), heading, section.heading, section.heading, url, confirm_url)


def describe_narrative(entry: NarrativeText) -> tuple[str, str]:
    section = entry.section
    part = f", {section.workstream}" if section.workstream else ""
    return f"{section.heading}: {section.programme}{part}", narrative_url(entry.section, entry.period.quarter)


def return_pairs(period: ReportingPeriod, organisations: Sequence[Organisation]) -> Iterator[Pair]:
    """The values of every measure of which a period ends in the quarter, by all that report it."""
    for measure in Measure.objects.all():
        if spans_in(measure, period.quarter, Basis.IN_PERIOD):
            yield from ((measure.id, each.id) for each in measure.asks(organisations))


def measures() -> QuerySet:
    return Measure.objects.select_related("workstream__programme")


def return_words(measure: Measure, quarter: Quarter, organisation: Organisation) -> Owed:
    chapter, url = str(measure.workstream.programme), return_url(measure, quarter, organisation)
    return Owed(chapter, "Values of measures", measure.short_name, measure.name, url)


def describe_return(entry: MeasureReturn) -> tuple[str, str]:
    return f"Values of {entry.measure.name}", return_url(entry.measure, entry.period.quarter, entry.organisation)


def phase_pairs(period: ReportingPeriod, organisations: Sequence[Organisation]) -> Iterator[Pair]:
    """The phases of every framework, which the national team keeps."""
    return national_pairs(PhaseFramework.objects.all(), organisations)


def frameworks() -> QuerySet:
    return PhaseFramework.objects.select_related("workstream__programme")


def phase_words(framework: PhaseFramework, quarter: Quarter, organisation: Organisation) -> Owed:
    chapter = str(framework.workstream.programme)
    return Owed(chapter, "Phases", framework.name, framework.name, phase_return_url(framework, quarter))


def describe_phases(entry: PhaseReturn) -> tuple[str, str]:
    return f"Phases: {entry.framework.name}", phase_return_url(entry.framework, entry.period.quarter)


def describe_step_change(entry: StepChangeProposal) -> tuple[str, str]:
    text = f"Step change of {entry.measure.short_name}, {entry.series_of.short_name}, on {in_full(entry.starts_on)}"
    return text, step_change_url(entry.measure, entry.series_of, entry.starts_on)


DELIVERABLES_IN_ROUND = InRound(
    DELIVERABLE_UPDATES,
    Part.PROGRAMMES,
    describe,
    ("deliverable__workstream__programme",),
    Owing("deliverable", "Deliverables", deliverable_pairs, deliverables, deliverable_words),
    prefetched=("lines", "deliverable__milestones"),
)
NARRATIVE_IN_ROUND = InRound(
    NARRATIVE_TEXTS,
    Part.PROGRAMMES,
    describe_narrative,
    ("section__programme", "section__workstream"),
    Owing("section", "Texts", narrative_pairs, sections, narrative_words),
    as_read=plain,
)
RETURNS_IN_ROUND = InRound(
    MEASURE_RETURNS,
    Part.PROGRAMMES,
    describe_return,
    ("measure__workstream__programme",),
    Owing("measure", "Measures", return_pairs, measures, return_words),
    share=share_names,
)
PHASES_IN_ROUND = InRound(
    PHASE_RETURNS,
    Part.PROGRAMMES,
    describe_phases,
    ("framework__workstream__programme",),
    Owing("framework", "Phases", phase_pairs, frameworks, phase_words),
    prefetched=("framework__phases",),
    share=share_names,
)
# Nobody owes a decision on a chart; one that is proposed still waits for an approver.
STEP_CHANGES_IN_ROUND = InRound(STEP_CHANGES, Part.PROGRAMMES, describe_step_change, ("measure", "series_of"))
PROGRAMMES_IN_ROUND = (
    DELIVERABLES_IN_ROUND,
    NARRATIVE_IN_ROUND,
    RETURNS_IN_ROUND,
    PHASES_IN_ROUND,
    STEP_CHANGES_IN_ROUND,
)
