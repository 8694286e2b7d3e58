"""Phase frameworks with every quarter that is known of them, from the records. A constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from programmes.models import PhaseFramework, Position, StatedCount
from programmes.phase_counting import phase_quarter
from programmes.phases import PhaseName, PhaseQuarter, Place, Stated
from programmes.rows import FrameworkRow
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.quarters import Quarter

Key = tuple[int, Quarter]  # framework, quarter
PLURALS = {
    OrganisationKind.ICB: "ICBs",
    OrganisationKind.COLLABORATIVE: "patient safety collaboratives",
    OrganisationKind.TRUST: "trusts",
    OrganisationKind.REGION: "regions",
    OrganisationKind.PRACTICE: "practices",
    OrganisationKind.NATIONAL_BODY: "national bodies",
}


def framework_rows(frameworks: Sequence[PhaseFramework], until: Quarter) -> list[FrameworkRow]:
    """The frameworks with every quarter up to `until` of which anything is known, oldest first."""
    if not frameworks:
        return []
    places = _places(frameworks, until)
    stated = _stated(frameworks, until)
    return [_row(framework, places, stated) for framework in frameworks]


def with_places(framework: PhaseFramework, quarter: Quarter, places: Sequence[Place]) -> FrameworkRow:
    """The framework with these organisations in the place of those of `quarter`, up to it."""
    known = {**_places([framework], quarter), (framework.pk, quarter): list(places)}
    return _row(framework, known, _stated([framework], quarter))


def corrected(published: FrameworkRow, now: FrameworkRow, quarter: Quarter) -> FrameworkRow:
    """The framework as it was published, with what is now known of that quarter. Other quarters stay as they were."""
    others = [each for each in published.quarters if each.quarter != quarter]
    this = [each for each in now.quarters if each.quarter == quarter]
    return replace(published, quarters=tuple(sorted([*others, *this], key=lambda each: each.quarter)))


def _places(frameworks: Iterable[PhaseFramework], until: Quarter) -> dict[Key, list[Place]]:
    rows = (
        Position.objects.filter(framework__in=list(frameworks), quarter__lte=until)
        .select_related("phase", "organisation")
        .order_by("organisation__short_name", "pk")
    )
    found: dict[Key, list[Place]] = defaultdict(list)
    for row in rows:
        place = Place(row.organisation.code, row.organisation.short_name, row.phase.number, row.support, row.note)
        found[row.framework_id, row.quarter].append(place)
    return found


def _stated(frameworks: Iterable[PhaseFramework], until: Quarter) -> dict[Key, list[Stated]]:
    rows = (
        StatedCount.objects.filter(framework__in=list(frameworks), quarter__lte=until)
        .select_related("source")
        .prefetch_related("stated_figures")
        .order_by("first_phase", "pk")
    )
    found: dict[Key, list[Stated]] = defaultdict(list)
    for row in rows:
        # The figure that states this count, and not how many support them.
        figures = [figure.slug for figure in row.stated_figures.all() if figure.value == row.count]
        found[row.framework_id, row.quarter].append(
            Stated(
                row.pk, row.count, row.text, row.first_phase, row.last_phase, row.support, row.supporters,
                row.part_of_id, row.provenance, min(figures, key=len, default=""),
            )
        )  # fmt: skip
    return found


def _row(framework: PhaseFramework, places: dict[Key, list[Place]], stated: dict[Key, list[Stated]]) -> FrameworkRow:
    phases = tuple(PhaseName(phase.number, phase.name, phase.stage) for phase in framework.phases.all())
    quarters = sorted(quarter for pk, quarter in {*places, *stated} if pk == framework.pk)
    return FrameworkRow(
        slug=framework.slug,
        name=framework.name,
        workstream_slug=framework.workstream.slug,
        description=framework.description,
        kind_plural=PLURALS.get(framework.organisation_kind, "organisations"),
        ambition=framework.ambition,
        phases=phases,
        quarters=tuple(_quarter(framework.pk, quarter, phases, places, stated) for quarter in quarters),
        source=framework.provenance,
    )


def _quarter(
    pk: int, quarter: Quarter, phases: Sequence[PhaseName], places: dict[Key, list[Place]],
    stated: dict[Key, list[Stated]],
) -> PhaseQuarter:  # fmt: skip
    here, before = (pk, quarter), (pk, quarter.previous)
    return phase_quarter(quarter, phases, places.get(here, ()), stated.get(here, ()), places.get(before, ()))
