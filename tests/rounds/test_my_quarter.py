"""My quarter: by when, how long it took last time, and on to the next."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.rounds.my_quarter import next_url
from tests.factories.accounts import make_user
from tests.factories.moves import make_request
from tests.factories.objectives import NOON, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-01-19")]


def tasks(client, user):
    client.force_login(user)
    (only,) = client.get(reverse("my_quarter")).context["rounds"]
    return only.tasks


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "Overdue by 2 working days: it was due on 15 January 2021."),
        ("submitted", "Was due on 15 January 2021."),
    ],
)
def test_a_task_says_by_when_it_is_or_was_due(client, state, words):
    make_update(make_target(), make_period(), state=state, submitted_at=NOON)

    (task,) = tasks(client, make_user(EDITOR))

    assert (task.hint, task.is_overdue) == (words, state == "draft")


@pytest.mark.time_machine("2021-01-12")
def test_a_task_that_is_not_due_yet_says_in_how_many_working_days(client):
    make_period(), make_target()

    (task,) = tasks(client, make_user(EDITOR))

    assert (task.label, task.hint) == ("Not started", "Due on 15 January 2021, in 3 working days.")


@pytest.mark.time_machine("2026-11-30")
def test_a_task_of_long_ago_says_since_when_it_is_overdue(client):
    make_period(), make_target()

    (task,) = tasks(client, make_user(EDITOR))

    assert (task.hint, task.is_overdue) == ("Overdue since 15 January 2021.", True)


@pytest.mark.parametrize(
    ("took", "words"),
    [
        (timedelta(minutes=20), "Took less than an hour last time."),
        (timedelta(hours=5), "Took 5 hours last time."),
        (timedelta(days=2, hours=3), "Took 2 days last time."),
    ],
)
def test_a_task_says_how_long_it_took_last_time(client, took, words):
    target, earlier = make_target(), make_period("Q2 2020/21")
    by = {"approved_by": make_user(), "submitted_by": make_user()}
    make_update(target, earlier, state="approved", started_at=NOON, submitted_at=NOON + took, **by)
    publish(earlier), make_period()

    (task,) = tasks(client, make_user(EDITOR))

    assert task.notes[-1] == words.removesuffix(".")


def test_nothing_is_said_of_a_time_that_is_not_known(client):
    target, earlier = make_target(), make_period("Q2 2020/21")
    make_update(target, earlier, state="approved", approved_by=make_user())
    publish(earlier), make_period()

    (task,) = tasks(client, make_user(EDITOR))

    assert len(task.notes) == 1


def test_what_is_complete_since_an_earlier_quarter_is_no_task(client):
    done, earlier = make_target(), make_period("Q2 2020/21")
    make_update(done, earlier, status="complete", state="approved", approved_by=make_user())
    publish(earlier), make_period()
    open_still = make_target()

    assert [task.name for task in tasks(client, make_user(EDITOR))] == [open_still.ref]


def approved_before(target, **fields):
    """The target's update of the quarter before, approved and published, with this quarter open."""
    earlier = make_period("Q2 2020/21")
    make_update(target, earlier, state="approved", approved_by=make_user(), **fields)
    publish(earlier)
    return make_period()


def test_what_was_approved_last_time_and_is_not_begun_can_be_confirmed_from_its_row(client):
    target, new = make_target(), make_target()
    period = approved_before(target)
    way = reverse("update_confirm", args=[target.ref, period.quarter])

    client.force_login(make_user(EDITOR))
    page = client.get(reverse("my_quarter"))

    (only,) = page.context["rounds"]
    assert {task.name: task.confirm_url for task in only.tasks} == {target.ref: way, new.ref: ""}
    name = f'Confirm that nothing has changed<span class="nhsuk-u-visually-hidden"> in {target.ref}</span>'
    assert f'href="{way}">{name}</a>' in page.content.decode()
    assert client.get(way).status_code == 200


def test_whose_it_is_stands_in_the_name_where_somebody_answers_for_several(client):
    first, second = (make_collaborative(code=code, short_name=f"PSC {code}") for code in "AB")
    target = make_target(deliverers=[make_deliverer(member_kind="collaborative")])
    make_period()

    client.force_login(make_user(SUBMITTER, organisations=(first, second)))
    page = client.get(reverse("my_quarter"))

    (only,) = page.context["rounds"]
    assert [task.name for task in only.tasks] == [f"{target.ref}, PSC A", f"{target.ref}, PSC B"]
    assert f"Begin with {target.ref}, PSC A</a>" in page.content.decode()
    assert "Your organisations’ updates, Q3 2020/21" in page.content.decode()


