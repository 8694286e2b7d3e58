"""Asking to move a deadline and deciding it, alike for the milestones of targets and of deliverables."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from objectives.quarter_rows import rows_for
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.moves.actions import approve, ask, refuse, withdraw
from pssdash.reporting.moves.changes import change_deadline
from pssdash.reporting.moves.states import STEPS, RequestState
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.moves import make_request
from tests.factories.objectives import NOON, make_period, make_target, publish
from tests.factories.organisations import make_england
from tests.factories.programmes import make_deliverable

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-12-15")]
WORDS = {"reason": "Clinics were shut", "effect": "Training begins later"}


@pytest.fixture
def period():
    return make_period("Q3 2020/21", covers_programmes=True)


@pytest.fixture(params=[make_target, make_deliverable], ids=["target", "deliverable"])
def milestone(request, period):
    return request.param(deadline="by 31 December 2020").milestones.get()


@pytest.fixture
def editor():
    return make_user(EDITOR)


@pytest.fixture
def approver():
    return make_user(APPROVER)


def asked(milestone, by, to="by 30 June 2021", **words):
    return ask(milestone=milestone, deadline=parse_deadline(to), organisation=make_england(), by=by, **(WORDS | words))


def now(milestone):
    return type(milestone).objects.get(pk=milestone.pk).deadline_at(date(2020, 12, 31)).text


def moved_directly(milestone, to, by):
    return change_deadline(
        milestone=milestone, deadline=parse_deadline(to), reason="Agreed elsewhere", agreed_by="Board",
        decided_on=date(2020, 12, 1), by=by,
    )  # fmt: skip


def test_request_keeps_both_deadlines_and_moves_nothing(milestone, editor):
    request = asked(milestone, editor)

    assert (request.old_text, request.old_end) == ("by 31 December 2020", date(2020, 12, 31))
    assert (request.deadline_text, request.deadline_end) == ("by 30 June 2021", date(2021, 6, 30))
    assert (request.state, request.reason, request.effect) == ("asked", *WORDS.values())
    assert now(milestone) == "by 31 December 2020"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"to": "soonish"}, "No date can be read"),
        ({"to": "by 31 December 2020"}, "the deadline already"),
        ({"reason": " "}, "Say why"),
        ({"effect": ""}, "what follows"),
    ],
)
def test_request_is_refused_with_the_reason(milestone, editor, what, words):
    with pytest.raises(Refused, match=words):
        asked(milestone, editor, **what)

    assert not milestone.deadline_requests.exists()


def test_milestone_has_one_open_request(milestone, editor):
    first = asked(milestone, editor)

    with pytest.raises(Refused, match="“by 30 June 2021”"):
        asked(milestone, editor, to="by 30 September 2021")
    withdraw(request=first, by=editor)
    asked(milestone, editor, to="by 30 September 2021")

    assert [each.state for each in milestone.deadline_requests.all()] == ["asked", "withdrawn"]


def test_database_holds_one_open_request_too(milestone, editor):
    make_request(milestone, by=editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(milestone, by=editor)


@pytest.mark.parametrize("above", [False, True])
def test_nothing_is_asked_of_what_has_ended(milestone, period, editor, above):
    ended = milestone.item if above else milestone
    ended.ended_quarter, ended.ended_as, ended.ended_reason = period.quarter, "withdrawn", "Over"
    ended.save()

    with pytest.raises(Refused, match="withdrawn in Q3 2020/21"):
        asked(milestone, editor)


def test_approval_moves_the_deadline_with_who_agreed_and_the_day(milestone, editor, approver):
    request = approve(request=asked(milestone, editor), by=approver)

    change = milestone.deadline_changes.get()
    assert now(milestone) == "by 30 June 2021"
    assert (change.old_text, change.reason, change.agreed_by) == ("by 31 December 2020", WORDS["reason"], approver.name)
    assert (change.decided_on, change.recorded_by) == (date(2020, 12, 15), approver)
    assert (request.state, request.decided_by, request.change) == ("approved", approver, change)


def test_refusal_leaves_the_deadline_and_keeps_the_note(milestone, editor, approver):
    request = refuse(request=asked(milestone, editor), by=approver, note="It can be met")

    assert (request.state, request.decided_by, request.note) == ("refused", approver, "It can be met")
    assert now(milestone) == "by 31 December 2020"


def test_refusal_needs_a_note(milestone, editor, approver):
    request = asked(milestone, editor)

    with pytest.raises(Refused, match="Say why the deadline stays"):
        refuse(request=request, by=approver, note=" ")


@pytest.mark.parametrize("step", [approve, lambda **of: refuse(note="No", **of)], ids=["approve", "refuse"])
def test_nobody_decides_what_they_asked(milestone, step):
    both = make_user(EDITOR, APPROVER)
    request = asked(milestone, both)

    with pytest.raises(Refused, match="another approver decides"):
        step(request=request, by=both)


def test_database_refuses_a_decision_of_ones_own(milestone, editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(milestone, by=editor, state="refused", decided_by=editor, decided_at=NOON, note="No")


def test_request_is_stale_once_the_deadline_has_changed(milestone, editor, approver):
    request = asked(milestone, editor)
    moved_directly(milestone, "by 31 March 2021", approver)

    with pytest.raises(Refused) as why:
        approve(request=request, by=approver)

    assert "“by 31 December 2020” (31 December 2020) then" in str(why.value)
    assert "“by 31 March 2021” (31 March 2021) now" in str(why.value)
    assert now(milestone) == "by 31 March 2021"
    refuse(request=request, by=approver, note="It has moved meanwhile")


def test_approval_waits_while_the_quarter_is_closed(milestone, period, editor, approver):
    request = asked(milestone, editor)
    period.state = ReportingPeriod.State.CLOSED
    period.save()

    with pytest.raises(Refused, match="Q3 2020/21 is closed"):
        approve(request=request, by=approver)


def test_approval_of_what_has_ended_since_is_refused(milestone, period, editor, approver):
    request = asked(milestone, editor)
    milestone.ended_quarter, milestone.ended_as, milestone.ended_reason = period.quarter, "superseded", "Split"
    milestone.save()

    with pytest.raises(Refused, match="superseded in Q3 2020/21"):
        approve(request=request, by=approver)


def test_published_quarter_stays_as_it_is(period, editor, approver):
    target = make_target(deadline="by 31 December 2020")
    publish(period)
    before = rows_for(period)

    approve(request=asked(target.milestones.get(), editor), by=approver)

    assert rows_for(period) == before
    (move,) = rows_for(make_period("Q4 2020/21"))[0].milestones[0].moves
    assert (move.new, move.agreed_by) == ("by 30 June 2021", approver.name)


STEP_ACTIONS = {"approve": approve, "refuse": lambda **of: refuse(note="No", **of), "withdraw": withdraw}


@pytest.mark.parametrize("state", [state for state in RequestState if state != RequestState.ASKED])
@pytest.mark.parametrize("step", STEP_ACTIONS)
def test_what_is_decided_stays_decided(milestone, editor, approver, state, step):
    request = asked(milestone, editor)
    by = {"approved": "approve", "refused": "refuse", "withdrawn": "withdraw"}[state]
    STEP_ACTIONS[by](request=request, by=editor if by == "withdraw" else approver)

    with pytest.raises(Refused, match=f"is {state} already"):
        STEP_ACTIONS[step](request=request, by=make_user(APPROVER))

    assert milestone.deadline_requests.get().state == state


def test_table_of_states_has_every_step_once():
    assert set(STEPS) == set(RequestState)
    assert {step: to.value for step, to in STEPS[RequestState.ASKED].items()} == {
        "approve": "approved", "refuse": "refused", "withdraw": "withdrawn"
    }  # fmt: skip


def test_trail_has_every_step_with_who_and_why(milestone, editor, approver):
    refuse(request=asked(milestone, editor), by=approver, note="It can be met")
    withdraw(request=asked(milestone, editor), by=editor)
    approve(request=asked(milestone, editor), by=approver)

    events = AuditEvent.objects.filter(subject=milestone.subject).order_by("pk")
    assert [(event.action, event.by, event.reason) for event in events] == [
        ("asked to move the deadline of", editor, WORDS["reason"]),
        ("refused to move the deadline of", approver, "It can be met"),
        ("asked to move the deadline of", editor, WORDS["reason"]),
        ("withdrew the request to move the deadline of", editor, ""),
        ("asked to move the deadline of", editor, WORDS["reason"]),
        ("moved the deadline of", approver, WORDS["reason"]),
    ]
    assert {"field": "asked by", "before": "", "after": editor.name} in events.last().changes
