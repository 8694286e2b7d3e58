"""Where a chart's limits start again, who decided so, and what the program suggests to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from programmes.assignments import step_change_url
from programmes.models import Measure, StepChange, StepChangeProposal
from programmes.pages.measure_words import wording_of
from programmes.pages.readings import Reading
from programmes.spc import Suggestion, suggest_step_change, suggestion_sentence
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.states import WITH_REVIEWERS


@dataclass(frozen=True)
class StepSuggestion:
    """A step change that the latest points suggest, in words. A named person decides: `way` says what the reader can do
    about it at `url`; both are empty where that is for others to do.
    """

    starts_on: date
    sentence: str
    url: str
    way: str


def decisions_on(measure: Measure, organisation: Organisation) -> list[StepChange]:
    """Every decision, by date, replaced ones too."""
    rows = StepChange.objects.filter(measure=measure, organisation=organisation)
    return list(rows.select_related("decided_by", "approved_by").order_by("starts_on", "pk"))


def in_force(decisions: Sequence[StepChange]) -> list[StepChange]:
    """Those that the chart follows."""
    accepted = StepChange.Decision.ACCEPTED
    return [each for each in decisions if each.decision == accepted and each.replaced_at is None]


def suggestion_for(user: User, reading: Reading, decisions: Sequence[StepChange]) -> StepSuggestion | None:
    """For the national team, who decide; other readers see only what is decided. None of made-up values, and none that
    has been answered.
    """
    if reading.result is None or reading.series.is_illustrative or not user.has_perm(Permission.READ_DRAFTS):
        return None
    found: Suggestion | None = suggest_step_change(reading.result)
    answered = {each.starts_on for each in decisions if each.replaced_at is None}
    if found is None or found.start in answered or starts_latest_part(reading, found):
        return None
    measure, way = reading.series.measure, way_to_decide(user, reading, found.start)
    url = step_change_url(measure, reading.series.organisation, found.start)
    return StepSuggestion(
        starts_on=found.start,
        sentence=suggestion_sentence(reading.result, found, wording_of(measure)),
        url=url if way else "",
        way=way,
    )


def way_to_decide(user: User, reading: Reading, day: date) -> str:
    """An editor answers the suggestion, and then an approver the answer."""
    of = {"measure": reading.series.measure, "series_of": reading.series.organisation, "starts_on": day}
    is_answered = StepChangeProposal.objects.filter(**of, state__in=WITH_REVIEWERS).exists()
    if user.has_perm(Permission.APPROVE_UPDATES) and is_answered:
        return "Approve its answer, or send it back"
    if user.has_perm(Permission.EDIT_UPDATES):
        return "See its answer, which waits for approval" if is_answered else "Accept or decline it"
    return ""


def starts_latest_part(reading: Reading, found: Suggestion) -> bool:
    """A part whose very first point begins the run has nothing before it to part from."""
    return reading.result is not None and found.start <= reading.result.latest_part.start