def test_what_is_begun_is_not_confirmed_from_its_row(client):
    target = make_target()
    make_update(target, approved_before(target))

    (task,) = tasks(client, make_user(EDITOR))

    assert (task.status, task.confirm_url) == ("draft", "")


def test_nothing_is_confirmed_in_a_closed_quarter(client):
    target = make_target()
    period = approved_before(target)
    period.state = "closed"
    period.save()

    (task,) = tasks(client, make_user(EDITOR))

    assert task.confirm_url == ""


def test_next_is_the_first_unfinished_after_and_then_from_the_beginning(client):
    period, editor = make_period(), make_user(EDITOR)
    first, second, third = make_target(), make_target(), make_target()
    make_update(second, period, state="submitted", submitted_at=NOON)
    urls = {task.name: task.url for task in tasks(client, editor)}

    assert next_url(editor) == urls[first.ref]
    assert next_url(editor, urls[first.ref]) == urls[third.ref]
    assert next_url(editor, f"{urls[third.ref]}?page=2") == urls[first.ref]


def test_an_approver_goes_on_to_what_they_did_not_write():
    period, approver = make_period(), make_user(APPROVER)
    make_update(make_target(), period, by=approver, state="submitted", submitted_at=NOON)
    other = make_update(make_target(), period, state="submitted", submitted_at=NOON)

    url = next_url(approver)

    assert url == reverse("update", args=[other.target.ref, period.quarter])
    assert next_url(approver, url) == ""


def test_an_approver_goes_on_to_deadlines_in_the_order_in_which_everything_was_asked():
    period, approver = make_period(), make_user(APPROVER)
    asked = make_request(make_target().milestones.get(), by=make_user(EDITOR), asked_at=NOON + timedelta(hours=1))
    make_request(make_target().milestones.get(), by=approver, asked_at=NOON)
    before, after = (
        make_update(make_target(), period, state="submitted", submitted_at=NOON + timedelta(hours=hours))
        for hours in (0, 2)
    )

    way = [reverse("update", args=[each.target.ref, period.quarter]) for each in (before, after)]
    way.insert(1, reverse("objective_move_request", args=[asked.pk]))

    assert [next_url(approver), *(next_url(approver, url) for url in way)] == [*way, way[0]]


def test_the_page_of_a_deadline_leads_on(client):
    make_period()
    asked = make_request(make_target().milestones.get(), by=make_user(EDITOR))
    client.force_login(make_user(APPROVER))
    url = reverse("objective_move_request", args=[asked.pk])

    page = client.get(url).content.decode()

    assert f'href="{reverse("my_quarter_next", query={"after": url})}"' in page


def test_saving_can_lead_on_to_the_next(client):
    collaborative = make_collaborative()
    group = make_deliverer(member_kind="collaborative")
    make_period()
    first, second = make_target(deliverers=[group]), make_target(deliverers=[group])
    urls = {task.name: task.url for task in tasks(client, make_user(SUBMITTER, organisations=(collaborative,)))}

    answer = client.post(urls[first.ref], {"base": 0, "progress": "Begun", "next": ""}, follow=True)

    assert answer.redirect_chain[-1] == (urls[second.ref], 302)
    assert first.updates.get().progress == "Begun"


def test_next_leads_to_my_quarter_when_nothing_waits(client):
    make_period()
    client.force_login(make_user(EDITOR))

    answer = client.get(reverse("my_quarter_next"), follow=True)

    assert answer.redirect_chain == [(reverse("my_quarter"), 302)]
    assert "Nothing else waits for you" in answer.content.decode()


NOTHING = "Nothing to do now"


@pytest.mark.parametrize(
    ("role", "said"), [(SUBMITTER, NOTHING), (APPROVER, NOTHING), (EDITOR, "Open the next quarter")]
)
def test_between_quarters_a_newcomer_reads_what_comes(client, role, said):
    client.force_login(make_user(role, organisations=(make_collaborative(),)))

    assert said in client.get(reverse("my_quarter")).content.decode()
