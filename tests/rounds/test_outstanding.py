"""What each person has still to do on a day."""

from datetime import date

import pytest

from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.rounds.due_days import set_due_day
from pssdash.rounds.outstanding import Need, outstanding
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer

pytestmark = pytest.mark.django_db
DUE = date(2021, 1, 15)  # a Friday


@pytest.mark.parametrize(
    ("day", "need"),
    [
        (date(2021, 1, 7), None),
        (date(2021, 1, 8), Need.DUE_SOON),
        (date(2021, 1, 14), Need.DUE_SOON),
        (DUE, Need.DUE),
        (date(2021, 1, 18), Need.OVERDUE),
    ],
)
def test_what_is_not_finished_is_brought_to_mind_as_its_day_comes_near(day, need):
    editor, target = make_user(EDITOR), make_target()
    make_period()

    found = outstanding(day)

    assert [(person, item.need, item.due) for person, items in found.items() for item in items] == (
        [(editor, need, DUE)] if need else []
    )
    assert all(target.ref in item.text for items in found.values() for item in items)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_nothing_is_said_of_what_is_submitted(state):
    editor, period = make_user(EDITOR), make_period()
    by = {"approved_by": editor} if state == "approved" else {}
    make_update(make_target(), period, state=state, submitted_at=NOON, submitted_by=editor, **by)

    assert outstanding(date(2021, 2, 1)) == {}


def test_what_was_sent_back_comes_first_however_far_its_day_is():
    editor, period, target = make_user(EDITOR), make_period(), make_target()
    make_target(objective=target.objective)
    make_update(target, period, state="sent_back", sent_back_note="Say more")
    set_due_day(period=period, day=date(2021, 6, 1), by=editor)

    (only,) = outstanding(date(2021, 2, 1))[editor]

    assert (only.need, only.expected) == (Need.SENT_BACK, period.expected.get(target=target).pk)


def test_each_person_has_their_own_organisations():
    north, south = make_collaborative(name="North PSC"), make_collaborative(name="South PSC")
    ann, ben = (make_user(SUBMITTER, organisations=(north,)) for _ in range(2))
    both = make_user(SUBMITTER, organisations=(north, south))
    leaver = make_user(SUBMITTER, organisations=(south,))
    leaver.is_active = False
    leaver.save()
    make_period(), make_target(deliverers=[make_deliverer(member_kind="collaborative")])

    found = outstanding(date(2021, 2, 1))

    assert {person: [item.organisation for item in items] for person, items in found.items()} == {
        ann: ["North PSC"],
        ben: ["North PSC"],
        both: ["North PSC", "South PSC"],
    }


def test_approvers_are_told_what_waits_that_they_did_not_write():
    editor, approver, other = make_user(EDITOR), make_user(APPROVER), make_user(APPROVER)
    update = make_update(make_target(), make_period(), by=approver, state="submitted", submitted_at=NOON,
                         submitted_by=editor)  # fmt: skip

    found = outstanding(date(2021, 1, 4))

    assert [(person, item.need, item.due) for person, items in found.items() for item in items] == [
        (other, Need.WAITING, None)
    ]
    assert update.target.ref in found[other][0].text


def test_nothing_is_to_be_written_in_a_closed_quarter():
    make_user(EDITOR), make_period(state="closed"), make_target()

    assert outstanding(date(2021, 2, 1)) == {}


def test_the_number_of_queries_does_not_grow(query_count):
    period, group = make_period(), make_deliverer(member_kind="collaborative")
    counts = []
    for number in (2, 10):
        for _ in range(number):
            make_user(SUBMITTER, organisations=(make_collaborative(),)), make_user(EDITOR), make_user(APPROVER)
            make_update(make_target(deliverers=[group]), period, state="submitted", submitted_at=NOON)
        outstanding(date(2021, 2, 1))
        counts.append(query_count(lambda: outstanding(date(2021, 2, 1))))

    assert counts[0] == counts[1]
