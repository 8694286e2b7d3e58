"""Where the log of reminders is shown, and when returns are passed on."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import ADMINISTRATOR, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.reporting.quarters import Quarter
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


def lined(person, **counts):
    """A reminder with so many lines of each kind, and the one that the factory gives."""
    reminder = make_reminder(person=person, asked_by=person)
    for need, number in counts.items():
        for place in range(number):
            reminder.lines.create(
                need=need, text=f"{need} {place}", organisation="England", quarter=Quarter(2020, 3), url="/"
            )
    return reminder


def test_short_reminder_shows_every_kind_in_the_order_of_the_mail(client, editor):
    reminder = lined(editor, waiting=2, sent_back=1)

    about = client.get(reverse("reminder", args=[reminder.pk])).context["about"]

    assert not about.is_long
    assert [(each.label, each.count, each.is_shown) for each in about.sections] == [
        ("Sent back", 1, True), ("Overdue", 1, True), ("Waiting for your approval", 2, True)
    ]  # fmt: skip


def test_long_reminder_shows_one_kind_at_a_time_page_by_page(client, editor):
    reminder = lined(editor, overdue=60, waiting=2)
    url = reverse("reminder", args=[reminder.pk])

    first, second, other = (client.get(url, query) for query in ({}, {"overdue-page": 2}, {"need": "waiting"}))

    shown = [[each.need for each in page.context["about"].sections if each.is_shown] for page in (first, second, other)]
    assert shown == [["overdue"], ["overdue"], ["waiting"]]
    assertContains(first, "overdue 48")
    assertNotContains(first, "overdue 49")
    assertContains(second, "overdue 59")
    assertContains(first, "Waiting for your approval (2)")


def test_kind_that_the_reminder_did_not_speak_of_is_404(client, editor):
    reminder = lined(editor)

    assert client.get(reverse("reminder", args=[reminder.pk]), {"need": "zebra"}).status_code == 404


def test_reminder_asks_no_more_for_more_lines(client, editor, query_count):
    few, many = (reverse("reminder", args=[lined(editor, waiting=count, overdue=count).pk]) for count in (2, 20))

    assert query_count(lambda: client.get(few)) == query_count(lambda: client.get(many))
