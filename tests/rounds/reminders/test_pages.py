"""Where the log of reminders is shown, and when returns are passed on."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import ADMINISTRATOR, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.rounds.reminders.models import PassingOn
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.factories.rounds import expected_in, make_reminder

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


@pytest.fixture
def editor(client):
    person = make_user(EDITOR)
    client.force_login(person)
    return person


def test_return_shows_the_mails_about_it_to_the_team_alone(client, editor):
    ours = make_collaborative()
    submitter, period = make_user(SUBMITTER, organisations=(ours,)), make_period()
    make_target(deliverers=[make_deliverer(member_kind="collaborative")])
    expected = expected_in(period, organisation=ours)
    make_reminder(person=submitter, expected=expected, subject="About this one")
    make_reminder(person=submitter, day=date(2021, 1, 29), subject="About another")
    url = reverse("expected_return", args=[period.quarter, expected.pk])

    assertContains(client.get(url), "About this one")
    assertNotContains(client.get(url), "About another")
    client.force_login(submitter)
    assertNotContains(client.get(url), "About this one")


def test_what_a_lead_was_told_of_others_is_not_theirs_to_read_item_by_item(client):
    lead = make_user(REGIONAL_LEAD)
    reminder = make_reminder(person=lead, need="passed_on")
    url = reverse("reminder", args=[reminder.pk])
    client.force_login(lead)
    assert client.get(url).status_code == 404

    client.force_login(make_user(EDITOR))
    assertContains(client.get(url), "Something")


def test_administrator_sees_what_a_person_was_sent(client):
    person = make_user(EDITOR)
    make_reminder(person=person, outcome="refused", sent_at=None, error="550 No such mailbox")
    client.force_login(make_user(ADMINISTRATOR))

    assertContains(client.get(reverse("account", args=[person.pk])), reverse("reminders_of", args=[person.pk]))
    assertContains(client.get(reverse("reminders_of", args=[person.pk])), "550 No such mailbox")


def test_team_is_told_of_todays_mails_that_may_not_have_arrived(client, editor):
    make_reminder(person=editor, outcome="begun", sent_at=None, day=date(2021, 1, 29))
    assertNotContains(client.get(reverse("reminder_list")), "may not have arrived")

    make_reminder(person=editor, outcome="begun", sent_at=None)
    assertContains(client.get(reverse("reminder_list")), "may not have arrived")


def test_days_are_set_with_a_reason(client, editor):
    url = reverse("reminder_days")

    assert client.post(url, {"days": "3"}).status_code == 422
    assert client.post(url, {"days": "61", "reason": "Long"}).status_code == 422
    client.post(url, {"days": "3", "reason": "The board meets early"})

    assert PassingOn.objects.get().working_days == 3
    assert AuditEvent.objects.get(item_kind="reminders").changes == [
        {"field": "working days", "before": "5", "after": "3"}
    ]
    assertContains(client.get(reverse("reminder_list")), "The board meets early")


def test_lists_ask_no_more_for_more_rows(client, editor, query_count):
    counts = []
    for number in (3, 20):
        for _ in range(number):
            make_reminder(person=make_user(EDITOR), asked_by=editor)
        client.get(reverse("reminder_list"))
        counts.append(query_count(lambda: client.get(reverse("reminder_list"))))

    assert counts[0] == counts[1]
