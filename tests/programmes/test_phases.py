"""Counting organisations by phase: from names, and from what a source states without names."""

from dataclasses import replace

import pytest

from programmes.phase_counting import (
    CountError,
    common_spans,
    count_within,
    moves_since,
    phase_quarter,
    span_label,
)
from programmes.phases import Direction, PhaseName, Place, Stated
from pssdash.reporting.quarters import Quarter

Q2 = Quarter(2024, 2)
PHASES = [
    PhaseName(1), PhaseName(2, "", "Quality planning"), PhaseName(3, "Mapping", "Quality planning"),
    PhaseName(4, "Action planning", "Quality improvement"), PhaseName(5, "", "Quality improvement"),
    PhaseName(6, "Action", "Quality improvement"), PhaseName(7, "Sustaining"),
]  # fmt: skip
PLANNING = Stated(1, 3, "In quality planning", 2, 3, supporters=2)
IMPROVING = Stated(2, 23, "In quality improvement", 4, 6)
ACTING = Stated(3, 15, "Carry out their plan", 6, 6, part_of=2)
SUSTAINING = Stated(4, 3, "Make it last", 7, 7)
FULL, LIGHT = Stated(5, 28, "Full support", support="full"), Stated(6, 3, "Light touch", support="light_touch")
REPORT = [PLANNING, IMPROVING, ACTING, SUSTAINING, FULL, LIGHT]


def place(code, phase, support=""):
    return Place(code, f"ICB {code}", phase, support)


def counted(places=(), stated=(), before=()):
    return phase_quarter(Q2, PHASES, places, stated, before)


def test_stated_counts_are_added_once_and_a_part_never_again():
    found = counted(stated=REPORT)

    assert [(segment.label, segment.count) for segment in found.segments] == [
        ("Phases 2 to 3: Quality planning", 3), ("Phases 4 to 5", 8), ("Phase 6: Action", 15),
        ("Phase 7: Sustaining", 3),
    ]  # fmt: skip
    assert found.total == 29 and found.is_stated
    assert all(segment.not_named == segment.count for segment in found.segments)


def test_what_a_part_leaves_of_its_whole_is_told_as_that():
    rest = counted(stated=REPORT).segments[1]

    assert rest.is_remainder and rest.text == "23 less the 15 in phase 6."


def test_support_and_phases_that_come_to_different_numbers_are_shown_as_a_contradiction():
    found = counted(stated=REPORT)

    assert found.supported == 31
    assert found.contradiction == (
        "The counts by support come to 31 (28 + 3), those by phase to 29 (3 + 23 + 3). "
        "Both cannot be the number of organisations."
    )


def test_support_that_fits_the_phases_is_no_contradiction():
    fitting = [*REPORT[:4], replace(FULL, count=26), LIGHT]

    assert counted(stated=fitting).contradiction == ""


def test_stated_counts_that_overlap_without_being_parts_are_not_added():
    found = counted(stated=[IMPROVING, replace(ACTING, part_of=None)])

    assert found.total == 23
    assert found.problems == (
        "“Carry out their plan” (15) overlaps with “In quality improvement” (23): it is not added.",
    )


def test_parts_that_are_more_than_their_whole_leave_it_whole():
    found = counted(stated=[IMPROVING, replace(ACTING, count=24)])

    assert [(segment.first, segment.last, segment.count) for segment in found.segments] == [(4, 6, 23)]
    assert found.problems == ("The parts of “In quality improvement” come to 24, which is more than its 23.",)


def test_parts_that_are_the_whole_leave_nothing():
    found = counted(stated=[IMPROVING, ACTING, replace(ACTING, key=7, first=4, last=5, count=8)])

    assert [segment.count for segment in found.segments] == [8, 15]


def test_named_organisations_are_counted_in_every_phase():
    found = counted([place("A", 3), place("B", 6), place("C", 6)])

    assert [segment.count for segment in found.segments] == [0, 0, 1, 0, 0, 2, 0]
    assert found.total == 3 and not found.is_stated
    assert [each.code for each in found.segments[5].named] == ["B", "C"]


def test_stated_counts_stand_beside_the_named_organisations():
    found = counted([place("A", 3), place("B", 6)], REPORT)

    assert found.total == 2
    assert [(each.count, inside) for each, inside in found.beside] == [(3, 1), (23, 1), (15, 1), (3, 0)]


def test_an_organisation_in_two_phases_cannot_be_counted():
    with pytest.raises(CountError, match="two phases"):
        counted([place("A", 3), place("A", 6)])


def test_a_phase_that_is_not_there_cannot_be_counted():
    with pytest.raises(CountError, match="no phase 9"):
        counted([place("A", 9)])


def test_moves_are_forward_back_and_none_and_tell_who_joined_and_who_left():
    before = [place("A", 3), place("B", 6), place("C", 4), place("D", 2)]

    moves = moves_since(before, [place("A", 4), place("B", 3), place("C", 4), place("E", 2)])

    assert {move.code: move.direction for move in moves} == {
        "A": Direction.FORWARD, "B": Direction.BACK, "C": Direction.STAYED, "E": Direction.JOINED,
        "D": Direction.LEFT,
    }  # fmt: skip


def test_moves_are_not_known_where_nobody_was_named_before():
    assert counted([place("A", 3)]).moves is None
    assert counted(stated=REPORT, before=[place("A", 3)]).moves is None


def test_support_of_named_organisations_is_counted_by_their_names():
    found = counted([place("A", 3, "full"), place("B", 6, "full"), place("C", 6, "light_touch"), place("D", 6)], REPORT)

    assert [(each.support, each.count) for each in found.support] == [("full", 2), ("light_touch", 1)]
    assert found.contradiction == ""


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [(6, 6, "Phase 6: Action"), (1, 1, "Phase 1"), (2, 3, "Phases 2 to 3: Quality planning"), (4, 5, "Phases 4 to 5")],
)
def test_a_span_takes_the_name_of_a_stage_only_where_it_is_all_of_it(first, last, label):
    assert span_label(PHASES, first, last) == label


def test_a_quarter_without_records_counts_nobody():
    found = counted()

    assert (found.total, found.segments[0].count if found.segments else 0, found.contradiction) == (0, 0, "")


def test_quarters_are_compared_by_the_smallest_spans_that_all_of_them_know():
    quarters = [counted(stated=REPORT), counted([place("A", 2), place("B", 3), place("C", 4), place("D", 7)])]

    spans = common_spans(quarters)

    assert spans == [(1, 1), (2, 3), (4, 5), (6, 6), (7, 7)]
    assert [[count_within(quarter, span) for span in spans] for quarter in quarters] == [
        [0, 3, 8, 15, 3], [0, 2, 1, 0, 1],
    ]  # fmt: skip


def test_spans_that_overlap_in_different_quarters_become_one():
    quarters = [counted(stated=[IMPROVING]), counted(stated=[replace(PLANNING, last=4)])]

    assert common_spans(quarters) == [(2, 6)]
