"""The history of an update: its saves compared, and the texts kept aside."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from objectives.actions.updates import TARGET_UPDATES
from objectives.assignments import find_assignment
from objectives.models import ProgressUpdate
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.entries.histories import build_history
from pssdash.reporting.entries.words import Difference, changes
from pssdash.reporting.updates.models import LINE_FIELDS, TEXT_FIELDS
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update

pytestmark = pytest.mark.django_db

BLANK = dict.fromkeys(TEXT_FIELDS, "")
LINE = dict.fromkeys(LINE_FIELDS, "") | {"status": "paused"}


@pytest.fixture
def update(editor):
    period = make_period("Q3 2020/21")
    return make_update(make_target(), period, by=editor, progress="First")


def history_of(update, user):
    return build_history(TARGET_UPDATES, find_assignment(user, update.target.ref, update.period.quarter, "")).events


def keep(update, editor, number, outcome="saved", **words):
    update.revisions.create(number=number, saved_by=editor, outcome=outcome, content={**update.content(), **words})


def with_places(positions):
    """An update whose milestones have these places, by id."""
    update = ProgressUpdate(target=make_target())
    update.positions = positions
    return update


def test_each_save_is_compared_with_the_one_before(update, editor):
    keep(update, editor, 2, progress="Second")

    newest = history_of(update, editor)[0]

    assert newest.changes == (Difference("Progress", "First", "Second"),)


def test_text_kept_aside_can_be_opened_and_is_no_base_for_the_next(client, update, editor):
    keep(update, editor, 2, "conflict", progress="Kept aside")
    keep(update, editor, 3, progress="Third")

    third, aside, _ = history_of(update, editor)

    assert third.changes == (Difference("Progress", "First", "Third"),)
    assert aside.is_aside
    assert Difference("Progress", "", "Kept aside") in aside.whole


def test_page_offers_the_text_kept_aside(client, update, editor):
    keep(update, editor, 2, "conflict", progress="Kept aside")
    client.force_login(editor)

    page = client.get(reverse("update_history", args=[update.target.ref, update.period.quarter]))

    assertContains(page, "Read the text that was kept aside")


def test_versions_follow_each_other(update, editor):
    update.state, update.approved_at, update.approved_by = "approved", update.started_at, make_user(APPROVER)
    update.save()
    second = make_update(update.target, update.period, version=2, correction_reason="A slip", by=editor)

    events = history_of(second, editor)

    assert [event.what for event in events] == ["Version 2, save 1", "Version 1, save 1"]


def test_values_are_put_into_words():
    line = {**LINE, "forecast_text": "March 2021", "forecast": "2021-03-31"}
    before = BLANK | {"lines": {"7": line}}
    after = BLANK | {"reported_rag": "amber", "action_due": "2021-01-31", "lines": {"7": LINE}}

    update = with_places({7: 1})

    assert changes(update.in_words(before), update.in_words(after)) == [
        Difference("Forecast", "March 2021 (by 31 March 2021)", ""),
        Difference("Reported rating", "", "Amber"),
        Difference("Action due", "", "31 January 2021"),
    ]


def test_milestones_are_told_apart_where_there_are_several():
    content = BLANK | {"lines": {"7": LINE, "9": LINE}}

    labels = [label for label, text in with_places({9: 1, 7: 2}).in_words(content).items() if text]

    assert labels == ["Milestone 1: Status", "Milestone 2: Status"]
