"""The page on which a quarter's phases are entered: a row an organisation, with last quarter's phase beside it."""

from dataclasses import dataclass

from django.forms import Form
from django.forms.boundfield import BoundField
from django.http import QueryDict

from programmes.actions.phases import PHASE_RETURNS
from programmes.assignments import PhaseAssignment
from programmes.forms.phases import PhaseForm
from programmes.models import PhaseFramework, PhaseReturn, Position
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.pages import EntryPage, standing_of
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class PhaseRow:
    """One organisation: where it was last quarter, its fields, and what is saved, in words."""

    organisation: Organisation
    last: str
    fields: tuple[BoundField, ...]
    saved: tuple[str, str, str]


@dataclass(frozen=True)
class PhaseReturnPage(EntryPage):
    """What templates/programmes/phase_return.html shows. `may_fill`: last quarter's phases can still be taken over."""

    framework: PhaseFramework
    rows: tuple[PhaseRow, ...]
    placed: int
    last_quarter: Quarter | None
    may_fill: bool
    next_up: None = None


def organisations_of(framework: PhaseFramework, quarter: Quarter) -> list[Organisation]:
    """Those of the framework's kind that were open at the quarter's end, by the name that the rows show."""
    of_kind = Organisation.objects.of_kind(framework.organisation_kind)
    return list(of_kind.open_at(quarter.end).order_by("short_name", "code"))


def last_positions(framework: PhaseFramework, quarter: Quarter) -> dict[str, Position]:
    """By code, the positions of the last quarter before this one that has any."""
    earlier = Position.objects.filter(framework=framework, quarter__lt=quarter)
    last = earlier.order_by("-quarter").values_list("quarter", flat=True).first()
    positions = earlier.filter(quarter=last).select_related("organisation", "phase") if last else []
    return {position.organisation.code: position for position in positions}


def phase_form(assignment: PhaseAssignment, entry: PhaseReturn | None, data: QueryDict | None = None) -> PhaseForm:
    framework, quarter = assignment.framework, assignment.period.quarter
    last = last_positions(framework, quarter) if assignment.fills else {}
    fill = {
        code: {"phase": str(position.phase.number), "support": position.support, "note": position.note}
        for code, position in last.items()
    }
    return PhaseForm(
        data, organisations=organisations_of(framework, quarter), phases=list(framework.phases.all()), entry=entry,
        base=last_revision(entry), fill=fill,
    )  # fmt: skip


def build_phase_return(
    assignment: PhaseAssignment, entry: PhaseReturn | None, form: PhaseForm, **forms: Form | None
) -> PhaseReturnPage:
    last = last_positions(assignment.framework, assignment.period.quarter)
    cells = entry.cells if entry else {}
    phases = {str(phase.number): str(phase) for phase in assignment.framework.phases.all()}
    supports = dict(Position.Support.choices)
    rows = tuple(
        PhaseRow(
            organisation=each,
            last=str(last[each.code].phase) if each.code in last else "",
            fields=tuple(form[f"cell-{each.code}-{part}"] for part in PhaseReturn.PARTS),
            saved=saved_words(cells.get(each.code, {}), phases, supports),
        )
        for each in form.organisations
    )
    return PhaseReturnPage(
        **standing_of(PHASE_RETURNS, assignment, entry, form, **forms),
        framework=assignment.framework,
        rows=rows,
        placed=sum(bool(cell.get("phase")) for cell in cells.values()),
        last_quarter=next((position.quarter for position in last.values()), None),
        may_fill=bool(last) and not assignment.fills,
    )


def saved_words(cell: dict[str, str], phases: dict[str, str], supports: dict[str, str]) -> tuple[str, str, str]:
    return phases.get(cell.get("phase", ""), ""), supports.get(cell.get("support", ""), ""), cell.get("note", "")
