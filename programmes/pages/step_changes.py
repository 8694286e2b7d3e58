"""The page of a decision on a step change: the chart's sentence, and what the new part would come to."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Q, QuerySet, When
from django.forms import Form
from django.http import QueryDict

from programmes.actions.step_changes import STEP_CHANGES
from programmes.assignments import StepChangeAssignment
from programmes.forms.step_changes import StepChangeForm
from programmes.models import Measure, Observation, RollUp, StepChange, StepChangeProposal
from programmes.pages.measure_words import number_in_words, span_in_words, wording_of
from programmes.series import Series, read_series
from programmes.spc import Frequency, Result, analyse, sentence
from programmes.spc.result import PartSummary
from programmes.spc.wording import date_text
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.pages import EntryPage, standing_of
from pssdash.reporting.entries.reading import last_revision

NATION_FIRST = Case(When(kind=OrganisationKind.NATION, then=0), default=1)


@dataclass(frozen=True)
class StepChangePage(EntryPage):
    """What templates/programmes/step_change.html shows.

    `parts` are the stretches that the chart would have with the new part, in words; `earlier` the decisions on record.
    """

    measure: Measure
    series_of: Organisation
    starts_on: date
    sentence: str
    parts: tuple[str, ...]
    earlier: tuple[StepChange, ...]
    next_up: None = None


def step_change_form(
    assignment: StepChangeAssignment, entry: StepChangeProposal | None, data: QueryDict | None = None
) -> StepChangeForm:
    return StepChangeForm(data, entry=entry, base=last_revision(entry))


def build_step_change(
    assignment: StepChangeAssignment, entry: StepChangeProposal | None, form: StepChangeForm, **forms: Form | None
) -> StepChangePage:
    series = real_series(assignment)
    decisions = StepChange.objects.filter(measure=assignment.measure, organisation=assignment.series_of)
    return StepChangePage(
        **standing_of(STEP_CHANGES, assignment, entry, form, **forms),
        measure=assignment.measure,
        series_of=assignment.series_of,
        starts_on=assignment.starts_on,
        sentence=sentence(analysed(series, ()), wording_of(assignment.measure)) if series else "",
        parts=parts_with(series, assignment.starts_on) if series else (),
        earlier=tuple(decisions.select_related("decided_by", "approved_by").order_by("-decided_at")),
    )


def real_series(assignment: StepChangeAssignment) -> Series | None:
    """The values of the chart; None where there are only made-up ones."""
    found = read_series(assignment.user, [assignment.measure], [assignment.series_of])
    return next((each for each in found if not each.is_illustrative), None)


def analysed(series: Series, extra: tuple[date, ...]) -> Result:
    options = series.options()
    rebase = tuple(sorted({*options.rebase, *extra}))
    return analyse([(point.start, point.value) for point in series.points], replace(options, rebase=rebase))


def parts_with(series: Series, starts_on: date) -> tuple[str, ...]:
    """Each part of the chart with a step change on that date, in words."""
    return tuple(part_in_words(series.measure, part) for part in analysed(series, (starts_on,)).parts)


def part_in_words(measure: Measure, part: PartSummary) -> str:
    """`Apr 2023 to Sep 2024: 18 values, mean 66.5%, limits 60.1% to 72.9%`."""
    first, last = (date_text(day, Frequency(measure.frequency)) for day in (part.start, part.end))
    span = first if first == last else f"{first} to {last}"
    values = f"{part.present} value{'' if part.present == 1 else 's'}"
    mean = "no mean" if part.mean is None else f"mean {number_in_words(measure, part.mean)}"
    return f"{span}: {values}, {mean}, {limits_in_words(measure, part)}"


def limits_in_words(measure: Measure, part: PartSummary) -> str:
    if part.lpl is None or part.upl is None:
        return "too few for limits"
    kind = "trial limits" if part.trial else "limits"
    return f"{kind} {span_in_words(measure, part.lpl, part.upl)}"


def with_values(user: User, measure: Measure) -> QuerySet:
    """The organisations whose chart of the measure the person may read, England first."""
    entered, rolled_up = (
        model.objects.visible_to(user).filter(measure=measure).order_by().values("organisation")
        for model in (Observation, RollUp)
    )
    return Organisation.objects.filter(Q(pk__in=entered) | Q(pk__in=rolled_up)).order_by(
        NATION_FIRST, "kind", "short_name"
    )
