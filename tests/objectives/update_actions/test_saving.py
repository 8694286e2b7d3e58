"""A save makes a draft, a revision and an entry in the trail, or no trace where nothing changed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused
from tests.factories.objectives import make_milestone, make_period, make_target
from tests.objectives.update_actions.writing import LINE, save, submit

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("state", [ReportingPeriod.State.CLOSED, ReportingPeriod.State.PUBLISHED])
def test_quarter_that_is_not_open_takes_no_save(target, editor, state):
    period = make_period("Q3 2020/21", state)

    with pytest.raises(Refused, match=f"Q3 2020/21 is {state.value}"):
        save(target, period, editor)

    assert not ProgressUpdate.objects.exists()


def test_saves_are_never_changed_or_deleted(target, period, editor):
    save(target, period, editor)
    revision = UpdateRevision.objects.get()

    with pytest.raises(WrittenOnce):
        revision.save()
    with pytest.raises(WrittenOnce):
        UpdateRevision.objects.all().delete()
