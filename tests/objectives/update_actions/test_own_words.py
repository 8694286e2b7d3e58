"""Nobody approves what they wrote a part of."""

import pytest

from objectives.actions.updates import (
    approve_update,
    start_correction,
    submit_update,
)
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.objectives.update_actions.writing import approve, save, submit

pytestmark = pytest.mark.django_db


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
