"""What a list of phases would make of the tracker: its counts before and after, and how readers will see it."""

from dataclasses import dataclass
from typing import Any

from programmes.assignments import PhaseAssignment
from programmes.models import PhaseReturn
from programmes.pages.phase_page import PhasePage, build_phases
from programmes.phase_counting import common_spans, count_within, span_label
from programmes.phase_rows import framework_rows, with_places
from programmes.phases import PhaseName, PhaseQuarter, Place
from programmes.rows import FrameworkRow, ProgrammePage
from pssdash.organisations.models import Organisation
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class CountLine:
    """The organisations in one phase, or in phases that one of the two quarters knows only together."""

    label: str
    before: int
    after: int

    @property
    def change(self) -> str:
        """`+2`, `−1`; `–` where it stays."""
        difference = self.after - self.before
        return f"{'+' if difference > 0 else '−'}{abs(difference)}" if difference else "–"


@dataclass(frozen=True)
class PhasePreview:
    """`before` says of when the counts before are, "" where there are none; `tracker` is the page as it will be."""

    before: str
    lines: tuple[CountLine, ...]
    tracker: PhasePage

    @property
    def all_of_them(self) -> CountLine:
        return CountLine("All", sum(line.before for line in self.lines), sum(line.after for line in self.lines))


def draw_phases(assignment: PhaseAssignment, entry: PhaseReturn) -> dict[str, Any]:
    """What the phase tracker will show of the list."""
    framework, quarter = assignment.framework, assignment.period.quarter
    (now,) = framework_rows([framework], quarter)
    then = with_places(framework, quarter, places_in(entry))
    before, after = last_known(now, quarter), last_known(then, quarter)
    preview = PhasePreview(
        before=before_in_words(before, quarter),
        lines=tuple(count_lines(then.phases, before, after)) if before and after else (),
        tracker=build_phases(page_around(assignment, then), then),
    )
    return {"preview": preview}


def places_in(entry: PhaseReturn) -> list[Place]:
    """Who the list puts where, in the order of the tracker."""
    cells = {code: cell for code, cell in entry.cells.items() if cell.get("phase")}
    organisations = Organisation.objects.filter(code__in=cells).order_by("short_name", "pk")
    found = [(each, cells[each.code]) for each in organisations]
    return [
        Place(each.code, each.short_name, int(cell["phase"]), cell.get("support", ""), cell.get("note", ""))
        for each, cell in found
    ]


def last_known(framework: FrameworkRow, quarter: Quarter) -> PhaseQuarter | None:
    """This quarter as far as it is known, else the last before it."""
    return next((each for each in reversed(framework.quarters) if each.quarter <= quarter), None)


def before_in_words(before: PhaseQuarter | None, quarter: Quarter) -> str:
    """`Q1 2024/25`, or `Approved so far` where the list corrects one of this quarter."""
    if before is None:
        return ""
    return "Approved so far" if before.quarter == quarter else before.quarter.short


def count_lines(phases: tuple[PhaseName, ...], before: PhaseQuarter, after: PhaseQuarter) -> list[CountLine]:
    return [
        CountLine(span_label(phases, *span), count_within(before, span), count_within(after, span))
        for span in common_spans([before, after])
    ]


def page_around(assignment: PhaseAssignment, framework: FrameworkRow) -> ProgrammePage:
    """A programme's page with the framework alone: the tracker takes its quarter and its links from it."""
    programme = assignment.framework.workstream.programme
    return ProgrammePage(
        slug=programme.slug, name=programme.name, acronym=programme.acronym, purpose=programme.purpose,
        position=programme.position, quarter=assignment.period.quarter, source="", frameworks=(framework,),
    )  # fmt: skip
