"""How many organisations are in which phase, and who moved, from names and from what a source states. Pure.

Named organisations are counted by their names, so that the sum over the phases is always the number of organisations.
Stated counts stand beside them: one that another already contains is told as part of it and never added again, and one
that overlaps another otherwise is not added at all, but named as a problem.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from programmes.outcomes import listed
from programmes.phases import Move, PhaseName, PhaseQuarter, Place, Segment, Stated, SupportCount
from pssdash.reporting.quarters import Quarter


class CountError(ValueError):
    """Records that cannot be counted: an organisation in two phases of one quarter, or in a phase that is not there."""


def phase_quarter(
    quarter: Quarter,
    phases: Sequence[PhaseName],
    places: Sequence[Place],
    stated: Sequence[Stated],
    before: Sequence[Place],
) -> PhaseQuarter:
    """One quarter from its named organisations, or from its stated counts where nobody is named.

    `before` are the named organisations of the quarter before.
    """
    wholes, problems = wholes_of(stated)
    segments = named_segments(phases, places) if places else stated_segments(phases, wholes, stated)
    counted = len(places) if places else sum(whole.count for whole in wholes)
    if sum(segment.count for segment in segments) != counted:
        raise CountError(f"The phases of {quarter.short} do not add up to the {counted} organisations counted")
    return PhaseQuarter(
        quarter=quarter,
        segments=segments,
        support=supports(places, stated),
        moves=moves_since(before, places) if places and before else None,
        beside=tuple((each, _inside(each, places)) for each in stated if places and each.first is not None),
        wholes=() if places else tuple(whole.count for whole in wholes),
        problems=problems,
    )


def named_segments(phases: Sequence[PhaseName], places: Sequence[Place]) -> tuple[Segment, ...]:
    """Every phase, also one that nobody is in. An organisation is in one phase at a time."""
    if len({place.code for place in places}) != len(places):
        raise CountError("An organisation is in two phases of one quarter")
    inside: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        inside[place.phase].append(place)
    unknown = set(inside) - {phase.number for phase in phases}
    if unknown:
        raise CountError(f"There is no phase {min(unknown)}")
    return tuple(
        Segment(phase.number, phase.number, phase.label, len(inside[phase.number]), tuple(inside[phase.number]))
        for phase in phases
    )


def wholes_of(stated: Sequence[Stated]) -> tuple[tuple[Stated, ...], tuple[str, ...]]:
    """The stated counts of phases that can be added up, and what is wrong with the others."""
    wholes: list[Stated] = []
    problems = []
    for each in stated:
        if each.part_of is not None or each.first is None:
            continue
        other = next((whole for whole in wholes if _overlap(whole, each)), None)
        if other:
            problems.append(
                f"“{each.text}” ({each.count}) overlaps with “{other.text}” ({other.count}): it is not added."
            )
        else:
            wholes.append(each)
    for whole in wholes:
        inside = sum(part.count for part in _parts_of(whole, stated))
        if inside > whole.count:
            problems.append(f"The parts of “{whole.text}” come to {inside}, which is more than its {whole.count}.")
    return tuple(wholes), tuple(problems)


def stated_segments(
    phases: Sequence[PhaseName], wholes: Sequence[Stated], stated: Sequence[Stated]
) -> tuple[Segment, ...]:
    """The stated counts as parts that do not overlap: one with parts is split into these and what they leave."""
    segments = [segment for whole in wholes for segment in _split(phases, whole, _parts_of(whole, stated))]
    return tuple(sorted(segments, key=lambda segment: (segment.first, segment.last)))


def _split(phases: Sequence[PhaseName], whole: Stated, parts: Sequence[Stated]) -> Iterable[Segment]:
    """A whole whose parts are more than it is stays whole."""
    rest = whole.count - sum(part.count for part in parts)
    if not parts or rest < 0:
        yield _stated_segment(phases, whole)
        return
    for part in parts:
        yield _stated_segment(phases, part)
    if rest:
        left = [number for number in _numbers(whole) if not any(part.covers(number) for part in parts)]
        first, last = (left[0], left[-1]) if left else (whole.first or 0, whole.last or 0)
        inside = listed(f"{part.count} in {span(part.first or 0, part.last or 0).lower()}" for part in parts)
        yield Segment(
            first, last, span_label(phases, first, last), rest, text=f"{whole.count} less the {inside}.",
            where=whole.where, figure=whole.figure, is_stated=True, is_remainder=True,
        )  # fmt: skip


def _parts_of(whole: Stated, stated: Sequence[Stated]) -> list[Stated]:
    return [each for each in stated if each.part_of == whole.key]


def _numbers(each: Stated) -> range:
    return range(each.first or 0, (each.last or 0) + 1)


def _overlap(one: Stated, other: Stated) -> bool:
    return any(other.covers(number) for number in _numbers(one))


def _stated_segment(phases: Sequence[PhaseName], each: Stated) -> Segment:
    first, last = each.first or 0, each.last or 0
    label = span_label(phases, first, last)
    return Segment(first, last, label, each.count, (), each.text, each.where, each.figure, is_stated=True)


def span(first: int, last: int) -> str:
    return f"Phase {first}" if first == last else f"Phases {first} to {last}"


def span_label(phases: Sequence[PhaseName], first: int, last: int) -> str:
    """`Phase 6: Action`, or `Phases 2 to 3: Quality planning` where a stage has exactly these phases."""
    if first == last:
        return next((phase.label for phase in phases if phase.number == first), span(first, last))
    stages = {phase.stage for phase in phases if first <= phase.number <= last}
    whole = {phase.number for phase in phases if phase.stage in stages} == set(range(first, last + 1))
    return (
        f"{span(first, last)}: {stages.pop()}" if len(stages) == 1 and whole and "" not in stages else span(first, last)
    )


def supports(places: Sequence[Place], stated: Sequence[Stated]) -> tuple[SupportCount, ...]:
    """How many have which support: of the named organisations, else as stated."""
    if places:
        kinds = dict.fromkeys(place.support for place in places if place.support)
        found = {kind: tuple(place for place in places if place.support == kind) for kind in kinds}
        return tuple(SupportCount(kind, len(named), named) for kind, named in found.items())
    return tuple(
        SupportCount(each.support, each.count, (), each.text, each.where, each.figure, is_stated=True)
        for each in stated
        if each.support and each.part_of is None
    )


def moves_since(before: Sequence[Place], now: Sequence[Place]) -> tuple[Move, ...]:
    """Every organisation of either quarter, in the order of this one, then of those that left."""
    was, is_ = {place.code: place for place in before}, {place.code: place for place in now}
    return tuple(
        Move(code, (is_.get(code) or was[code]).name, _phase(was, code), _phase(is_, code))
        for code in dict.fromkeys([*is_, *was])
    )


def _phase(places: dict[str, Place], code: str) -> int | None:
    return places[code].phase if code in places else None


def _inside(stated: Stated, places: Sequence[Place]) -> int:
    return sum(stated.covers(place.phase) for place in places)


def common_spans(quarters: Iterable[PhaseQuarter]) -> list[tuple[int, int]]:
    """The smallest spans of phases by which all the quarters can be compared, in order: a quarter that knows two phases
    only together makes them one.
    """
    spans: list[tuple[int, int]] = []
    for first, last in sorted({(part.first, part.last) for each in quarters for part in each.segments}):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans


def count_within(quarter: PhaseQuarter, span: tuple[int, int]) -> int:
    """How many organisations of the quarter are in the phases of a common span."""
    return sum(part.count for part in quarter.segments if span[0] <= part.first and part.last <= span[1])
