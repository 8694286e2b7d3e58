"""What falls due in the next four quarters, and who has to meet it."""

from datetime import date

import pytest

from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Status
from pssdash.reporting.updates.rows import DelivererName
from pssdash.rounds.signs.ahead import dues, loads, quarters_after
from pssdash.rounds.signs.items import Working
from tests.factories.rows import make_milestone_row, make_row
from tests.factories.signs import make_item

QUARTERS = quarters_after(Quarter(2020, 2))
NORTH, SOUTH = DelivererName("north", "North", False), DelivererName("south", "South", False)


def item(*milestones, deliverers=(NORTH,), **fields):
    return make_item(make_row(milestones=milestones, deliverers=deliverers), **fields)


def test_quarters_are_the_four_after_the_one_shown():
    assert [quarter.short for quarter in QUARTERS] == ["Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 9, 30), 0),
        (date(2020, 10, 1), 1),
        (date(2021, 9, 30), 1),
        (date(2021, 10, 1), 0),
        (None, 0),
    ],
)
def test_deadlines_from_the_first_to_the_last_day_of_the_quarters_are_ahead(day, expected):
    assert len(dues([item(make_milestone_row(day))], QUARTERS)) == expected


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.SUPERSEDED, Status.WITHDRAWN])
def test_what_is_over_is_not_ahead(status):
    assert dues([item(make_milestone_row(date(2020, 12, 31), status=status))], QUARTERS) == []


def test_what_a_draft_says_is_complete_is_not_ahead():
    milestone = make_milestone_row(date(2020, 12, 31), status=None)

    assert dues([item(milestone, working=Working(statuses={milestone.id: Status.COMPLETE}))], QUARTERS) == []


def test_a_forecast_brings_in_what_has_passed_its_deadline_or_has_none():
    late = make_milestone_row(date(2020, 3, 31), forecast=date(2020, 12, 1))
    open_ended = make_milestone_row(None, forecast=date(2020, 11, 1))
    first = make_milestone_row(date(2020, 10, 31))

    found = dues([item(open_ended), item(first), item(late)], QUARTERS)

    assert [due.milestone for due in found] == [late, first, open_ended]
    assert [due.is_forecast_late for due in found] == [True, False, False]


def test_loads_count_for_each_deliverer_and_once_for_all():
    both = item(make_milestone_row(date(2020, 12, 31), forecast=date(2021, 1, 31)), deliverers=(NORTH, SOUTH))
    one = item(make_milestone_row(date(2020, 11, 30)), make_milestone_row(date(2021, 9, 30)), deliverers=(SOUTH,))
    nobody = item(make_milestone_row(date(2021, 6, 30)), deliverers=())

    found = loads(dues([both, one, nobody], QUARTERS), QUARTERS)

    assert [(load.name, [(cell.due, cell.forecast) for cell in load.cells]) for load in found] == [
        ("All deliverers", [(2, 0), (0, 1), (1, 0), (1, 0)]),
        ("South", [(2, 0), (0, 1), (0, 0), (1, 0)]),
        ("Nobody named", [(0, 0), (0, 0), (1, 0), (0, 0)]),
        ("North", [(1, 0), (0, 1), (0, 0), (0, 0)]),
    ]
