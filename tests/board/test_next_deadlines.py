"""What falls due in the next four quarters."""

from datetime import date

from pssdash.board.next_deadlines import MOST_SHOWN, next_deadlines
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Status
from tests.factories.rows import QUARTER, make_milestone_row, make_row


def refs(*rows) -> list[str]:
    return [each.row.ref for each in next_deadlines(rows, QUARTER).shown]


def test_only_the_four_quarters_after_this_one_count():
    # QUARTER ends on 30 September 2020.
    rows = [
        make_row("SC-1.1", end=date(2020, 9, 30)),
        make_row("SC-1.2", end=date(2020, 10, 1)),
        make_row("SC-1.3", end=date(2021, 9, 30)),
        make_row("SC-1.4", end=date(2021, 10, 1)),
        make_row("SC-1.5", end=None),
    ]

    assert refs(*rows) == ["SC-1.2", "SC-1.3"]


def test_what_is_complete_or_ended_is_not_due():
    milestones = [make_milestone_row(status=status) for status in (Status.COMPLETE, Status.WITHDRAWN, Status.PAUSED)]

    assert refs(make_row(milestones=tuple(milestones[:2]))) == []
    assert refs(make_row(milestones=tuple(milestones))) == ["SC-1.1"]


def test_the_earliest_comes_first_and_each_milestone_counts():
    two = (make_milestone_row(date(2021, 6, 30)), make_milestone_row(date(2020, 12, 31)))

    assert refs(make_row("SC-1.1", milestones=two), make_row("SC-1.2", end=date(2021, 3, 31))) == [
        "SC-1.1", "SC-1.2", "SC-1.1"
    ]  # fmt: skip


def test_a_long_list_is_cut_and_says_so_and_leads_to_the_rest():
    rows = [make_row(f"SC-1.{place}", end=date(2021, 3, 31)) for place in range(1, MOST_SHOWN + 3)]

    deadlines = next_deadlines(rows, QUARTER)

    assert (len(deadlines.shown), deadlines.total) == (MOST_SHOWN, MOST_SHOWN + 2)
    assert deadlines.quarters == ((Quarter(2020, 4), "/objectives/?quarter=2020-21-q2&due=2020-21-q4"),)
