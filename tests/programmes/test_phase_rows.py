"""The phase tracker from the records."""

import pytest

from programmes.models import PhaseFramework
from programmes.phase_rows import framework_rows
from programmes.phases import Direction
from tests.factories.organisations import make_icb, make_region
from tests.factories.programme_pages import Q2, Q3, make_framework, make_stated, make_stated_count, place

pytestmark = pytest.mark.django_db


def rows(until=Q3):
    return framework_rows(list(PhaseFramework.objects.select_related("workstream", "source")), until)


def test_every_quarter_up_to_the_one_asked_for_is_there_oldest_first():
    framework, icb = make_framework(), make_icb(make_region())
    place(framework, icb, 2, Q3)
    place(framework, icb, 1, Q2)

    (row,) = rows(Q3)

    assert [each.quarter for each in row.quarters] == [Q2, Q3]
    assert [each.quarter for each in rows(Q2)[0].quarters] == [Q2]


def test_moves_are_told_since_the_quarter_before():
    framework, region = make_framework(), make_region()
    forward, back = make_icb(region), make_icb(region)
    for icb, before, now in ((forward, 1, 3), (back, 3, 2)):
        place(framework, icb, before, Q2)
        place(framework, icb, now, Q3)

    latest = rows()[0].latest

    assert {move.code: move.direction for move in latest.moves} == {
        forward.code: Direction.FORWARD, back.code: Direction.BACK,
    }  # fmt: skip
    assert latest.total == 2


def test_a_stated_count_knows_its_parts_and_where_it_is_stated():
    framework = make_framework()
    whole = make_stated_count(framework, 23, first=1, last=2)
    make_stated_count(framework, 15, first=2, part_of=whole)
    make_stated(15, stated_count=whole, slug="collaboratives")
    make_stated(23, stated_count=whole, slug="boards")

    quarter = rows()[0].latest

    assert [(part.count, part.is_remainder) for part in quarter.segments] == [(8, True), (15, False)]
    assert quarter.segments[0].figure == "boards"
    assert quarter.total == 23


def test_a_quarter_of_which_nothing_is_known_is_left_out():
    make_framework()

    assert rows()[0].quarters == ()


def test_queries_do_not_grow_with_frameworks_and_organisations(query_count):
    region = make_region()

    def make(number):
        for _ in range(number):
            framework = make_framework()
            make_stated_count(framework, 5, first=1)
            place(framework, make_icb(region), 1)

    def read():
        related = PhaseFramework.objects.select_related("workstream", "source").prefetch_related("phases")
        framework_rows(list(related), Q3)

    make(1)
    few = query_count(read)
    make(5)

    assert query_count(read) == few
