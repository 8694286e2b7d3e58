"""Programmes, measures and their values. A test states only what matters to it."""

from datetime import date
from itertools import count

from programmes.actions import publishing
from programmes.models import (
    Ambition,
    Basis,
    Deliverable,
    DeliverableDeliverer,
    DeliverableLine,
    DeliverableMilestone,
    DeliverableRevision,
    DeliverableUpdate,
    ImportBatch,
    Measure,
    NarrativeSection,
    Observation,
    Phase,
    PhaseFramework,
    Programme,
    RollUp,
    StepChange,
    ValueState,
    Workstream,
)
from pssdash.organisations.models import Organisation
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.factories.objectives import NOON
from tests.factories.organisations import make_deliverer, make_england

numbers = count(1)


def make_programme(**fields) -> Programme:
    number = next(numbers)
    values = {"slug": f"programme-{number}", "name": f"Programme {number}", "position": number}
    return Programme.objects.create(**(values | fields))


def make_workstream(**fields) -> Workstream:
    programme = fields.pop("programme", None) or make_programme()
    number = next(numbers)
    values = {"slug": f"workstream-{number}", "name": f"Workstream {number}", "position": number}
    return Workstream.objects.create(programme=programme, **(values | fields))


def make_section(programme: Programme, **fields) -> NarrativeSection:
    """A section of the programme's story, a summary unless said otherwise."""
    number = next(numbers)
    values = {"slug": f"section-{number}", "heading": f"Section {number}", "position": number}
    return NarrativeSection.objects.create(
        programme=programme, **({"kind": NarrativeSection.Kind.SUMMARY} | values | fields)
    )


def make_framework(workstream: Workstream, *, phases=("Prepare", "Act"), **fields) -> PhaseFramework:
    """What ICBs go through, phase by phase."""
    number = next(numbers)
    values = {"slug": f"framework-{number}", "name": f"Framework {number}"}
    framework = PhaseFramework.objects.create(workstream=workstream, **(values | fields))
    for phase, name in enumerate(phases, 1):
        Phase.objects.create(framework=framework, number=phase, name=name)
    return framework


def make_measure(**fields) -> Measure:
    """A monthly percentage of which more is better, a ratio of sums, entered for England unless said otherwise."""
    workstream = fields.pop("workstream", None) or make_workstream()
    number = next(numbers)
    values = {
        "slug": f"measure-{number}", "name": f"Measure {number}", "short_name": f"Measure {number}",
        "position": number, "kind": Measure.Kind.PROCESS, "unit": "%", "decimals": 1, "per": 100,
        "direction": Measure.Direction.INCREASE, "frequency": Measure.Frequency.MONTH,
        "aggregation": Measure.Aggregation.RATIO_OF_SUMS,
    }  # fmt: skip
    return Measure.objects.create(workstream=workstream, **(values | fields))


def make_ambition(measure: Measure, value: float, **fields) -> Ambition:
    return Ambition.objects.create(measure=measure, value=value, **fields)


def make_batch(**fields) -> ImportBatch:
    return ImportBatch.objects.create(**({"kind": ImportBatch.Kind.FILE, "name": f"file{next(numbers)}.csv"} | fields))


