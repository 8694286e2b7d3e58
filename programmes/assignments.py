"""What a person writes about programmes for a quarter, and what they may do with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from programmes.models import Deliverable, Measure, NarrativeSection, PhaseFramework
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.chosen_quarter import latest, periods_of
from pssdash.reporting.entries import assignments
from pssdash.reporting.models import Part
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.assignments import written_by


@dataclass(frozen=True)
class DeliverableAssignment(assignments.Assignment):
    """The update of `deliverable`."""

    deliverable: Deliverable

    @property
    def of(self) -> dict[str, Any]:
        return {"deliverable": self.deliverable, "period": self.period, "organisation": self.organisation}

    @property
    def ref(self) -> str:
        return self.deliverable.ref

    @property
    def home(self) -> tuple[str, str]:
        return self.deliverable.ref, self.deliverable.get_absolute_url()

    def url(self, step: str = "") -> str:
        return update_url(self.deliverable, self.period.quarter, self.organisation, step)


def update_url(deliverable: Deliverable, quarter: Quarter, organisation: Organisation, step: str = "") -> str:
    """The address of an update's page, or of one of its steps."""
    args = [deliverable.workstream.programme.slug, deliverable.ref, quarter]
    return assignments.entry_url("deliverable_update", step, args, organisation)


def find_assignment(
    user: User, programme: str, ref: str, quarter: Quarter, organisation_code: str
) -> DeliverableAssignment:
    """The assignment, or 404 where there is none or `user` may not see it. No code means England."""
    period, organisation = assignments.find_desk(user, Part.PROGRAMMES, quarter, organisation_code)
    deliverables = deliverables_of(user, quarter, organisation)
    deliverable = get_object_or_404(deliverables, workstream__programme__slug=programme, ref=ref)
    rights = assignments.rights_of(user, organisation)
    return DeliverableAssignment(
        deliverable=deliverable, period=period, organisation=organisation, user=user, rights=rights
    )


def deliverables_of(user: User, quarter: Quarter, organisation: Organisation) -> QuerySet:
    """Those in force that the organisation writes about: all for England, else those that it helps to deliver."""
    deliverables = Deliverable.objects.in_force(quarter).select_related("workstream__programme")
    return written_by(deliverables, user, organisation)


@dataclass(frozen=True)
class NarrativeAssignment(assignments.Assignment):
    """The text of `section`. The national team writes it, for England."""

    section: NarrativeSection

    @property
    def of(self) -> dict[str, Any]:
        return {"section": self.section, "period": self.period, "organisation": self.organisation}

    @property
    def ref(self) -> str:
        return self.section.heading

    @property
    def home(self) -> tuple[str, str]:
        return self.section.programme.name, self.section.programme.get_absolute_url()

    def url(self, step: str = "") -> str:
        return narrative_url(self.section, self.period.quarter, step)


def narrative_url(section: NarrativeSection, quarter: Quarter, step: str = "") -> str:
    """The address of the page of a section's text, or of one of its steps."""
    route = f"narrative_text_{step}" if step else "narrative_text"
    return reverse(route, args=[section.programme.slug, section.slug, quarter])


def find_narrative(user: User, programme_slug: str, section_slug: str, quarter: Quarter) -> NarrativeAssignment:
    """The assignment, or 404 where there is none or `user` may not see it."""
    period, england = assignments.find_desk(user, Part.PROGRAMMES, quarter)
    sections = NarrativeSection.objects.select_related("programme", "workstream")
    section = get_object_or_404(sections, programme__slug=programme_slug, slug=section_slug)
    return NarrativeAssignment(
        section=section, period=period, organisation=england, user=user, rights=assignments.rights_of(user, england)
    )


@dataclass(frozen=True)
class ReturnAssignment(assignments.Assignment):
    """The return of `measure`: of all organisations that report it for the national team, else of one. A long one is
    typed page by page.
    """

    measure: Measure
    page: int = 1

    @property
    def of(self) -> dict[str, Any]:
        return {"measure": self.measure, "period": self.period, "organisation": self.organisation}

    @property
    def ref(self) -> str:
        return self.measure.short_name

    @property
    def home(self) -> tuple[str, str]:
        return self.measure.short_name, self.measure.get_absolute_url()

    def url(self, step: str = "") -> str:
        url = return_url(self.measure, self.period.quarter, self.organisation, step)
        if self.page == 1 or step not in ("", "autosave"):
            return url
        return f"{url}{'&' if '?' in url else '?'}page={self.page}"


