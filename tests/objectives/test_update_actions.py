"""Saving, submitting, reviewing and correcting an update."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives.actions.updates import (
    approve_update,
    find_update,
    save_update,
    send_back_update,
    start_correction,
    submit_update,
)
from objectives.models import ProgressUpdate, PublishedRow, UpdateRevision
from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Incomplete, Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_period, make_target, publish
from tests.factories.organisations import make_england

pytestmark = pytest.mark.django_db

BLANK = {
    "progress": "", "reported_rag": "", "rag_reason": "", "action": "", "action_owner": "", "action_due": None,
    "evidence": "",
}  # fmt: skip
LINE = {"status": "complete", "status_reason": "", "forecast_text": "", "forecast": None, "met_on": None}


def save(target, period, by, *, progress="Done", base=None, line=LINE, **words):
    """Save as the form does, from what is there now unless `base` says otherwise."""
    england = make_england()
    if base is None:
        base = last_revision(find_update(target, period, england))
    lines = {milestone.pk: line for milestone in target.milestones.all()}
    return save_update(
        target=target, period=period, organisation=england, by=by, words={**BLANK, "progress": progress, **words},
        lines=lines, base=base,
    )  # fmt: skip


def submit(target, period, by, **what):
    saved = save(target, period, by, **what)
    return submit_update(update=saved.entry, by=by, base=saved.base)


def approve(target, period, by, **what):
    """An update written by `by` and approved by somebody else."""
    update = submit(target, period, by, **what)
    return approve_update(update=update, by=make_user(APPROVER), base=last_revision(update))


@pytest.fixture
def target():
    return make_target(deadline="by 31 March 2022")


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def editor():
    return make_user(EDITOR)


@pytest.fixture
def approver():
    return make_user(APPROVER)


def test_first_save_makes_a_draft_with_its_revision(target, period, editor):
    saved = save(target, period, editor, progress="Written", action_due=date(2021, 1, 31))

    revision = UpdateRevision.objects.get()
    assert saved.entry.state == EntryState.DRAFT
    assert revision.saved_by == editor
    assert revision.content == saved.entry.content()
    assert revision.content["action_due"] == "2021-01-31"
    assert saved.base == revision.pk


def test_save_writes_the_changed_fields_to_the_trail(target, period, editor):
    save(target, period, editor, progress="First")

    save(target, period, editor, progress="Second")

    event = AuditEvent.objects.filter(action="saved").first()
    assert event.by == editor
    assert event.subject == f"objective/{target.objective.ref}"
    assert event.item_key == f"{target.ref} 2020-21-q3 ENG v1"
    assert event.changes == [{"field": "Progress", "before": "First", "after": "Second"}]


def test_trail_names_the_milestone_where_there_are_several(target, period, editor):
    make_milestone(target, "by 30 June 2021")
    save(target, period, editor)

    save(target, period, editor, line={**LINE, "status": "paused"})

    fields = [change["field"] for change in AuditEvent.objects.filter(action="saved").first().changes]
    assert fields == ["Milestone 1: Status", "Milestone 2: Status"]


def test_save_takes_as_many_queries_for_one_milestone_as_for_five(target, period, editor):
    many = make_target()
    for _ in range(4):
        make_milestone(many)
    counts = []
    for each in (target, many):
        save(each, period, editor)
        with CaptureQueriesContext(connection) as captured:
            save(each, period, editor, progress="More", line=LINE | {"status_reason": "New"})
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_saving_the_same_again_leaves_no_trace(target, period, editor):
    save(target, period, editor)

    save(target, period, editor)

    assert UpdateRevision.objects.count() == 1
    assert AuditEvent.objects.filter(action="saved").count() == 1


def test_unchanged_save_leaves_a_submitted_update_submitted(target, period, editor):
    submit(target, period, editor)

    saved = save(target, period, editor)

    assert saved.entry.state == EntryState.SUBMITTED


def test_changing_a_submitted_update_makes_it_a_draft_and_says_so_in_the_trail(target, period, editor):
    submit(target, period, editor)

    saved = save(target, period, editor, progress="Changed")

    changes = AuditEvent.objects.filter(action="saved").first().changes
    assert saved.entry.state == EntryState.DRAFT
    assert {"field": "State", "before": "submitted", "after": "draft"} in changes


def test_second_writer_keeps_both_texts(target, period, editor):
    base = save(target, period, editor, progress="Old").base
    theirs = save(target, period, make_user(EDITOR), progress="Theirs", base=base)

    saved = save(target, period, editor, progress="Mine", base=base)

    assert saved.theirs.content["progress"] == "Theirs"
    assert saved.ours.content["progress"] == "Mine"
    assert saved.ours.outcome == UpdateRevision.Outcome.CONFLICT
    assert saved.base == theirs.base
    assert find_update(target, period, make_england()).progress == "Theirs"


def test_text_kept_aside_is_in_the_trail(target, period, editor):
    save(target, period, editor, progress="Theirs")

    save(target, period, editor, progress="Mine", base=0)

    event = AuditEvent.objects.first()
    assert (event.action, event.by) == ("text kept aside", editor)


def test_keeping_mine_saves_it_over_theirs(target, period, editor):
    save(target, period, make_user(EDITOR), progress="Theirs")
    met = save(target, period, editor, progress="Mine", base=0)

    saved = save(target, period, editor, progress="Mine", base=met.base)

    texts = [revision.content["progress"] for revision in UpdateRevision.objects.order_by("number")]
    assert saved.ours is None
    assert saved.entry.progress == "Mine"
    assert texts == ["Theirs", "Mine", "Mine"]


def test_two_writers_of_the_same_text_do_not_meet(target, period, editor):
    save(target, period, make_user(EDITOR), progress="Alike")

    saved = save(target, period, editor, progress="Alike", base=0)

    assert saved.ours is None
    assert UpdateRevision.objects.count() == 1


def test_form_of_one_version_does_not_fit_the_next(target, period, editor):
    base = save(target, period, editor, progress="Version 1").base
    update = approve(target, period, editor, progress="Version 1")
    start_correction(update=update, by=editor, reason="A wrong figure")

    saved = save(target, period, editor, progress="Typed into the old form", base=base)

    assert saved.ours is not None


@pytest.mark.parametrize("state", [ReportingPeriod.State.CLOSED, ReportingPeriod.State.PUBLISHED])
def test_quarter_that_is_not_open_takes_no_save(target, editor, state):
    period = make_period("Q3 2020/21", state)

    with pytest.raises(Refused, match=f"Q3 2020/21 is {state.value}"):
        save(target, period, editor)

    assert not ProgressUpdate.objects.exists()


def test_quarter_that_closed_since_takes_no_submission(target, period, editor):
    saved = save(target, period, editor)
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    with pytest.raises(Refused, match="is closed"):
        submit_update(update=saved.entry, by=editor, base=saved.base)


def test_submission_lists_what_is_missing(target, period, editor):
    saved = save(target, period, editor, progress="", line={**LINE, "status": ""})

    with pytest.raises(Incomplete) as refused:
        submit_update(update=saved.entry, by=editor, base=saved.base)

    assert list(refused.value.problems) == ["progress", f"line-{target.milestones.get().pk}-status"]
    assert find_update(target, period, make_england()).state == EntryState.DRAFT


def test_submission_needs_a_line_for_a_milestone_added_since_the_draft(target, period, editor):
    saved = save(target, period, editor)
    added = make_milestone(target, "by 31 March 2022")

    with pytest.raises(Incomplete) as refused:
        submit_update(update=saved.entry, by=editor, base=saved.base)

    assert list(refused.value.problems) == [f"line-{added.pk}-status"]


def test_submission_says_who_and_when(target, period, editor):
    update = submit(target, period, editor)

    event = AuditEvent.objects.first()
    assert (update.state, update.submitted_by) == (EntryState.SUBMITTED, editor)
    assert update.submitted_at is not None
    assert event.action == "submitted"
    assert event.changes == [
        {"field": "State", "before": "draft", "after": "submitted"}, {"field": "Save", "before": "", "after": "1"},
    ]  # fmt: skip


def test_second_submission_of_the_same_changes_nothing(target, period, editor):
    first = submit(target, period, editor)

    second = submit(target, period, make_user(EDITOR))

    assert second.submitted_by == editor
    assert second.submitted_at == first.submitted_at


def test_submission_of_a_text_that_somebody_saved_since_is_refused(target, period, editor):
    mine = save(target, period, editor, progress="Mine")
    save(target, period, make_user(EDITOR), progress="Theirs")

    with pytest.raises(Refused, match="Somebody saved"):
        submit_update(update=mine.entry, by=editor, base=mine.base)


def test_update_sent_back_carries_the_note_and_stays_sent_back_while_edited(target, period, editor, approver):
    update = submit(target, period, editor)
    send_back_update(update=update, by=approver, note="Add the figure")

    saved = save(target, period, editor, progress="With the figure")

    assert saved.entry.state == EntryState.SENT_BACK
    assert saved.entry.sent_back_note == "Add the figure"
    assert AuditEvent.objects.get(action="sent back").reason == "Add the figure"


def test_sending_back_needs_a_note(target, period, editor, approver):
    update = submit(target, period, editor)

    with pytest.raises(Refused, match="note"):
        send_back_update(update=update, by=approver, note="  ")


def test_draft_can_be_neither_approved_nor_sent_back(target, period, editor, approver):
    saved = save(target, period, editor)

    with pytest.raises(Refused, match="is draft"):
        approve_update(update=saved.entry, by=approver, base=saved.base)
    with pytest.raises(Refused, match="is draft"):
        send_back_update(update=saved.entry, by=approver, note="No")


def test_approval_says_who_and_when(target, period, editor, approver):
    update = submit(target, period, editor)

    approved = approve_update(update=update, by=approver, base=last_revision(update))

    assert (approved.state, approved.approved_by) == (EntryState.APPROVED, approver)
    assert approved.approved_at is not None
    assert AuditEvent.objects.first().changes == [
        {"field": "State", "before": "submitted", "after": "approved"},
        {"field": "Reviewer’s rating", "before": "", "after": "agrees"},
    ]


def test_approval_of_an_older_text_is_refused(target, period, editor, approver):
    read = last_revision(submit(target, period, editor, progress="What the approver read"))
    update = submit(target, period, editor, progress="Changed since")

    with pytest.raises(Refused, match="Somebody saved"):
        approve_update(update=update, by=approver, base=read)


def test_nobody_approves_what_they_saved_a_part_of(target, period, editor):
    both = make_user(EDITOR, APPROVER)
    save(target, period, both, progress="Begun by one who also approves")
    update = submit(target, period, editor)

    with pytest.raises(Refused, match="You wrote part"):
        approve_update(update=update, by=both, base=last_revision(update))


def test_nobody_approves_what_they_submitted(target, period, editor):
    both = make_user(EDITOR, APPROVER)
    saved = save(target, period, editor)
    update = submit_update(update=saved.entry, by=both, base=saved.base)

    with pytest.raises(Refused, match="You wrote part"):
        approve_update(update=update, by=both, base=saved.base)


def test_nobody_approves_a_correction_of_their_own_words(target, period, editor):
    both = make_user(EDITOR, APPROVER)
    approved = approve(target, period, both)
    start_correction(update=approved, by=editor, reason="A wrong figure")
    update = submit(target, period, editor, progress="Right")

    with pytest.raises(Refused, match="You wrote part"):
        approve_update(update=update, by=both, base=last_revision(update))


def test_approved_update_takes_no_save_submission_or_review(target, period, editor, approver):
    update = approve(target, period, editor)
    base = last_revision(update)

    for attempt in (
        lambda: save(target, period, editor, progress="Changed"),
        lambda: submit_update(update=update, by=editor, base=base),
        lambda: approve_update(update=update, by=approver, base=base),
        lambda: send_back_update(update=update, by=approver, note="Again"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert ProgressUpdate.objects.get().progress == "Done"


def test_saves_are_never_changed_or_deleted(target, period, editor):
    save(target, period, editor)
    revision = UpdateRevision.objects.get()

    with pytest.raises(WrittenOnce):
        revision.save()
    with pytest.raises(WrittenOnce):
        UpdateRevision.objects.all().delete()


def test_update_submitted_too_late_is_not_approved_into_a_published_quarter(target, period, editor, approver):
    update = submit(target, period, editor)
    publish(period)

    with pytest.raises(Refused, match="was published without this update"):
        approve_update(update=update, by=approver, base=last_revision(update))

    assert PublishedRow.objects.get().update_shown is None


def test_correction_begins_with_the_words_of_the_version_before(target, period, editor):
    update = approve(target, period, editor, progress="The figure is 12")

    draft = start_correction(update=update, by=editor, reason="It is 13")

    assert (draft.version, draft.state, draft.correction_reason) == (2, EntryState.DRAFT, "It is 13")
    assert draft.content() == update.content()
    assert ProgressUpdate.objects.get(version=1).state == EntryState.APPROVED


@pytest.mark.parametrize("reason", ["", "  "])
def test_correction_needs_a_reason(target, period, editor, reason):
    update = approve(target, period, editor)

    with pytest.raises(Refused, match="why"):
        start_correction(update=update, by=editor, reason=reason)


def test_second_correction_at_a_time_is_refused(target, period, editor):
    update = approve(target, period, editor)
    start_correction(update=update, by=editor, reason="It is 13")

    with pytest.raises(Refused, match="one correction at a time"):
        start_correction(update=update, by=editor, reason="It is 14")


def test_correction_of_a_published_update_is_published_beside_it(target, period, editor):
    update = approve(target, period, editor, progress="The figure is 12")
    publish(period)
    first = PublishedRow.objects.values().get()

    start_correction(update=update, by=editor, reason="It is 13")
    approve(target, period, editor, progress="The figure is 13")

    assert PublishedRow.objects.values().get(version=1) == first
    second = PublishedRow.objects.get(version=2)
    assert second.content["progress"] == "The figure is 13"
    assert second.correction_reason == "It is 13"


@pytest.mark.parametrize("status", ["", "in_progress"])
def test_correction_leaves_a_milestone_ended_that_a_draft_still_rated(target, period, editor, status):
    milestone = target.milestones.get()
    save(target, period, editor, line={**LINE, "status": status})
    ended = {"ended_quarter": period.quarter, "ended_as": "withdrawn", "ended_reason": "Not needed"}
    type(milestone).objects.update(**ended)
    update = approve(target, period, editor, progress="12", line={**LINE, "status": status})
    publish(period)

    start_correction(update=update, by=editor, reason="It is 13")
    approve(target, period, editor, progress="13", line={**LINE, "status": status})

    assert [row.content["milestones"][0]["status"] for row in PublishedRow.objects.all()] == ["withdrawn", "withdrawn"]


def test_correction_that_waits_shows_nothing_new(target, period, editor):
    update = approve(target, period, editor)
    publish(period)

    start_correction(update=update, by=editor, reason="It is 13")
    submit(target, period, editor, progress="The figure is 13")

    assert PublishedRow.objects.count() == 1
