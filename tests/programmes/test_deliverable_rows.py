"""Deliverables of a quarter: live, frozen, and what a reader gets of them."""

from dataclasses import replace
from datetime import date

import pytest

from programmes.deliverable_rows import PUBLISHED_AS, from_content, to_content
from programmes.models import DeliverableDeadlineChange
from programmes.pages.programme_tables import DeliverableTable
from programmes.quarter_deliverables import deliverable_rows
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from tests.factories.accounts import make_user
from tests.factories.programmes import (
    make_deliverable,
    make_deliverable_milestone,
    make_deliverable_update,
    make_programme,
    make_programmes_period,
    make_workstream,
    publish_programmes,
)
from tests.factories.reviews import reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return make_programmes_period("Q3 2024/25")


@pytest.fixture
def editor():
    return make_user(EDITOR)


def approve(deliverable, period, **said):
    return make_deliverable_update(deliverable, period, state="approved", approved_by=make_user(APPROVER), **said)


def test_row_without_an_approved_update_is_not_rated_and_says_how_far_the_writing_is(period, editor):
    make_deliverable_update(make_deliverable(), period)

    (row,) = deliverable_rows(period, editor)

    assert (row.computed_rag, row.has_update, row.work_state) == (Rag.NOT_RATED, False, "draft")


def test_row_is_rated_by_the_rule_from_the_approved_update(period, editor):
    approve(make_deliverable(deadline="by 31 March 2025"), period, forecast=date(2025, 5, 31), progress="Slower")

    (row,) = deliverable_rows(period, editor)

    assert (row.computed_rag, row.progress) == (Rag.AMBER, "Slower")
    assert row.milestones[0].rating.rag is Rag.AMBER


def test_row_published_before_reviewers_had_a_voice_still_opens(period, editor):
    approve(make_deliverable(), period, reported_rag="green", **reviewed(editor))
    live = deliverable_rows(period, editor)
    stored = to_content(live)
    for name in ("reviewer_rag", "reviewer_reason", "is_reviewed"):
        del stored[0][name]

    (row,) = from_content({PUBLISHED_AS: stored}, 1)

    assert (live[0].reviewer_rag, row.reviewer_rag, row.is_reviewed) == (Rag.AMBER, None, False)


def test_programmes_table_names_a_reviewer_who_differs(period, editor):
    approve(make_deliverable(), period, reported_rag="green", **reviewed(editor))

    cells = next(iter(DeliverableTable(deliverable_rows(period, editor)).rows)).items()

    assert [value.count("Reviewer: ") for column, value in cells if column.name == "reported_rag"] == [1]


def test_row_has_the_worst_of_its_milestones(period, editor):
    deliverable = make_deliverable(deadline="by 31 March 2026")
    make_deliverable_milestone(deliverable, "by 30 September 2024")
    approve(deliverable, period)

    (row,) = deliverable_rows(period, editor)

    assert [milestone.rating.rag for milestone in row.milestones] == [Rag.GREEN, Rag.RED]
    assert row.computed_rag is Rag.RED


def test_deadline_moved_by_the_quarters_end_counts_and_the_original_stays_shown(period, editor):
    milestone = make_deliverable(deadline="by 30 September 2024").milestones.get()
    DeliverableDeadlineChange.objects.create(
        milestone=milestone, old_text="by 30 September 2024", reason="Late data", agreed_by="The board",
        decided_on=date(2024, 11, 1),
        **DeliverableDeadlineChange.deadline_columns(parse_deadline("by 31 March 2025")),
    )  # fmt: skip

    (row,) = deliverable_rows(period, editor)

    assert row.milestones[0].deadline.text == "by 31 March 2025"
    assert row.milestones[0].original_deadline.text == "by 30 September 2024"
    assert [move.agreed_by for move in row.milestones[0].moves] == ["The board"]


def test_what_ended_in_the_quarter_is_shown_as_ended_and_afterwards_not_at_all(period, editor):
    ended = {"ended_quarter": period.quarter, "ended_as": "withdrawn", "ended_reason": "Out of scope"}
    make_deliverable(**ended)

    (row,) = deliverable_rows(period, editor)

    assert row.rating.sentence == "Not rated: withdrawn"
    assert row.milestones[0].status_reason == "Out of scope"
    assert deliverable_rows(make_programmes_period("Q4 2024/25", "closed"), editor) == []


def test_completed_milestone_stays_complete_in_the_next_quarter(period, editor):
    deliverable = make_deliverable()
    approve(deliverable, make_programmes_period("Q2 2024/25", "published"), status="complete")

    (row,) = deliverable_rows(period, editor)

    assert row.computed_rag is Rag.COMPLETE


def test_rows_stand_in_the_order_of_the_programmes(period, editor):
    late = make_workstream(programme=make_programme(position=2), position=1)
    early = make_workstream(programme=make_programme(position=1), position=2)
    for workstream in (late, early):
        make_deliverable(workstream=workstream)

    assert [row.workstream_slug for row in deliverable_rows(period, editor)] == [early.slug, late.slug]


def test_unpublished_quarter_has_no_rows_for_a_reader(period):
    make_deliverable()

    assert deliverable_rows(period, make_user(BOARD_MEMBER)) == []


def test_published_quarter_shows_what_was_frozen_whatever_is_changed_later(period, editor):
    deliverable = make_deliverable(summary="As it was")
    approve(deliverable, period, progress="Done by then")
    publish_programmes(period)
    deliverable.summary = "As it is"
    deliverable.save()

    (row,) = deliverable_rows(period, make_user(BOARD_MEMBER))

    assert (row.summary, row.progress, row.published_version) == ("As it was", "Done by then", 1)


def test_row_comes_back_from_what_is_published_as_it_went_in(period, editor):
    approve(make_deliverable(), period, reported_rag="red", action_due=date(2025, 1, 31), evidence="https://nhs.uk")
    rows = deliverable_rows(period, editor)

    assert from_content({PUBLISHED_AS: to_content(rows)}, 3) == [replace(row, published_version=3) for row in rows]


def test_how_far_the_writing_was_is_not_published(period, editor):
    make_deliverable_update(make_deliverable(), period)

    (published,) = to_content(deliverable_rows(period, editor))

    assert published["work_state"] == ""


def test_number_of_queries_does_not_grow(period, editor, query_count):
    def fill(number):
        for _ in range(number):
            approve(make_deliverable(), period)

    editor.has_perm("accounts.read_drafts")
    fill(3)
    few = query_count(lambda: deliverable_rows(period, editor))
    fill(12)

    assert query_count(lambda: deliverable_rows(period, editor)) == few
    assert len(deliverable_rows(period, editor)) == 15
    assert {row.quarter for row in deliverable_rows(period, editor)} == {Quarter(2024, 3)}
