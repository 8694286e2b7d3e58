"""The phase tracker: who is in which phase in a quarter, who moved, and what the source states without names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from programmes.charts import Chart
from programmes.models import Position
from programmes.pages.figure_charts import phase_chart
from programmes.pages.programme_links import figures_url, stated_url
from programmes.phase_counting import span
from programmes.phases import Direction, Move, PhaseQuarter, Place, Segment, Stated, SupportCount
from programmes.rows import FrameworkRow, ProgrammePage
from pssdash.reporting.quarters import Quarter
from pssdash.ui.exports import file_response


@dataclass(frozen=True)
class Named:
    """One organisation of a list, and how it moved since the quarter before."""

    name: str
    support: str
    note: str
    moved: str


@dataclass(frozen=True)
class SegmentView:
    """A count with the list behind it. `share` is its part of all in hundredths."""

    label: str
    count: int
    share: float
    text: str
    where: str
    url: str
    is_stated: bool
    named: tuple[Named, ...]
    not_named: int


@dataclass(frozen=True)
class MoveGroup:
    """All that moved in one way."""

    heading: str
    moves: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PhasePage:
    """The tracker in one quarter. `moves` is None where the movements cannot be known; `why_no_moves` says why."""

    row: FrameworkRow
    quarter: PhaseQuarter | None
    segments: tuple[SegmentView, ...]
    support: tuple[SegmentView, ...]
    beside: tuple[tuple[str, int, int], ...]
    moves: tuple[MoveGroup, ...] | None
    why_no_moves: str
    chart: Chart | None
    support_chart: Chart | None
    stated_url: str


HEADINGS = {
    Direction.FORWARD: "Moved forward",
    Direction.BACK: "Went back",
    Direction.JOINED: "Joined",
    Direction.LEFT: "Left",
    Direction.STAYED: "Stayed where they were",
}


def build_phases(page: ProgrammePage, framework: FrameworkRow) -> PhasePage:
    """The framework in the quarter of the page, with the quarters before it in its charts."""
    quarter = next((each for each in framework.quarters if each.quarter == page.quarter), None)
    moves = quarter.moves if quarter else None
    return PhasePage(
        row=framework,
        quarter=quarter,
        segments=tuple(segment_view(page, each, quarter) for each in quarter.segments) if quarter else (),
        support=tuple(support_view(page, each, quarter) for each in quarter.support) if quarter else (),
        beside=tuple(beside_line(stated, named) for stated, named in quarter.beside) if quarter else (),
        moves=move_groups(moves) if moves is not None else None,
        why_no_moves=why_no_moves(framework, quarter),
        chart=phase_chart(page, framework, id="phases-chart"),
        support_chart=phase_chart(page, framework, by_support=True, id="support-chart"),
        stated_url=f"{figures_url(page)}&workstream={framework.workstream_slug}&contradicted=yes",
    )


def segment_view(page: ProgrammePage, part: Segment, quarter: PhaseQuarter) -> SegmentView:
    return SegmentView(
        label=part.label, count=part.count, share=share(part.count, quarter.total), text=part.text, where=part.where,
        url=stated_url(page, part.figure) if part.figure else "", is_stated=part.is_stated,
        named=names(part.named, quarter.moves), not_named=part.not_named,
    )  # fmt: skip


def support_view(page: ProgrammePage, part: SupportCount, quarter: PhaseQuarter) -> SegmentView:
    return SegmentView(
        label=support_label(part.support), count=part.count, share=share(part.count, quarter.supported),
        text=part.text, where=part.where, url=stated_url(page, part.figure) if part.figure else "",
        is_stated=part.is_stated, named=names(part.named, None), not_named=part.count - len(part.named),
    )  # fmt: skip


def share(count: int, total: int) -> float:
    return round(100 * count / total, 1) if total else 0.0


def names(places: Iterable[Place], moves: Iterable[Move] | None) -> tuple[Named, ...]:
    by_code = {move.code: move for move in moves or ()}
    return tuple(
        Named(
            place.name,
            support_label(place.support),
            place.note,
            moved_in_words(by_code[place.code]) if place.code in by_code else "",
        )
        for place in places
    )


def moved_in_words(move: Move) -> str:
    """`forward from phase 3`; nothing for one that stayed."""
    if move.direction is Direction.JOINED:
        return "new this quarter"
    if move.direction is Direction.STAYED:
        return ""
    return f"{'forward' if move.direction is Direction.FORWARD else 'back'} from phase {move.before}"


def move_groups(moves: Sequence[Move]) -> tuple[MoveGroup, ...]:
    """Every way to move, also those that nobody took."""
    return tuple(
        MoveGroup(
            heading,
            tuple((move.name, path_of(move)) for move in moves if move.direction is direction),
        )
        for direction, heading in HEADINGS.items()
    )


def path_of(move: Move) -> str:
    if move.before is None or move.now is None:
        return f"phase {move.now or move.before}"
    return f"phase {move.before}" if move.before == move.now else f"phase {move.before} to phase {move.now}"


def why_no_moves(framework: FrameworkRow, quarter: PhaseQuarter | None) -> str:
    if quarter is None:
        return "Nothing is known of this quarter."
    if quarter.is_stated:
        return f"The source names no {framework.kind_plural}, so nobody’s way can be followed."
    return f"No {framework.kind_plural} are named for {quarter.quarter.previous}, the quarter before."


def beside_line(stated: Stated, named: int) -> tuple[str, int, int]:
    return f"{span(stated.first or 0, stated.last or 0)}: {stated.text}", stated.count, named


EXPORTED = [
    "quarter", "counted_by", "phase_first", "phase_last", "phase", "support", "count", "organisation_code",
    "organisation", "source",
]  # fmt: skip
NOBODY = ("", "Not named in the source")


def phase_response(framework: FrameworkRow, quarter: Quarter, file_format: str) -> HttpResponse:
    """Every quarter up to this one: a line for each named organisation, and one for each stated count. Counts by phase
    and by support count the same organisations, so `counted_by` keeps them apart.
    """
    lines = [line for each in framework.quarters for line in lines_of(each)]
    return file_response(EXPORTED, lines, file_format, f"{framework.slug}-{quarter.slug}")


def lines_of(quarter: PhaseQuarter) -> Iterable[list[Any]]:
    for part in quarter.segments:
        by_phase = [str(quarter.quarter), "phase", part.first, part.last, part.label]
        for place in part.named:
            yield [*by_phase, support_label(place.support), 1, place.code, place.name, ""]
        if part.not_named:
            yield [*by_phase, "", part.not_named, *NOBODY, part.where]
    for each in quarter.support:
        if each.is_stated:
            by_support = [str(quarter.quarter), "support", None, None, "", support_label(each.support)]
            yield [*by_support, each.count, *NOBODY, each.where]


def support_label(support: str) -> str:
    return Position.Support(support).label if support else ""
