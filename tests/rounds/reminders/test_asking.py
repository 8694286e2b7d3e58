"""The Remind buttons."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR, SUBMITTER
from pssdash.rounds.due_days import set_due_day
from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders.asking import remind
from pssdash.rounds.reminders.choices import stop
from pssdash.rounds.reminders.models import Reminder
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.factories.rounds import expected_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


class Scene:
    """Two collaboratives that owe the same two targets, one of them answered for by two people."""

    def __init__(self):
        self.editor = make_user(EDITOR)
        self.north, self.south = make_collaborative(code="NORTH"), make_collaborative(code="SOUTH")
        self.ann, self.ben = (make_user(SUBMITTER, organisations=(self.north,)) for _ in range(2))
        self.cat = make_user(SUBMITTER, organisations=(self.south,))
        self.period, group = make_period(), make_deliverer(member_kind="collaborative")
        self.target, self.other = make_target(deliverers=[group]), make_target(deliverers=[group])

    def press(self, client, **sent):
        client.force_login(self.editor)
        answer = client.post(reverse("remind", args=[self.period.quarter]), sent)
        return answer, " ".join(str(message) for message in get_messages(answer.wsgi_request))


@pytest.fixture
def scene():
    return Scene()


def test_row_reminds_everybody_who_answers_for_it(scene, client, mailoutbox):
    answer, said = scene.press(client, only_organisation="NORTH", organisation=["SOUTH"])

    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([scene.ann.email, scene.ben.email])
    assert answer.url == "/quarters/2020-21-q3/" and "A reminder was sent to Submitter and Submitter." in said
    reminder = Reminder.objects.get(person=scene.ann)
    assert (reminder.asked_by, reminder.lines.count(), reminder.outcome) == (scene.editor, 2, "sent")
    assert "National editor of the national team reminds you" in mailoutbox[0].body
    assert AuditEvent.objects.get(action="reminded").by == scene.editor


def test_ticked_returns_are_what_the_mail_is_about(scene, client, mailoutbox):
    expected = expected_in(scene.period, target=scene.other, organisation=scene.south)

    scene.press(client, **{"return": [expected.pk]})

    assert [mail.to for mail in mailoutbox] == [[scene.cat.email]]
    assert scene.other.ref in mailoutbox[0].body and scene.target.ref not in mailoutbox[0].body


def test_nobody_hears_of_one_thing_twice_a_day(scene, client, mailoutbox):
    expected = expected_in(scene.period, target=scene.other, organisation=scene.south)
    scene.press(client, **{"return": [expected.pk]})

    scene.press(client, only_organisation="SOUTH")
    _, said = scene.press(client, only_organisation="SOUTH")

    assert "Reminded of this today already, so not again: Submitter." in said
    assert len(mailoutbox) == 2 and scene.other.ref not in mailoutbox[1].body and scene.target.ref in mailoutbox[1].body


def test_reminder_that_failed_can_be_asked_for_again(scene, client, mailoutbox):
    scene.press(client, only_organisation="SOUTH")
    Reminder.objects.update(outcome="failed", sent_at=None)

    scene.press(client, only_organisation="SOUTH")

    assert (len(mailoutbox), Reminder.objects.count()) == (2, 2)


def test_who_wants_no_such_mail_is_named_instead(scene, client, mailoutbox):
    stop(person=scene.cat, kinds=[Need.OVERDUE])

    _, said = scene.press(client, only_organisation="SOUTH")

    assert mailoutbox == [] and said == "Wants no such emails, so write yourself: Submitter."


def test_what_is_due_much_later_can_be_asked_for(scene, mailoutbox):
    set_due_day(period=scene.period, day=scene.period.quarter.end.replace(year=2022), by=scene.editor)

    remind(period=scene.period, by=scene.editor, day=NOON.date(), organisations=["SOUTH"])

    assert Reminder.objects.get().kinds == [Need.LATER]


def test_what_is_submitted_is_never_asked_for(scene, client, mailoutbox):
    for target in (scene.target, scene.other):
        make_update(target, scene.period, organisation=scene.south, state="submitted", submitted_at=NOON)

    _, said = scene.press(client, only_organisation="SOUTH")

    assert mailoutbox == [] and said == "Everything that you chose is submitted. Nobody was reminded."


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "tick at least one row first"),
        ({"organisation": "ZEBRA"}, "Nobody was reminded"),
        ({"return": "99999999999999999999"}, "Nobody was reminded"),
        ({"return": "²"}, "tick at least one row first"),
    ],
)
def test_nothing_chosen_sends_nothing(scene, client, mailoutbox, sent, said):
    assert said in scene.press(client, **sent)[1]

    assert mailoutbox == []


@pytest.mark.time_machine("2021-01-30")
def test_buttons_rest_on_weekends(scene, client, mailoutbox):
    assert "working days" in scene.press(client, only_organisation="SOUTH")[1]

    assert mailoutbox == []


def test_closed_quarter_takes_no_reminder(scene, client, mailoutbox):
    scene.period.state = "closed"
    scene.period.save()

    assert "is not open" in scene.press(client, only_organisation="SOUTH")[1]
    assert mailoutbox == [] and "app-remind" not in client.get("/quarters/2020-21-q3/").content.decode()


@pytest.mark.parametrize(("next_url", "leads_to"), [
    ("/quarters/2020-21-q3/?kind=target", "/quarters/2020-21-q3/?kind=target"),
    ("https://elsewhere.example/", "/quarters/2020-21-q3/"),
])  # fmt: skip
def test_button_leads_back_to_the_page_as_it_was(scene, client, next_url, leads_to):
    assert scene.press(client, next=next_url)[0].url == leads_to


@pytest.mark.parametrize("path", ["/quarters/2020-21-q3/", "/quarters/2020-21-q3/returns/"])
def test_pages_have_a_box_and_a_button_for_each_row_that_can_be_reminded(scene, client, path):
    make_collaborative(name="Nobody answers here")
    client.force_login(scene.editor)

    page = client.get(path).content.decode()

    name, rows = ("return", 6) if "returns" in path else ("organisation", 3)
    assert page.count(f'name="{name}" value=') == page.count(f'name="only_{name}"') == rows
    assert "Nobody is reminded of one thing twice a day" in page
