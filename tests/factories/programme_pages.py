"""What the pages of the programmes show: texts, estimates, phases, stated figures. A test states only what matters."""

from itertools import count

from programmes.actions.publishing import publish_programmes
from programmes.models import (
    Adoption,
    Basis,
    NarrativeSection,
    NarrativeText,
    Observation,
    OutcomeModel,
    OutcomeTotal,
    PhaseFramework,
    Position,
    ReportFigure,
    StatedCount,
    StatedFigure,
    TotalPart,
)
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod, Source
from pssdash.reporting.quarters import Quarter
from tests.factories import programmes
from tests.factories.objectives import NOON
from tests.factories.organisations import make_england
from tests.factories.programmes import make_measure, make_observation, make_workstream

numbers = count(1)
Q2, Q3 = Quarter(2024, 2), Quarter(2024, 3)


def make_source(slug: str = "report", **fields) -> Source:
    values = {"kind": Source.Kind.DOCUMENT, "title": "Q2 report"}
    return Source.objects.get_or_create(slug=slug, defaults=values | fields)[0]


def freeze(period: ReportingPeriod, by=None) -> ReportingPeriod:
    """Publish the period with the page of every programme, as the action of the round does."""
    publish_programmes(period=period, by=by)
    period.state, period.published_at = ReportingPeriod.State.PUBLISHED, NOON
    period.save()
    return period


def make_section(**fields) -> NarrativeSection:
    """A section of a workstream's programme, or of `programme` itself where that is given."""
    workstream = fields.pop("workstream", None)
    programme = fields.pop("programme", None) or (workstream or make_workstream()).programme
    number = next(numbers)
    values = {
        "slug": f"section-{number}", "kind": NarrativeSection.Kind.UPDATES, "heading": f"Heading {number}",
        "position": number,
    }  # fmt: skip
    return NarrativeSection.objects.create(programme=programme, workstream=workstream, **(values | fields))


def make_text(section: NarrativeSection, period: ReportingPeriod, text: str = "What was told", **fields):
    """An approved text of a section, from a source."""
    values = {
        "state": EntryState.APPROVED, "approved_at": NOON, "source": make_source(), "organisation": make_england(),
    }  # fmt: skip
    return NarrativeText.objects.create(section=section, period=period, text=text, **(values | fields))


def make_count(**fields):
    """A quarterly count of England."""
    values = {"unit": "women", "frequency": "quarter", "aggregation": "sum", "per": 1, "decimals": 0}
    return make_measure(**(values | fields))


def make_model(**fields) -> OutcomeModel:
    """An outcome with entered results alone, unless a `counted` measure and a `constant` are given."""
    workstream = fields.pop("workstream", None) or make_workstream()
    number = next(numbers)
    if fields.get("constant"):
        fields.setdefault("counted", make_count(workstream=workstream))
        fields.setdefault("constant_source", make_source("constant", title="A study"))
    fields.setdefault("result", make_count(workstream=workstream, unit="babies"))
    values = {
        "slug": f"outcome-{number}", "name": f"Outcome {number}", "position": number, "unit": "babies",
        "qualifier": "up to",
    }  # fmt: skip
    return OutcomeModel.objects.create(workstream=workstream, **(values | fields))


def make_total(models, **fields) -> OutcomeTotal:
    number = next(numbers)
    values = {
        "slug": f"total-{number}", "name": f"Total {number}", "unit": "lives", "qualifier": "up to",
        "leaves_out": "Cerebral palsy",
    }  # fmt: skip
    total = OutcomeTotal.objects.create(workstream=models[0].workstream, **(values | fields))
    for place, model in enumerate(models, 1):
        TotalPart.objects.create(total=total, model=model, position=place)
    return total


def enter(measure, value: float, *, quarter: Quarter = Q2, basis: str = Basis.IN_PERIOD, **fields) -> Observation:
    """England's value of a quarter."""
    values = {"start": quarter.start, "end": quarter.end} | fields
    return make_observation(measure, value=value, basis=basis, **values)


def make_framework(**fields) -> PhaseFramework:
    """Three phases: 1 Prepare, 2 Act, 3 Keep."""
    workstream = fields.pop("workstream", None) or make_workstream()
    return programmes.make_framework(workstream, phases=("Prepare", "Act", "Keep"), **fields)


def place(framework: PhaseFramework, organisation: Organisation, phase: int, quarter: Quarter = Q2, **fields):
    """Put an organisation into a phase."""
    at = framework.phases.get(number=phase)
    return Position.objects.create(framework=framework, organisation=organisation, phase=at, quarter=quarter, **fields)


def make_stated_count(
    framework: PhaseFramework, number: int, *, first=None, last=None, quarter: Quarter = Q2, **fields
):
    values = {"text": f"{number} counted", "source": make_source(), "source_place": "Figure 13"}
    return StatedCount.objects.create(
        framework=framework, quarter=quarter, first_phase=first, last_phase=last or first, count=number,
        **(values | fields),
    )  # fmt: skip


def make_stated(value: float, **fields) -> StatedFigure:
    """A number that the report states; one fact of its own unless given."""
    workstream = fields.pop("workstream", None) or make_workstream()
    number = next(numbers)
    values = {
        "slug": f"stated-{number}", "fact": f"fact-{number}", "role": StatedFigure.Role.VALUE, "unit": "babies",
        "text": f"What {value:g} is of", "source": make_source(), "source_place": f"Page {number}", "position": number,
        "organisation": make_england(),
    }  # fmt: skip
    return StatedFigure.objects.create(workstream=workstream, value=value, **(values | fields))


def adopt(figure: StatedFigure, reason: str = "It fits the total") -> Adoption:
    return Adoption.objects.create(fact=figure.fact, figure=figure, reason=reason)


def make_figure(**fields) -> ReportFigure:
    """A numbered figure that draws a measure, unless a framework is given."""
    number = next(numbers)
    if not {"framework", "measure"} & set(fields):
        fields["measure"] = make_measure()
    drawn = fields.get("measure") or fields["framework"]
    values = {
        "quarter": Q2, "number": number, "title": f"Title {number}", "kind": ReportFigure.Kind.SPC,
        "shows": f"What figure {number} shows",
    }  # fmt: skip
    return ReportFigure.objects.create(workstream=drawn.workstream, **(values | fields))
