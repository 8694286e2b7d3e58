"""Who hears of it that others are late, and on which days."""

from datetime import date

import pytest

from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.rounds.outstanding import Need, open_countries
from pssdash.rounds.reminders.choices import set_days_to_wait
from pssdash.rounds.reminders.next_in_line import is_passed_on, passed_on
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target
from tests.factories.organisations import (
    make_collaborative,
    make_deliverer,
    make_icb,
    make_organisation,
    make_region,
)
from tests.factories.rounds import expected_in, make_reminder

DUE = date(2021, 3, 26)  # a Friday; Good Friday and Easter Monday are a week later


@pytest.mark.parametrize(
    ("day", "wait", "told", "is_told"),
    [
        (date(2021, 3, 26), 1, None, False),
        (date(2021, 3, 29), 1, None, True),
        (date(2021, 4, 1), 5, None, False),
        (date(2021, 4, 6), 5, None, True),
        (date(2021, 4, 20), 5, None, True),
        (date(2021, 4, 6), 5, date(2021, 4, 6), False),
        (date(2021, 4, 12), 5, date(2021, 4, 6), False),
        (date(2021, 4, 13), 5, date(2021, 4, 6), True),
        # Told before the return was given more time: the new day counts.
        (date(2021, 4, 1), 5, date(2021, 2, 1), False),
        (date(2021, 6, 1), 0, None, False),
    ],
)
def test_return_is_passed_on_after_so_many_working_days_and_again(day, wait, told, is_told):
    assert is_passed_on(DUE, day, wait, told) is is_told


def told_of(day):
    return [(person, item.organisation, item.url) for person, item in passed_on(day, open_countries())]


@pytest.mark.django_db
def test_leads_of_the_region_hear_of_a_collaborative():
    north, ours = make_region(code="NORTH"), make_collaborative(name="North PSC")
    make_icb(north, ours)
    lead, _other = make_user(REGIONAL_LEAD, organisations=(north,)), make_user(
        REGIONAL_LEAD, organisations=(make_region(code="SOUTH"),)
    )  # fmt: skip
    make_user(EDITOR), make_user(SUBMITTER, organisations=(ours,))
    make_period(), make_target(deliverers=[make_deliverer(member_kind="collaborative")])

    assert (lead, "North PSC", "/regions/NORTH/") in told_of(date(2021, 2, 1))
    assert {person for person, name, _ in told_of(date(2021, 2, 1)) if name == "North PSC"} == {lead}
    assert told_of(date(2021, 1, 21)) == []


@pytest.mark.django_db
def test_editors_hear_of_a_national_body_and_approvers_of_england():
    body, editor, approver = make_organisation(name="The body", code="BODY"), make_user(EDITOR), make_user(APPROVER)
    make_period(), make_target(deliverers=[make_deliverer(kind="body", organisation=body)])

    assert sorted(told_of(date(2021, 2, 1)), key=lambda told: told[1]) == [
        (approver, "England", "/quarters/2020-21-q3/returns/?organisation=ENG&overdue=yes"),
        (editor, "The body", "/quarters/2020-21-q3/returns/?organisation=BODY&overdue=yes"),
    ]


@pytest.mark.django_db
def test_nobody_is_passed_what_they_answer_for_or_heard_of_lately():
    both, approver, period, target = make_user(EDITOR, APPROVER), make_user(APPROVER), make_period(), make_target()
    expected = expected_in(period, target=target)

    assert [person for person, _, _ in told_of(date(2021, 2, 1))] == [approver]
    make_reminder(person=approver, expected=expected, need=Need.PASSED_ON, day=date(2021, 1, 29))
    make_reminder(person=both, expected=expected, need=Need.PASSED_ON, day=date(2021, 1, 29))
    assert told_of(date(2021, 2, 1)) == []
    assert [person for person, _, _ in told_of(date(2021, 2, 5))] == [approver]


@pytest.mark.django_db
def test_what_the_mail_server_refused_counts_as_not_told():
    approver, period, target = make_user(APPROVER), make_period(), make_target()
    expected = expected_in(period, target=target)
    make_reminder(person=approver, expected=expected, need=Need.PASSED_ON, outcome="refused", sent_at=None)

    assert [person for person, _, _ in told_of(date(2021, 2, 1))] == [approver]


@pytest.mark.django_db
def test_national_team_sets_the_days():
    approver, editor = make_user(APPROVER), make_user(EDITOR)
    make_period(), make_target()

    set_days_to_wait(days=1, reason="The board meets", by=editor)
    assert [person for person, _, _ in told_of(date(2021, 1, 18))] == [approver]
    set_days_to_wait(days=0, reason="Enough", by=editor)
    assert told_of(date(2021, 6, 1)) == []
