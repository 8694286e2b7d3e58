"""What each person is told."""

from datetime import date

import pytest

from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.rounds.outstanding import Need
from pssdash.rounds.queries.actions import ask, take
from pssdash.rounds.queries.moves import Move
from pssdash.rounds.reminders.choices import choose, stop, stopped_by
from pssdash.rounds.reminders.digests import digests
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer, make_icb, make_region

pytestmark = pytest.mark.django_db
DAY = date(2021, 2, 1)


def test_one_digest_a_person_holds_everything_the_most_pressing_first():
    person, writer, period = make_user(EDITOR, APPROVER), make_user(EDITOR), make_period()
    late, back, waiting = make_target(), make_target(), make_target()
    make_update(back, period, state="sent_back", sent_back_note="More")
    make_update(waiting, period, by=writer, state="submitted", submitted_at=NOON, submitted_by=writer)

    mine = next(digest for digest in digests(DAY) if digest.person == person)

    assert mine.kinds == [Need.SENT_BACK, Need.OVERDUE, Need.WAITING]
    assert [target.ref in item.text for target, item in zip((back, late, waiting), mine.items, strict=True)] == [
        True
    ] * 3


def test_what_waits_for_an_approver_is_logged_with_what_is_owed():
    approver, period, target = make_user(APPROVER), make_period(), make_target()
    make_update(target, period, state="submitted", submitted_at=NOON, submitted_by=make_user(EDITOR))

    (digest,) = digests(DAY)

    assert digest.person == approver
    assert digest.items[0].expected == period.expected.get(target=target).pk


def test_check_comes_before_approval_where_the_quarter_needs_it():
    editor, other, approver = make_user(EDITOR), make_user(EDITOR), make_user(APPROVER)
    period = make_period(needs_check=True)
    make_update(make_target(), period, by=editor, state="submitted", submitted_at=NOON, submitted_by=editor)

    found = {digest.person: digest.kinds for digest in digests(DAY)}

    assert found == {other: [Need.CHECK], approver: [Need.CHECK]}


def test_queries_come_to_whose_move_they_are():
    editor, approver, period = make_user(EDITOR), make_user(APPROVER), make_period()
    update = make_update(make_target(), period, by=editor, state="submitted", submitted_at=NOON, submitted_by=editor)
    query = ask(entry=update, by=approver, text="Which trusts?")

    told = {digest.person: (digest.items[0].need, digest.items[0].url) for digest in digests(DAY)}
    take(query=query, move=Move.ANSWER, by=editor, text="All")

    assert told[editor] == (Need.QUERY, query.get_absolute_url())
    assert {digest.person: digest.kinds for digest in digests(DAY)} == {approver: [Need.QUERY, Need.WAITING]}
    assert digests(DAY)[0].items[0].expected == period.expected.get(target=update.target).pk


def test_stopped_kinds_are_left_out_and_who_has_nothing_left_gets_nothing():
    one, other = make_user(EDITOR), make_user(EDITOR)
    period = make_period()
    make_target(), make_update(make_target(), period, state="sent_back", sent_back_note="More")

    stop(person=one, kinds=[Need.OVERDUE])
    stop(person=other, kinds=[Need.OVERDUE, Need.SENT_BACK])

    assert [(digest.person, digest.kinds) for digest in digests(DAY)] == [(one, [Need.SENT_BACK])]


def test_choosing_starts_a_kind_again():
    person = make_user(EDITOR)
    stop(person=person, kinds=[Need.DUE, Need.WAITING])

    choose(person=person, wanted=[each for each in Need.values if each != Need.DUE])

    assert stopped_by(person) == {Need.DUE}


def test_the_number_of_queries_does_not_grow(query_count):
    region, period, group = make_region(), make_period(), make_deliverer(member_kind="collaborative")
    counts = []
    for number in (2, 8):
        for _ in range(number):
            ours = make_collaborative()
            make_icb(region, ours)
            make_user(SUBMITTER, organisations=(ours,)), make_user(EDITOR), make_user(APPROVER)
            make_user(REGIONAL_LEAD, organisations=(region,))
            update = make_update(make_target(deliverers=[group]), period, state="submitted", submitted_at=NOON)
            ask(entry=update, by=make_user(APPROVER), text="Which?")
        digests(DAY)
        counts.append(query_count(lambda: digests(DAY)))

    assert counts[0] == counts[1]
