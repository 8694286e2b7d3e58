"""Sending back and approving: what is recorded, and when it is refused."""

import pytest

from objectives.actions.updates import (
    approve_update,
    send_back_update,
    submit_update,
)
from objectives.models import ProgressUpdate, PublishedRow
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.refusals import Refused
from tests.factories.objectives import publish
from tests.objectives.update_actions.writing import approve, save, submit

pytestmark = pytest.mark.django_db


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


def test_update_submitted_too_late_is_not_approved_into_a_published_quarter(target, period, editor, approver):
    update = submit(target, period, editor)
    publish(period)

    with pytest.raises(Refused, match="was published without this update"):
        approve_update(update=update, by=approver, base=last_revision(update))

    assert PublishedRow.objects.get().update_shown is None
