"""A quarter's phases as a kind of entry: who is in which phase, and what an approval makes of it."""

from dataclasses import replace

from django.db import transaction

from programmes.actions.publishing import publish_correction
from programmes.models import PhaseReturn, Position
from programmes.phase_rows import corrected, framework_rows
from programmes.rows import ProgrammePage
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.kinds import Kind


def problems_of(entry: PhaseReturn) -> dict[str, str]:
    """What a list still needs: one organisation at least, and a phase wherever something else is said."""
    found = {
        f"cell-{code}-phase": f"{code}: choose the phase, or clear the rest of the row"
        for code, cell in sorted(entry.cells.items())
        if not cell.get("phase") and any(cell.values())
    }
    if not any(cell.get("phase") for cell in entry.cells.values()):
        found["base"] = "Choose the phase of at least one organisation"
    return found


@transaction.atomic
def place_organisations(*, entry: PhaseReturn, by: User) -> list[Position]:
    """Put the approved positions in the place of the quarter's former ones, with each change in the trail."""
    quarter, framework = entry.period.quarter, entry.framework
    former = Position.objects.filter(framework=framework, quarter=quarter).select_related("organisation", "phase")
    before = {position.organisation.code: position.phase.number for position in former}
    former.delete()
    phases = {phase.number: phase for phase in framework.phases.all()}
    cells = {code: cell for code, cell in entry.cells.items() if cell.get("phase")}
    organisations = {each.code: each for each in Organisation.objects.filter(code__in=cells)}
    made = Position.objects.bulk_create(
        Position(
            framework=framework, phase=phases[int(cell["phase"])], organisation=organisations[code], quarter=quarter,
            support=cell.get("support", ""), note=cell.get("note", ""),
        )
        for code, cell in sorted(cells.items())
    )  # fmt: skip
    after = {position.organisation.code: position.phase.number for position in made}
    record(
        by=by, action="placed organisations", item=("phases", f"{framework.slug} {quarter.slug}"),
        subject=entry.subject, before=before, after=after, reason=entry.correction_reason,
    )  # fmt: skip
    publish_if_corrected(entry=entry, by=by)
    return made


def publish_if_corrected(*, entry: PhaseReturn, by: User) -> None:
    """In a published quarter an approved correction replaces the phases that are shown."""
    period, framework = entry.period, entry.framework
    if not period.is_published:
        return

    def correct(page: ProgrammePage) -> ProgrammePage:
        (now,) = framework_rows([framework], period.quarter)
        rows = (corrected(row, now, period.quarter) if row.slug == now.slug else row for row in page.frameworks)
        return replace(page, frameworks=tuple(rows))

    def words(page: ProgrammePage) -> dict[str, str]:
        """How many were in each phase."""
        row = page.framework(framework.slug)
        quarter = next((each for each in row.quarters if each.quarter == period.quarter), None) if row else None
        return {segment.label: str(segment.count) for segment in quarter.segments} if quarter else {}

    publish_correction(
        programme=framework.workstream.programme, period=period, by=by, reason=entry.correction_reason,
        correct=correct, words=words,
    )  # fmt: skip


PHASE_RETURNS = Kind(model=PhaseReturn, problems=problems_of, on_approval=place_organisations)
