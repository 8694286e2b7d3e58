"""Rows of an open quarter: drawn from the records, with the ratings of DESIGN.md."""

from datetime import date

import pytest

from objectives.live_rows import live_rows
from objectives.quarter_rows import rows_for
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag, Status
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_objective, make_period, make_target, make_update, publish
from tests.objectives.test_publishing import approved, move_deadline

pytestmark = pytest.mark.django_db


def test_only_an_approved_national_update_counts():
    target, period = make_target(), make_period()
    make_update(target, period, state="submitted", status="complete")

    (row,) = live_rows(period)

    assert not row.has_update and row.work_state == "submitted"
    assert row.rating.label == "Not rated: no update this quarter"


def test_a_complete_milestone_stays_complete_and_says_since_when():
    target, before = make_target(), make_period("Q2 2020/21")
    approved(target, before, status="complete", met_on=date(2020, 9, 1))
    publish(before)

    (row,) = live_rows(make_period("Q3 2020/21"))

    assert row.computed_rag == Rag.COMPLETE and not row.has_update
    assert "Q2 2020/21 (Jul–Sep 2020)" in row.rating.sentence
    assert row.milestones[0].met_on == date(2020, 9, 1)


def test_a_milestone_that_was_only_in_progress_is_not_carried_forward():
    target, before = make_target(), make_period("Q2 2020/21")
    approved(target, before, forecast=date(2021, 2, 1))
    publish(before)

    (row,) = live_rows(make_period("Q3 2020/21"))

    assert row.status is None and row.milestones[0].forecast is None


def test_a_later_update_reopens_what_was_complete():
    target, before, period = make_target(), make_period("Q2 2020/21"), make_period("Q3 2020/21")
    approved(target, before, status="complete")
    approved(target, period, status="in_progress")

    (row,) = live_rows(period)

    assert row.status == Status.IN_PROGRESS and row.computed_rag != Rag.COMPLETE


@pytest.mark.parametrize(("decided_on", "end"), [
    (date(2020, 12, 31), date(2021, 6, 30)), (date(2021, 1, 1), date(2021, 3, 31)),
])  # fmt: skip
def test_a_move_counts_from_the_quarter_in_which_it_was_decided(decided_on, end):
    target = make_target(deadline="by 31 March 2021")
    move_deadline(target.milestones.get(), "by 30 June 2021", decided_on)

    (row,) = live_rows(make_period("Q3 2020/21"))

    assert row.milestones[0].deadline.end == end
    assert row.milestones[0].original_deadline.end == date(2021, 3, 31)
    assert len(row.milestones[0].moves) == (end == date(2021, 6, 30))


def test_the_last_decided_move_is_in_force_whatever_was_recorded_last():
    target = make_target(deadline="by 31 March 2021")
    milestone = target.milestones.get()
    move_deadline(milestone, "by 30 September 2021", date(2020, 12, 1))
    move_deadline(milestone, "by 30 June 2021", date(2020, 11, 1))

    (row,) = live_rows(make_period("Q3 2020/21"))

    assert row.milestones[0].deadline.end == date(2021, 9, 30)


def test_a_withdrawn_target_shows_in_its_last_quarter_and_is_gone_after():
    target = make_target(ended_quarter=Quarter(2020, 3), ended_as="withdrawn", ended_reason="Not needed")

    (row,) = live_rows(make_period("Q3 2020/21"))

    assert row.ref == target.ref and row.rating.label == "Not rated: withdrawn"
    assert live_rows(make_period("Q4 2020/21")) == []


def test_a_target_of_a_withdrawn_objective_is_withdrawn_with_it():
    objective = make_objective(ended_quarter=Quarter(2020, 3), ended_as="superseded", ended_reason="Merged")
    make_target(objective=objective)

    (row,) = live_rows(make_period("Q3 2020/21"))

    assert row.rating.label == "Not rated: withdrawn"


def test_a_target_counts_from_its_first_quarter():
    make_target(from_quarter=Quarter(2020, 4))

    assert live_rows(make_period("Q3 2020/21")) == []


def test_the_target_has_the_worst_rating_of_its_milestones():
    target = make_target(deadline="by 30 June 2021")
    make_milestone(target, "by 30 September 2020")
    period = make_period("Q3 2020/21")
    approved(target, period)

    (row,) = live_rows(period)

    assert [milestone.rating.rag for milestone in row.milestones] == [Rag.GREEN, Rag.RED]
    assert row.computed_rag == Rag.RED and row.is_overdue
    assert row.next_deadline == date(2020, 9, 30)


def test_a_reported_red_makes_an_exception_of_a_computed_green():
    target, period = make_target(deadline="by 30 September 2021"), make_period()
    approved(target, period, reported_rag="red")

    (row,) = live_rows(period)

    assert row.computed_rag == Rag.GREEN
    assert row.is_exception and row.worst_rag == Rag.RED


def test_the_search_text_holds_titles_targets_commitments_and_notes():
    target, period = make_target(summary="Train Everybody"), make_period()
    approved(target, period, progress="Half of Trusts")

    (row,) = live_rows(period)

    for words in ("train everybody", "half of trusts", target.objective.title.lower(), "commitment 1"):
        assert words in row.search_text


@pytest.mark.parametrize("is_published", [False, True])
def test_the_number_of_queries_does_not_grow_with_the_targets(query_count, is_published):
    def fill(period, number):
        for _ in range(number):
            target = make_target()
            make_milestone(target)
            approved(target, period)
        return publish(period) if is_published else period

    make_user(APPROVER)
    few, many = fill(make_period("Q2 2020/21"), 3), fill(make_period("Q3 2020/21"), 27)

    assert query_count(lambda: rows_for(few)) == query_count(lambda: rows_for(many))


def test_what_had_started_is_not_rated_as_though_it_had_not_when_a_quarter_says_nothing():
    target, before = make_target(deadline="from Q2 2019/20"), make_period("Q2 2020/21")
    approved(target, before, status="in_progress")
    publish(before)

    (row,) = live_rows(make_period("Q3 2020/21"))

    assert row.status is None
    assert row.rating.label == "Not rated: no date set"
