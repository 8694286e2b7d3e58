"""A correction is a version of its own, published beside what it corrects."""

import pytest

from objectives.actions.updates import (
    start_correction,
)
from objectives.models import ProgressUpdate, PublishedRow
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.refusals import Refused
from tests.factories.objectives import publish
from tests.objectives.update_actions.writing import LINE, approve, save, submit

pytestmark = pytest.mark.django_db


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
