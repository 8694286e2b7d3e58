"""A quarter's phases as a kind of entry: who is in which phase, and what an approval makes of it."""

from django.db import transaction

from programmes.models import PhaseReturn, Position
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
    return made


PHASE_RETURNS = Kind(model=PhaseReturn, problems=problems_of, on_approval=place_organisations)
