"""What publishing freezes stays as it was, whatever changes afterwards."""

from datetime import date

import pytest

from objectives.actions.publishing import publish_correction
from objectives.models import DeadlineChange, Milestone, PublishedRow
from objectives.quarter_rows import from_content, rows_for
from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag, Status
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_period, make_target, make_update, publish
from tests.factories.organisations import make_deliverer, make_region

pytestmark = pytest.mark.django_db


def approved(target, period, **fields):
    return make_update(target, period, state="approved", approved_by=make_user(APPROVER), **fields)


def move_deadline(milestone, text, decided_on):
    return DeadlineChange.objects.create(
        milestone=milestone, old_text=milestone.deadline_text, reason="Delayed", agreed_by="The board",
        decided_on=decided_on, **Milestone.deadline_columns(parse_deadline(text)),
    )  # fmt: skip


def test_a_row_reads_back_from_its_frozen_form_as_it_was():
    region = make_region(code="Y99")
    target = make_target(regions=[region], official_wording="As printed")
    move_deadline(target.milestones.get(), "by 30 June 2021", date(2020, 11, 2))
    period = make_period()
    approved(target, period, reported_rag="amber", rag_reason="Staff", action="Recruit", action_owner="Lead",
             action_due=date(2021, 1, 31), evidence="https://example.org/a\nhttps://example.org/b",
             forecast=date(2021, 5, 31))  # fmt: skip
    (row,) = rows_for(period)

    (stored,) = publish(period).published_rows.all()

    assert from_content(stored) == row.__class__(**{**row.__dict__, "published_version": 1})
    assert row.region_codes == ("Y99",) and row.links == ("https://example.org/a", "https://example.org/b")


def test_a_published_quarter_is_not_repainted_by_what_changes_later():
    deliverer = make_deliverer(name="Old name")
    target, ended = make_target(deliverers=[deliverer]), make_target()
    period = make_period()
    approved(target, period)
    publish(period)
    before = rows_for(period)

    target.summary, target.concerns_all_regions = "Reworded", False
    target.save()
    target.objective.title = "Renamed"
    target.objective.save()
    deliverer.name = "New name"
    deliverer.save()
    make_milestone(target, "by 30 September 2020")
    move_deadline(target.milestones.first(), "by 30 June 2022", date(2020, 10, 1))
    ended.ended_quarter, ended.ended_as, ended.ended_reason = Quarter(2020, 3), "withdrawn", "Not needed"
    ended.save()
    make_target()
    approved(target, make_period("Q4 2020/21"), status="complete")

    assert rows_for(period) == before


def test_a_target_without_an_update_is_published_as_such():
    make_target()

    (row,) = rows_for(publish(make_period()))

    assert not row.has_update and row.progress == ""
    assert row.rating.label == "Not rated: no update this quarter"


def test_a_published_row_cannot_be_changed_or_deleted():
    make_target()
    (stored,) = publish(make_period()).published_rows.all()

    stored.computed_rag = "green"
    for forbidden in (stored.save, stored.delete, PublishedRow.objects.all().delete):
        with pytest.raises(WrittenOnce):
            forbidden()
    with pytest.raises(WrittenOnce):
        PublishedRow.objects.update(computed_rag="green")


def test_what_was_not_approved_leaves_no_trace_in_a_published_row():
    period = make_period()
    make_update(make_target(), period, state="sent_back", sent_back_note="Give figures", progress="Half-written")

    publish(period)

    (row,) = rows_for(period)
    assert (row.has_update, row.work_state, row.progress) == (False, "", "")


def test_a_correction_stands_beside_the_row_that_it_corrects():
    target, period, approver = make_target(), make_period(), make_user(APPROVER)
    approved(target, period, status="in_progress", progress="First words")
    publish(period)
    corrected = approved(target, period, version=2, correction_reason="A figure was wrong", status="complete",
                         met_on=date(2020, 12, 1), progress="Second words")  # fmt: skip

    publish_correction(update=corrected, by=approver)

    (row,) = rows_for(period)
    assert (row.progress, row.computed_rag, row.published_version) == ("Second words", Rag.COMPLETE, 2)
    assert row.correction_reason == "A figure was wrong"
    first = from_content(PublishedRow.objects.get(version=1))
    assert (first.progress, first.computed_rag) == ("First words", Rag.AMBER)


def test_a_correction_keeps_the_promise_as_it_was_published():
    target, period = make_target(deadline="by 31 December 2020"), make_period()
    approved(target, period)
    publish(period)
    target.summary = "Reworded"
    target.save()
    move_deadline(target.milestones.get(), "by 31 December 2022", date(2020, 10, 1))
    corrected = approved(target, period, version=2, correction_reason="Late news", status="in_progress")

    publish_correction(update=corrected, by=make_user(APPROVER))

    (row,) = rows_for(period)
    assert row.summary == f"Summary of {target.ref}"
    assert row.milestones[0].deadline.end == date(2020, 12, 31)
    assert row.computed_rag == Rag.RED
    assert row.status == Status.IN_PROGRESS
