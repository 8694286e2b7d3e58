"""The ways from what people read to where it is written, for those who write and while a quarter takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from programmes.assignments import narrative_url, return_url
from programmes.models import Basis, Measure, PhaseFramework, Programme
from programmes.pages.measure_query import MeasureQuery
from programmes.return_grid import spans_in, spans_of
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class Way:
    text: str
    url: str


@dataclass(frozen=True)
class Ways:
    """Links under a heading."""

    heading: str
    links: tuple[Way, ...]


def open_period(user: User, periods: Sequence[ReportingPeriod]) -> ReportingPeriod | None:
    """The open one among those of the programmes, for somebody who writes for England."""
    may_write = user.has_perm(Permission.EDIT_UPDATES)
    return next((period for period in periods if period.is_open), None) if may_write else None


def ways_of_programme(user: User, programme: Programme, periods: Sequence[ReportingPeriod]) -> tuple[Ways, ...]:
    """The quarter's texts by workstream, its values and its phases. Three queries, or none."""
    period = open_period(user, periods)
    if period is None:
        return ()
    quarter = period.quarter
    sections = programme.narrative_sections.select_related("workstream")
    measures = Measure.objects.filter(workstream__programme=programme).only("slug", "short_name", "frequency")
    frameworks = PhaseFramework.objects.filter(workstream__programme=programme).only("slug", "name")
    is_due = {each: bool(spans_of(each, quarter, Basis.IN_PERIOD)) for each in Measure.Frequency.values}
    due = [each for each in measures if is_due[each.frequency]]
    found = [
        *(
            Ways(f"Text: {heading}", tuple(Way(each.heading, narrative_url(each, quarter)) for each in group))
            for heading, group in groupby(sections, key=lambda each: str(each.workstream or programme))
        ),
        Ways("Values", tuple(Way(each.short_name, return_url(each, quarter)) for each in due)),
        Ways("Phases", tuple(Way(each.name, phases_url(programme, each.slug, quarter)) for each in frameworks)),
    ]
    return tuple(each for each in found if each.links)


def phases_url(programme: Programme, framework: str, quarter: Quarter) -> str:
    return reverse("phase_return", args=[programme.slug, framework, quarter])


def ways_of_framework(
    user: User, programme: Programme, slug: str, periods: Sequence[ReportingPeriod]
) -> tuple[Way, ...]:
    """The phases of the open quarter. No query."""
    period = open_period(user, periods)
    if period is None:
        return ()
    return (Way(f"Enter the phases of {period.quarter.short}", phases_url(programme, slug, period.quarter)),)


def ways_of_measure(user: User, measure: Measure, asked: MeasureQuery, *, has_values: bool) -> tuple[Way, ...]:
    """While a quarter is open: the values of all for the national team, else of one's own organisations; step changes
    in the chart that is looked at for those who propose them, where there are values: made-up ones take no decision.
    """
    edits, submits = (user.has_perm(each) for each in (Permission.EDIT_UPDATES, Permission.SUBMIT_FOR_ORGANISATION))
    if not (edits or submits):
        return ()
    period = ReportingPeriod.objects.covering_programmes().filter(state=ReportingPeriod.State.OPEN).first()
    if period is None:
        return ()
    own = Organisation.objects.of_user(user).of_kind(measure.reported_by).open_at(period.quarter.end) if submits else []
    writers = [*([asked.nation] if edits else []), *own]
    is_due = bool(spans_in(measure, period.quarter, Basis.IN_PERIOD))
    values = [way_to_values(measure, period.quarter, each) for each in writers if is_due]
    if edits and has_values:
        values.append(Way("Propose a step change", step_change_place(measure, asked.organisation)))
    return tuple(values)


def step_change_place(measure: Measure, organisation: Organisation) -> str:
    """Where a step change in the organisation's chart is proposed."""
    return reverse("step_change_new", args=[measure.slug], query={"organisation": organisation.code})


def way_to_values(measure: Measure, quarter: Quarter, writer: Organisation) -> Way:
    return Way(f"Enter the values of {quarter.short}, {writer.short_name}", return_url(measure, quarter, writer))
