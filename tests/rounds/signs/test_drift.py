"""What drifts, for how long, and how much of whom."""

import pytest

from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.rows import DelivererName
from pssdash.rounds.signs.drift import Share, chapter_of, deliverers_of, drifts, is_drifting, shares
from tests.factories.rows import QUARTER, make_row
from tests.factories.signs import make_item

RED, AMBER, GREEN, COMPLETE = Rag.RED, Rag.AMBER, Rag.GREEN, Rag.COMPLETE


def drifting(ref="SC-1.1", back=0, **fields):
    return make_row(ref, quarter=QUARTER - back, rag=RED, reported_rag=GREEN, **fields)


@pytest.mark.parametrize(
    ("reported", "computed", "expected"),
    [
        (GREEN, RED, True),
        (GREEN, AMBER, True),
        (COMPLETE, RED, True),
        (GREEN, GREEN, False),
        (GREEN, Rag.NOT_RATED, False),
        (AMBER, RED, False),
        (RED, GREEN, False),
        (None, RED, False),
    ],
)
def test_drift_is_reported_well_and_computed_not(reported, computed, expected):
    assert is_drifting(make_row(rag=computed, reported_rag=reported)) is expected


@pytest.mark.parametrize(
    ("reported", "reviewer", "expected"),
    [(GREEN, AMBER, True), (COMPLETE, RED, True), (GREEN, COMPLETE, False), (AMBER, RED, False), (None, RED, False)],
)
def test_drift_is_reported_better_than_a_reviewer_says(reported, reviewer, expected):
    row = make_row(rag=GREEN, reported_rag=reported, is_reviewed=True, reviewer_rag=reviewer)

    assert is_drifting(row) is expected


def test_drift_lasts_since_the_first_quarter_of_the_run():
    agreed = make_row(quarter=QUARTER - 2, rag=RED, reported_rag=RED)
    item = make_item(drifting(), earlier=(drifting(back=1), agreed, drifting(back=3)))

    (found,) = drifts([item])

    assert (found.quarters, found.since) == (2, Quarter(2020, 1))


def test_what_drifted_only_before_does_not_drift():
    assert drifts([make_item(make_row(rag=RED, reported_rag=RED), earlier=(drifting(back=1),))]) == []


def test_shares_count_an_item_of_two_deliverers_for_both_and_what_is_not_rated_for_none():
    north, south = DelivererName("north", "North", False), DelivererName("south", "South", True)
    items = [
        make_item(drifting("SC-1.1", deliverers=(north, south))),
        make_item(drifting("SC-1.2", deliverers=(south,))),
        make_item(make_row("SC-1.3", reported_rag=GREEN, deliverers=(north,))),
        make_item(make_row("SC-1.4", reported_rag=None, deliverers=(north,))),
    ]

    found = shares(items, drifts(items), deliverers_of)

    assert found == [Share("south", "South", 2, 2), Share("north", "North", 1, 2)]


def test_shares_leave_out_the_groups_in_which_nothing_drifts():
    items = [
        make_item(drifting("SC-1.1", theme_slug="insight", theme="Insight")),
        make_item(make_row("SC-2.1", reported_rag=GREEN)),
    ]

    assert shares(items, drifts(items), chapter_of) == [Share("insight", "Insight", 1, 1)]
