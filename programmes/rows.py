"""A programme in a quarter as its pages show it: one frozen tree, drawn live or read from what was published."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from programmes.deliverable_rows import DeliverableRow
from programmes.models import Basis, ExpectedOutcome, NarrativeSection
from programmes.outcomes import Estimate, Total
from programmes.phases import PhaseName, PhaseQuarter
from programmes.series import ENTERED, ILLUSTRATIVE, SeriesPoint
from programmes.spc import Assurance, Variation
from pssdash.reporting.entries.evidence.links import FileLink
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True, kw_only=True)
class NarrativeRow:
    """What one section says of the quarter. `workstream_slug` is empty where it speaks of the whole programme."""

    slug: str
    kind: str
    heading: str
    workstream_slug: str
    text: str
    attribution: str = ""
    source: str = ""
    version: int = 1
    correction_reason: str = ""
    confirmation: str = ""
    files: tuple[FileLink, ...] = ()  # only where a page asks for them (narrative_files.py)

    @property
    def kind_label(self) -> str:
        return NarrativeSection.Kind(self.kind).label


@dataclass(frozen=True, kw_only=True)
class ExpectedRow:
    """What a workstream is to bring about, or what is hoped to come of it."""

    kind: str
    text: str
    deadline_text: str
    source: str = ""

    @property
    def is_benefit(self) -> bool:
        return self.kind == ExpectedOutcome.Kind.BENEFIT


@dataclass(frozen=True, kw_only=True)
class WorkstreamRow:
    """A part of the programme."""

    slug: str
    name: str
    acronym: str
    purpose: str
    expected: tuple[ExpectedRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AmbitionRow:
    """What a measure should come to, from when on."""

    value: float
    since: date | None
    by: date | None


@dataclass(frozen=True, kw_only=True)
class OrganisationValue:
    """The value of one organisation in the quarter, where the report prints single organisations."""

    code: str
    name: str
    words: str
    value: float | None


@dataclass(frozen=True, kw_only=True)
class MeasureRow:
    """A measure of England at the quarter's end: what its icons say, and the points that its chart is drawn from.

    `is_estimate`: it holds the results of an outcome model. `stated` are the slugs of what the report states of it.
    """

    slug: str
    name: str
    short_name: str
    workstream_slug: str
    kind: str
    unit: str
    decimals: int
    direction: str
    frequency: str
    aggregation: str
    is_estimate: bool
    definition: str
    population: str
    value: str
    period: str
    basis: str
    last_known: str
    coverage: str
    ambition: str
    sentence: str
    variation: Variation | None
    assurance: Assurance | None
    is_trial: bool
    is_provisional: bool
    origin: str = ENTERED
    points: tuple[SeriesPoint, ...] = ()
    step_changes: tuple[date, ...] = ()
    ambitions: tuple[AmbitionRow, ...] = ()
    organisations: tuple[OrganisationValue, ...] = ()
    stated: tuple[str, ...] = ()

    @property
    def is_illustrative(self) -> bool:
        return self.origin == ILLUSTRATIVE

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """One estimate on one basis. `end` is the day up to which it counts. `constant` is there for a result that was
    entered, too.
    """

    slug: str
    name: str
    workstream_slug: str
    basis: str
    start: date | None
    end: date
    estimate: Estimate
    count_name: str = ""
    count_slug: str = ""
    count_source: str = ""
    constant: float | None = None
    constant_text: str = ""
    constant_source: str = ""
    entered_source: str = ""
    entered_slug: str = ""
    note: str = ""
    source: str = ""
    stated: tuple[str, ...] = ()

    @property
    def basis_label(self) -> str:
        return Basis(self.basis).label


@dataclass(frozen=True, kw_only=True)
class TotalRow:
    """A sum of estimates on one basis. `parts` are the slugs of its models."""

    slug: str
    name: str
    workstream_slug: str
    basis: str
    end: date
    total: Total
    parts: tuple[str, ...]
    source: str = ""
    stated: tuple[str, ...] = ()

    @property
    def basis_label(self) -> str:
        return Basis(self.basis).label


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A numbered figure of the report: what it draws, and what it shows."""

    number: int
    title: str
    kind: str
    shows: str
    workstream_slug: str
    measure_slug: str = ""
    framework_slug: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class FrameworkRow:
    """A way of working in phases, and who is where: every quarter up to this one, oldest first."""

    slug: str
    name: str
    workstream_slug: str
    description: str
    kind_plural: str
    ambition: int | None
    phases: tuple[PhaseName, ...]
    quarters: tuple[PhaseQuarter, ...] = ()
    source: str = ""

    @property
    def latest(self) -> PhaseQuarter | None:
        return self.quarters[-1] if self.quarters else None


@dataclass(frozen=True, kw_only=True)
class StatedRow:
    """A number as the report states it, where it stands, and what came of it.

    `against` are the slugs of other statements of the same fact with another value; then `is_adopted` and
    `adoption_reason` say which one counts.
    """

    slug: str
    role: str
    role_label: str
    fact: str
    text: str
    value: float
    words: str
    workstream_slug: str
    workstream: str
    measure_slug: str
    measure: str
    organisation: str
    basis: str
    period: str
    source: str
    place: str
    note: str
    became: str = ""
    against: tuple[str, ...] = ()
    is_adopted: bool = False
    adoption_reason: str = ""

    @property
    def is_contradicted(self) -> bool:
        return bool(self.against)

    @cached_property
    def search_text(self) -> str:
        """What the search box looks in, in lower case."""
        return " ".join([self.words, self.text, self.measure, self.workstream, self.place, self.note]).lower()


@dataclass(frozen=True, kw_only=True)
class TermRow:
    """A word of the programmes that this page uses."""

    term: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class ProgrammePage:
    """Everything that a reader may see of a programme for a quarter. Nothing in it is illustrative."""

    slug: str
    name: str
    acronym: str
    purpose: str
    position: int
    quarter: Quarter
    source: str
    workstreams: tuple[WorkstreamRow, ...] = ()
    narrative: tuple[NarrativeRow, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    deliverables: tuple[DeliverableRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    frameworks: tuple[FrameworkRow, ...] = ()
    stated: tuple[StatedRow, ...] = ()
    terms: tuple[TermRow, ...] = ()
    published_version: int = 0
    correction_reason: str = ""

    @cached_property
    def stated_by_slug(self) -> dict[str, StatedRow]:
        return {row.slug: row for row in self.stated}

    def framework(self, slug: str) -> FrameworkRow | None:
        return next((row for row in self.frameworks if row.slug == slug), None)
