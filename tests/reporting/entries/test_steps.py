"""What the steps do with what a kind says of itself. tests/objectives/update_actions/ has each of them."""

from dataclasses import replace

import pytest

from objectives.actions.updates import TARGET_UPDATES
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.actions import approve, merged, save, send_back, submit
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update

pytestmark = pytest.mark.django_db
LATE = replace(TARGET_UPDATES, takes_late=True)


@pytest.fixture
def submitted():
    return make_update(make_target(), make_period(), by=make_user(EDITOR), state="submitted")


def test_line_that_is_left_out_stays_and_one_that_is_typed_is_taken_over():
    before = {"progress": "Old", "lines": {"1": {"status": "paused"}, "2": {"status": ""}}}

    after = merged(before, {"progress": "New", "lines": {"2": {"status": "complete"}}})

    assert after == {"progress": "New", "lines": {"1": {"status": "paused"}, "2": {"status": "complete"}}}


@pytest.mark.parametrize("state", ["closed", "published"])
def test_kind_that_takes_late_entries_is_written_after_its_quarter(submitted, state):
    submitted.period.state, submitted.period.published_at = (
        state,
        submitted.started_at if state == "published" else None,
    )
    submitted.period.save()
    by, typed = make_user(EDITOR), {"progress": "A late figure"}

    with pytest.raises(Refused, match=f"is {state}"):
        save(TARGET_UPDATES, of=submitted.of, typed=typed, by=by, base=last_revision(submitted))
    saved = save(LATE, of=submitted.of, typed=typed, by=by, base=last_revision(submitted))

    assert saved.entry.progress == "A late figure"


def test_kind_that_takes_late_entries_is_approved_after_its_quarter(submitted):
    submitted.period.state, submitted.period.published_at = "published", submitted.started_at
    submitted.period.save()
    approver, base = make_user(APPROVER), last_revision(submitted)

    with pytest.raises(Refused, match="was published without this update"):
        approve(TARGET_UPDATES, entry=submitted, by=approver, base=base)

    assert approve(LATE, entry=submitted, by=approver, base=base).state == "approved"


def test_approval_is_undone_where_what_follows_from_it_fails(submitted):
    def fail(*, entry, by):
        raise Refused(f"{entry.ref} cannot be published")

    with pytest.raises(Refused, match="cannot be published"):
        approve(
            replace(TARGET_UPDATES, on_approval=fail), entry=submitted, by=make_user(APPROVER),
            base=last_revision(submitted),
        )  # fmt: skip

    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    assert not AuditEvent.objects.filter(action="approved").exists()


def test_what_is_missing_is_asked_of_the_kind(submitted):
    send_back(TARGET_UPDATES, entry=submitted, by=make_user(APPROVER), note="Once more")
    never_ready = replace(TARGET_UPDATES, problems=lambda entry: {"progress": f"{entry.ref} is never ready"})

    with pytest.raises(Refused, match="is never ready"):
        submit(never_ready, entry=submitted, by=make_user(EDITOR), base=last_revision(submitted))
