"""Two runs at one moment, each on a connection of its own: nobody gets two mails."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core import mail
from django.db import connections

from pssdash.accounts.roles import EDITOR
from pssdash.rounds.reminders.digests import digests
from pssdash.rounds.reminders.models import Reminder
from pssdash.rounds.reminders.sending import send_all
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.many_writers,
]
DAY = date(2021, 2, 1)


def test_two_runs_and_a_button_at_once_send_each_person_one_mail():
    people = [make_user(EDITOR) for _ in range(12)]
    make_period(), make_target()
    found, start = digests(DAY), Barrier(4)

    def run(asked_by):
        try:
            start.wait(10)
            return send_all(found, DAY, asked_by)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(run, [None, None, None, people[0]]))

    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in people)
    assert sum(len(each.sent) for each in runs) == 12 == Reminder.objects.filter(outcome="sent").count()