def span_of(measure: Measure, start: date) -> date:
    """The last day of the measure's period that begins on `start`."""
    months = {"month": 1, "quarter": 3, "year": 12}[measure.frequency]
    month = start.month - 1 + months
    return date.fromordinal(date(start.year + month // 12, month % 12 + 1, 1).toordinal() - 1)


def make_observation(
    measure: Measure, start: date, value: float | None = None, *, organisation: Organisation | None = None, **fields
) -> Observation:
    """A value of the period that begins on `start`; None is not submitted unless another state is given."""
    state = ValueState.NOT_SUBMITTED if value is None else ValueState.VALUE
    values = {
        "basis": Basis.IN_PERIOD, "end": span_of(measure, start), "state": state,
        "batch": fields.pop("batch", None) or make_batch(),
    }  # fmt: skip
    return Observation.objects.create(
        measure=measure, organisation=organisation or make_england(), start=start, value=value, **(values | fields)
    )


def make_monthly(
    measure: Measure, values: list[float | None], *, begin: date = date(2023, 4, 1), organisation=None
) -> list[Observation]:
    """One value a month from `begin` on."""
    batch = make_batch()
    months = range(begin.year * 12 + begin.month - 1, begin.year * 12 + begin.month - 1 + len(values))
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [
        make_observation(measure, day, value, organisation=organisation, batch=batch)
        for day, value in zip(days, values, strict=True)
    ]


def make_roll_up(measure: Measure, start: date, value: float, *, organisation=None, **fields) -> RollUp:
    values = {"basis": Basis.IN_PERIOD, "end": span_of(measure, start), "reported": 1, "expected": 1}
    return RollUp.objects.create(
        measure=measure, organisation=organisation or make_england(), start=start, value=value, **(values | fields)
    )


def make_step_change(measure: Measure, starts_on: date, *, organisation=None, **fields) -> StepChange:
    values = {"decision": StepChange.Decision.ACCEPTED, "reason": "The process changed"}
    return StepChange.objects.create(
        measure=measure, organisation=organisation or make_england(), starts_on=starts_on, **(values | fields)
    )


PROGRAMMES_BEGIN = Quarter(2024, 2)


def make_deliverable(*, deadline: str | None = "by 31 March 2025", deliverers=None, **fields) -> Deliverable:
    """A deliverable with one milestone due at `deadline` (None: no milestone), one deliverer unless given."""
    workstream = fields.pop("workstream", None) or make_workstream()
    number = workstream.deliverables.count() + 1
    ref = f"{workstream.slug.upper()}-D{number}"
    values = {"ref": ref, "summary": f"Summary of {ref}", "position": number, "from_quarter": PROGRAMMES_BEGIN}
    deliverable = Deliverable.objects.create(workstream=workstream, **(values | fields))
    for position, deliverer in enumerate([make_deliverer()] if deliverers is None else deliverers, 1):
        DeliverableDeliverer.objects.create(deliverable=deliverable, deliverer=deliverer, position=position)
    if deadline is not None:
        make_deliverable_milestone(deliverable, deadline)
    return deliverable


def make_deliverable_milestone(deliverable: Deliverable, deadline: str, **fields) -> DeliverableMilestone:
    number = deliverable.milestones.count() + 1
    values = {
        "text": f"Commitment {number} of {deliverable.ref}", "position": number,
        "from_quarter": deliverable.from_quarter,
    }  # fmt: skip
    columns = DeliverableMilestone.deadline_columns(parse_deadline(deadline))
    return DeliverableMilestone.objects.create(deliverable=deliverable, **columns, **(values | fields))


def make_programmes_period(
    quarter: str = "Q3 2024/25", state: str = ReportingPeriod.State.OPEN, **fields
) -> ReportingPeriod:
    """A period of the programmes alone."""
    make_england()
    published_at = NOON if state == ReportingPeriod.State.PUBLISHED else None
    covers = {"covers_objectives": False, "covers_programmes": True}
    return ReportingPeriod.objects.create(
        quarter=Quarter.parse(quarter), state=state, opened_at=NOON, published_at=published_at, **(covers | fields)
    )


def make_deliverable_update(
    deliverable: Deliverable, period: ReportingPeriod, *, by=None, status: str = "in_progress", forecast=None,
    met_on=None, organisation=None, state: str = EntryState.DRAFT, **fields,
) -> DeliverableUpdate:  # fmt: skip
    """An update with one save by `by`, every milestone at `status`. An approved one needs `approved_by` or `source`."""
    if state == EntryState.APPROVED:
        fields.setdefault("approved_at", NOON)
    update = DeliverableUpdate.objects.create(
        deliverable=deliverable, period=period, organisation=organisation or make_england(), state=state,
        **({"progress": f"Progress of {deliverable.ref}"} | fields),
    )  # fmt: skip
    for milestone in deliverable.milestones.all():
        DeliverableLine.objects.create(
            update_of=update, milestone=milestone, status=status, forecast=forecast, met_on=met_on
        )
    if by:
        DeliverableRevision.objects.create(update_of=update, number=1, saved_by=by, content=update.content())
    return update


def publish_programmes(period: ReportingPeriod) -> ReportingPeriod:
    """Freeze the period's programmes, as the action of the round does."""
    publishing.publish_programmes(period=period, by=None)
    period.state, period.published_at = ReportingPeriod.State.PUBLISHED, NOON
    period.save()
    return period


def publish_pages(period: ReportingPeriod) -> ReportingPeriod:
    """Publish the period with the whole page of every programme, as the site does."""
    publishing.publish_programmes(period=period, by=None)
    period.state, period.published_at = ReportingPeriod.State.PUBLISHED, NOON
    period.save()
    return period
