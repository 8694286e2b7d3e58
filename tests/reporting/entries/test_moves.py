"""The table of moves: every state, every role, every move; by the actions and by the pages.

What is expected is written out here once more, and not read from the table.
"""

from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client

from objectives.assignments import update_url
from objectives.round import TARGETS_IN_ROUND
from pssdash.accounts.models import User
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.moves import MOVES, Move
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import NOT_STARTED, EntryState
from pssdash.reporting.refusals import Refused
from pssdash.rounds.kinds import KINDS
from tests.factories.desks import PEOPLE, Desk, make_desk, words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]

# Who may do what. A dash: nobody. `writers` write for the organisation; `checkers` are editors and approvers,
# `approvers` approvers, and of both only those who wrote no part of it.
EXPECTED = """
             save      submit    check      approve     send_back  correct
not_started  writers   -         -          -           -          -
draft        writers   writers   -          -           -          -
sent_back    writers   writers   -          -           -          -
submitted    writers   writers   checkers   approvers   checkers   -
checked      writers   writers   -          approvers   checkers   -
approved     -         -         -          -           -          writers
"""
LEADS_TO = {
    "save": {"not_started": "draft", "draft": "draft", "sent_back": "sent_back", "submitted": "draft",
             "checked": "draft"},
    "submit": {"draft": "submitted", "sent_back": "submitted", "submitted": "submitted", "checked": "checked"},
    "check": {"submitted": "checked"},
    "approve": {"submitted": "approved", "checked": "approved"},
    "send_back": {"submitted": "sent_back", "checked": "sent_back"},
    "correct": {"approved": "draft"},
}  # fmt: skip
STATES = (*LEADS_TO["save"], "approved")
CHECKERS, APPROVERS = {"editor", "approver"}, {"approver"}
# An editor writes for England, a submitter for an organisation of their own. The author is all of these at once.
WRITERS = {"England": {"author", "editor"}, "PSC": {"author", "submitter"}}


def may(whose: str, state: str, move: str) -> set[str]:
    """The roles that may make the move."""
    head, *rows = (line.split() for line in EXPECTED.strip().splitlines())
    cells = next(row[1:] for row in rows if row[0] == state)
    groups = {"-": set(), "writers": WRITERS[whose], "checkers": CHECKERS, "approvers": APPROVERS}
    return groups[cells[head.index(move)]]


def act(desk: Desk, move: str, by: User) -> None:
    """Make the move by its action. The kind asks for nothing more and does nothing on an approval."""
    kind = replace(desk.kind, problems=lambda entry: {}, on_approval=lambda *, entry, by: None)
    entry, base = desk.entry, last_revision(desk.entry)
    if move == "save":
        actions.save(kind, of=desk.of, typed=words(kind), by=by, base=base)
    elif move == "send_back":
        actions.send_back(kind, entry=entry, by=by, note="Once more")
    elif move == "correct":
        actions.start_correction(kind, entry=entry, by=by, reason="A slip")
    else:
        getattr(actions, move)(kind, entry=entry, by=by, base=base)


def send(desk: Desk, move: str, by: User) -> int:
    """Make the move on the pages; the status of the answer."""
    client, step = Client(), "" if move in ("save", "submit") else move
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    line = {f"line-{each.pk}-status": "in_progress" for each in desk.of["target"].milestones.all()}
    typed = {"progress": "Other words" if move == "save" else "First words", move: "", **line}
    sent = {"base": last_revision(desk.entry), "note": "Once more", "reason": "A slip", **typed}
    target, period, organisation = desk.of["target"], desk.of["period"], desk.of["organisation"]
    return client.post(update_url(target.ref, period.quarter, organisation, step), sent).status_code


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("whose", ["England", "PSC"])
@pytest.mark.parametrize("kind", [each.kind for each in KINDS], ids=lambda kind: kind.model.__name__)
def test_each_role_makes_the_moves_of_each_state_and_no_other(kind, whose, state):
    desk = make_desk(kind, whose, state)
    before = desk.snapshot()

    for move in Move:
        if state == NOT_STARTED and move != "save":
            assert move not in MOVES[state]
            continue
        for role in PEOPLE:
            with transaction.atomic():
                if role in may(whose, state, move):
                    act(desk, move, desk.people[role])
                    assert desk.entry.state == LEADS_TO[move][state], (move, role)
                else:
                    with pytest.raises(Refused):
                        act(desk, move, desk.people[role])
                    assert desk.snapshot() == before, (move, role)
                transaction.set_rollback(True)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("whose", ["England", "PSC"])
def test_pages_take_the_moves_of_each_state_and_refuse_every_other(whose, state):
    desk = make_desk(TARGETS_IN_ROUND.kind, whose, state)
    before = desk.snapshot()
    # The form saves what it submits, so that a first text can be submitted at once.
    leads_to = {**LEADS_TO, "submit": {**LEADS_TO["submit"], "not_started": "submitted"}}

    for move in Move:
        asked = "save" if (state, move) == (NOT_STARTED, "submit") else move
        for role in PEOPLE:
            with transaction.atomic():
                status = send(desk, move, desk.people[role])
                if role in may(whose, state, asked):
                    assert (status, desk.entry.state) == (302, leads_to[move][state]), (move, role)
                else:
                    assert status in (403, 404, 409), (move, role)
                    assert desk.snapshot() == before, (move, role)
                transaction.set_rollback(True)


def test_every_state_and_every_move_stands_in_the_table():
    assert set(MOVES) == {NOT_STARTED, *EntryState} == set(STATES)
    assert {move for steps in MOVES.values() for move in steps} == set(Move)
