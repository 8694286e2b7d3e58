"""A digest as a mail: readable in both versions, with links that work."""

import re
from datetime import date

import pytest

from pssdash.accounts.roles import EDITOR
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.outstanding import Need, Outstanding
from pssdash.rounds.reminders.digests import Digest
from pssdash.rounds.reminders.mails import LINES, mail_of
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
DAY = date(2021, 2, 1)
Q3 = Quarter(2020, 3)


def item(need=Need.OVERDUE, text="SC-1.1 Train", organisation="North PSC", url="/somewhere/", due=date(2021, 1, 15)):
    return Outstanding(need, text, organisation, Q3, url, due)


def mail(*items, **options):
    return mail_of(Digest(make_user(EDITOR, email="ann@example.org"), items), DAY, **options)


def html_of(message):
    return message.alternatives[0].content


def test_subject_counts_each_kind():
    message = mail(item(Need.SENT_BACK), item(), item(), item(Need.WAITING, due=None))

    assert message.subject == (
        "Patient safety updates: 1 sent back, 2 overdue, 1 waiting for your approval"
    )  # fmt: skip


def test_both_versions_say_what_by_when_and_where(settings):
    settings.SITE_ADDRESS = "https://pssdash.example.org"

    message = mail(item(text="SC-1.1 Train <all> & sundry"))

    link = "https://pssdash.example.org/somewhere/"
    due = "North PSC, Q3 2020/21 (Oct–Dec 2020). Overdue by 11 working days: it was due on 15 January 2021."
    assert f"* SC-1.1 Train <all> & sundry\n  {due}\n  {link}\n" in message.body
    assert f'<a href="{link}" style="color: #005eb8">SC-1.1 Train &lt;all&gt; &amp; sundry</a>' in html_of(message)
    assert due in html_of(message)
    assert not re.search(r"[{}]|&[a-z#]|\n\n\n", message.body)


def test_every_kind_can_be_stopped_by_a_link_of_its_own():
    message = mail(item(), item(Need.DUE, due=DAY))

    links = re.findall(r"http://127.0.0.1:8000/reminders/stop/[\w:-]+/", message.body)
    assert len(links) == len(set(links)) == 3
    assert all(link in html_of(message) for link in links)
    assert message.extra_headers["List-Unsubscribe"] == f"<{links[-1]}>"


def test_long_list_is_cut_and_says_so():
    message = mail(*(item(text=f"SC-{number}") for number in range(LINES + 7)))

    assert message.body.count("* SC-") == LINES and "And 7 more." in message.body
    assert html_of(message).count(">SC-") == LINES and "And 7 more." in html_of(message)


def test_what_is_passed_on_names_organisations_and_not_what_they_write():
    later = date(2021, 1, 20)
    message = mail(
        item(Need.PASSED_ON, "Secret", url="/regions/NORTH/", due=later),
        item(Need.PASSED_ON, "Other", url="/regions/NORTH/"),
        item(Need.PASSED_ON, "Third", "South PSC", url="/regions/SOUTH/"),
    )  # fmt: skip

    quarter = "Q3 2020/21 (Oct–Dec 2020)"
    assert f"* North PSC\n  {quarter}: 2 returns overdue, the first was due on 15 January 2021.\n" in message.body
    assert f"* South PSC\n  {quarter}: 1 return overdue, due on 15 January 2021.\n" in message.body
    assert "Secret" not in message.body + html_of(message)
    assert "See what is overdue:\n\nhttp://127.0.0.1:8000/regions/NORTH/\n" in message.body


def test_who_has_work_of_their_own_is_led_to_my_quarter():
    message = mail(item(), item(Need.PASSED_ON, url="/regions/NORTH/"))

    assert "Open my quarter:\n\nhttp://127.0.0.1:8000/my-quarter/\n" in message.body


def test_mail_fetches_nothing():
    assert not re.search(r"<(img|link|script|style)\b|url\(", html_of(mail(item(), asked_by="Ann")))
