"""Of two who write the same update at once, neither loses a word."""

import pytest

from objectives.actions.updates import (
    find_update,
    start_correction,
)
from objectives.models import UpdateRevision
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
from tests.factories.organisations import make_england
from tests.objectives.update_actions.writing import approve, save

pytestmark = pytest.mark.django_db


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