def return_url(measure: Measure, quarter: Quarter, organisation: Organisation | None = None, step: str = "") -> str:
    """The address of the page of a measure's return, England's where no other is given, or of one of its steps."""
    return assignments.entry_url("measure_return", step, [measure.slug, quarter], organisation)


def find_return(user: User, slug: str, quarter: Quarter, organisation_code: str, page: int = 1) -> ReturnAssignment:
    """The assignment, or 404 where `user` may not see it. An organisation returns what its kind reports."""
    period, organisation = assignments.find_desk(user, Part.PROGRAMMES, quarter, organisation_code)
    measures = Measure.objects.select_related("workstream__programme")
    if organisation.kind != OrganisationKind.NATION:
        measures = measures.filter(reported_by=organisation.kind)
    return ReturnAssignment(
        measure=get_object_or_404(measures, slug=slug), page=page, period=period, organisation=organisation, user=user,
        rights=assignments.rights_of(user, organisation),
    )  # fmt: skip


@dataclass(frozen=True)
class StepChangeAssignment(assignments.Assignment):
    """Whether the limits of the chart of `series_of` start again on a date. The national team decides."""

    measure: Measure
    series_of: Organisation
    starts_on: date

    @property
    def of(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "series_of": self.series_of,
            "starts_on": self.starts_on,
            "period": self.period,
            "organisation": self.organisation,
        }

    @property
    def ref(self) -> str:
        return f"{self.measure.short_name}, {self.series_of.short_name}"

    @property
    def home(self) -> tuple[str, str]:
        return self.measure.short_name, self.measure.get_absolute_url()

    def url(self, step: str = "") -> str:
        return step_change_url(self.measure, self.series_of, self.starts_on, step)


def step_change_url(measure: Measure, series_of: Organisation, starts_on: date, step: str = "") -> str:
    """The address of the page of a decision, or of one of its steps."""
    route = f"step_change_{step}" if step else "step_change"
    return reverse(route, args=[measure.slug, series_of.code, starts_on.isoformat()])


def find_step_change(user: User, slug: str, code: str, day: str) -> StepChangeAssignment:
    """The assignment, in the quarter that is open or else was the last; 404 where `user` may not see it."""
    period = latest(periods_of(user, Part.PROGRAMMES))
    if period is None:
        raise Http404("No quarter of the programmes has been opened")
    period, england = assignments.find_desk(user, Part.PROGRAMMES, period.quarter)
    try:
        starts_on = date.fromisoformat(day)
    except ValueError as error:
        raise Http404(f"“{day}” is not a date") from error
    return StepChangeAssignment(
        measure=get_object_or_404(Measure.objects.select_related("workstream__programme"), slug=slug),
        series_of=get_object_or_404(Organisation, code=code), starts_on=starts_on, period=period,
        organisation=england, user=user, rights=assignments.rights_of(user, england),
    )  # fmt: skip


@dataclass(frozen=True)
class PhaseAssignment(assignments.Assignment):
    """The phases of `framework`, which the national team writes. `fills`: last quarter's stand in the empty rows."""

    framework: PhaseFramework
    fills: bool = False

    @property
    def of(self) -> dict[str, Any]:
        return {"framework": self.framework, "period": self.period, "organisation": self.organisation}

    @property
    def ref(self) -> str:
        return self.framework.name

    @property
    def home(self) -> tuple[str, str]:
        programme = self.framework.workstream.programme
        return programme.name, programme.get_absolute_url()

    def url(self, step: str = "") -> str:
        return phase_return_url(self.framework, self.period.quarter, step)


def phase_return_url(framework: PhaseFramework, quarter: Quarter, step: str = "") -> str:
    """The address of the page of a quarter's phases, or of one of its steps."""
    route = f"phase_return_{step}" if step else "phase_return"
    return reverse(route, args=[framework.workstream.programme.slug, framework.slug, quarter])


def find_phase_return(
    user: User, programme: str, framework: str, quarter: Quarter, *, fills: bool = False
) -> PhaseAssignment:
    """The assignment, or 404 where there is none or `user` may not see it."""
    period, england = assignments.find_desk(user, Part.PROGRAMMES, quarter)
    frameworks = PhaseFramework.objects.select_related("workstream__programme")
    return PhaseAssignment(
        framework=get_object_or_404(frameworks, workstream__programme__slug=programme, slug=framework), fills=fills,
        period=period, organisation=england, user=user, rights=assignments.rights_of(user, england),
    )  # fmt: skip
