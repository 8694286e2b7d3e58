"""What a submission needs, what it records, and when it is refused."""

import pytest

from objectives.actions.updates import (
    find_update,
    submit_update,
)
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Incomplete, Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone
from tests.factories.organisations import make_england
from tests.objectives.update_actions.writing import LINE, save, submit

pytestmark = pytest.mark.django_db


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
