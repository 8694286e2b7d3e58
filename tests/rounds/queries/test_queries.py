"""Queries: asked, answered, resolved, waived; what they stand against; who sees them."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from objectives.actions.updates import TARGET_UPDATES
from objectives.assignments import update_url
from programmes.actions.returns import MEASURE_RETURNS
from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.entries import actions as entry_actions
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.refusals import Refused
from pssdash.rounds.kinds import KINDS
from pssdash.rounds.queries import actions
from pssdash.rounds.queries.models import ENTRIES, Query, QueryState
from pssdash.rounds.queries.moves import MOVES, Move
from pssdash.rounds.queries.reading import open_queries, waiting_for
from tests.factories.desks import PEOPLE, make_desk

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]

# Who may do what, written out once more. The asker is the editor; the author wrote the entry and holds every role.
WRITERS = {"England": {"author", "editor"}, "PSC": {"author", "submitter"}}
EXPECTED = {
    "asked": {"answer": "writers", "resolve": "asker", "waive": "approvers"},
    "answered": {"answer": "writers", "ask_again": "checkers", "resolve": "asker", "waive": "approvers"},
    "resolved": {"ask_again": "checkers"},
    "waived": {"ask_again": "checkers"},
}
LEADS_TO = {"answer": "answered", "ask_again": "asked", "resolve": "resolved", "waive": "waived"}
GROUPS = {
    "checkers": {"author", "editor", "approver"}, "asker": {"editor", "approver"}, "approvers": {"approver"},
    "": set(),
}  # fmt: skip


@pytest.fixture
def desk():
    return make_desk(TARGET_UPDATES, "PSC", "submitted")


def ask(desk, who="editor", text="Is it 12 or 13?", **about):
    return actions.ask(entry=desk.entry, by=desk.people[who], text=text, **about)


def take(desk, query, move, who, text="Said"):
    return actions.take(query=query, move=Move(move), by=desk.people[who], text=text)


def approve(desk):
    entry = desk.entry
    return entry_actions.approve(TARGET_UPDATES, entry=entry, by=desk.people["approver"], base=last_revision(entry))


@pytest.mark.parametrize("state", list(QueryState))
@pytest.mark.parametrize("whose", ["England", "PSC"])
def test_each_role_makes_the_moves_of_each_state_and_no_other(whose, state):
    desk = make_desk(TARGET_UPDATES, whose, "submitted")
    query = ask(desk)
    groups = GROUPS | {"writers": WRITERS[whose]}

    for move in Move:
        allowed = groups[EXPECTED[state].get(move, "")]
        for role in PEOPLE:
            Query.objects.update(state=state)
            steps, events = query.steps.count(), AuditEvent.objects.count()
            if role in allowed:
                assert take(desk, query, move, role).state == LEADS_TO[move], (move, role)
                continue
            with pytest.raises(Refused):
                take(desk, query, move, role)
            query.refresh_from_db()
            assert (query.state, query.steps.count(), AuditEvent.objects.count()) == (state, steps, events)


def test_every_state_and_move_stands_in_the_table():
    assert set(MOVES) == set(QueryState)
    assert {move for steps in MOVES.values() for move in steps} == set(Move)


@pytest.mark.parametrize("role", PEOPLE)
def test_only_those_who_review_ask(desk, role):
    if role in GROUPS["checkers"]:
        assert ask(desk, role).state == "asked"
    else:
        with pytest.raises(Refused, match="does not let you ask"):
            ask(desk, role)


@pytest.mark.parametrize("each", KINDS, ids=lambda each: each.kind.model.__name__)
def test_entry_of_any_kind_is_asked_about_and_not_approved_until_it_is_resolved(client, each):
    desk = make_desk(each.kind, "England", "submitted")
    entry, approver = desk.entry, desk.people["approver"]
    query = ask(desk)

    with pytest.raises(Refused, match="1 query on it is open"):
        entry_actions.approve(each.kind, entry=entry, by=approver, base=last_revision(entry))
    client.force_login(approver)

    assertContains(client.get(each.describe(entry)[1]), "Is it 12 or 13?")
    assertContains(client.get(query.get_absolute_url()), each.describe(entry)[0])
    assert query.entry == entry


def test_answer_does_not_settle_a_query_a_resolution_does(desk):
    query = ask(desk)

    take(desk, query, "answer", "submitter", "It is 13")
    with pytest.raises(Refused, match="is open"):
        approve(desk)
    take(desk, query, "resolve", "editor", "")

    assert approve(desk).state == "approved"


def test_approver_waives_with_a_reason(desk):
    query = ask(desk)

    with pytest.raises(Refused, match="Say why it need not be answered"):
        take(desk, query, "waive", "approver", " ")
    take(desk, query, "waive", "approver", "It is about last year")

    assert approve(desk).state == "approved"
    assert query.steps.last().text == "It is about last year"


def test_query_on_an_approved_version_stands_against_its_correction():
    desk = make_desk(TARGET_UPDATES, "England", "approved")
    ask(desk)
    author = desk.people["author"]
    draft = entry_actions.start_correction(TARGET_UPDATES, entry=desk.entry, by=author, reason="A slip")
    entry_actions.submit(TARGET_UPDATES, entry=draft, by=author, base=last_revision(draft))

    with pytest.raises(Refused, match="1 query on it is open"):
        approve(desk)


def test_query_on_another_quarter_or_organisation_stands_against_nothing(desk):
    ask(make_desk(TARGET_UPDATES, "PSC", "submitted", quarter="Q2 2020/21"))

    assert approve(desk).state == "approved"


def test_every_step_is_signed_kept_and_in_the_trail(desk):
    query = ask(desk, about="Progress")
    take(desk, query, "answer", "submitter", "It is 13")
    take(desk, query, "ask_again", "editor", "Since when?")
    take(desk, query, "resolve", "editor", "Thank you")

    said = [(step.number, step.kind, step.text, step.by) for step in query.steps.all()]
    editor, submitter = desk.people["editor"], desk.people["submitter"]
    assert said == [
        (1, "ask", "Is it 12 or 13?", editor),
        (2, "answer", "It is 13", submitter),
        (3, "ask_again", "Since when?", editor),
        (4, "resolve", "Thank you", editor),
    ]
    trail = AuditEvent.objects.filter(item_kind="query on update").order_by("pk")
    assert [(event.action, event.reason, event.by) for event in trail] == [
        ("asked", "Is it 12 or 13?", editor), ("answered", "It is 13", submitter),
        ("asked again", "Since when?", editor), ("resolved", "Thank you", editor),
    ]  # fmt: skip
    assert trail.last().changes == [{"field": f"Query {query.pk}", "before": "Asked", "after": "Resolved"}]


def test_what_was_said_is_never_changed(desk):
    step = ask(desk).steps.get()
    step.text = "Something else"

    with pytest.raises(WrittenOnce):
        step.save()


def test_query_refers_to_exactly_one_entry(desk):
    query = ask(desk)
    assert sum(getattr(query, f"{name}_id") is not None for name in ENTRIES) == 1

    with pytest.raises(IntegrityError):
        Query.objects.update(target_update=None)


def test_query_keeps_what_was_said_when_it_was_asked(client, desk):
    query = ask(desk, about="Progress")
    type(desk.entry).objects.update(progress="Later words")
    client.force_login(desk.people["editor"])

    page = client.get(query.get_absolute_url())

    assert query.said == "First words"
    assert page.context["page"].has_changed
    assertContains(page, "When it was asked")


def test_open_queries_of_a_quarter_are_counted(desk):
    first, second, third = ask(desk), ask(desk), ask(desk)
    take(desk, first, "answer", "submitter")
    take(desk, second, "resolve", "editor")

    assert open_queries(desk.of["period"]) == 2
    assert third.is_open


@pytest.mark.parametrize(("number", "said"), [(0, ""), (1, "1 query open"), (2, "2 queries open")])
def test_quarter_page_counts_the_open_queries(client, desk, number, said):
    for _ in range(number):
        ask(desk)
    client.force_login(desk.people["editor"])

    page = client.get(reverse("quarter", args=[desk.of["period"].quarter])).content.decode()

    assert said in page
    assert (reverse("query_list") in page) is bool(number)


def test_query_waits_for_the_writers_and_once_answered_for_who_asked(desk):
    query = ask(desk)
    waits = lambda: {role for role in PEOPLE if waiting_for(desk.people[role]).exists()}  # noqa: E731

    assert waits() == {"author", "submitter"}
    take(desk, query, "answer", "submitter")
    assert waits() == {"editor"}
    take(desk, query, "resolve", "editor")
    assert waits() == set()


def test_my_quarter_lists_the_query_for_whom_it_waits(client, desk):
    query = ask(desk)

    for role, is_shown in (("submitter", True), ("approver", False)):
        client.force_login(desk.people[role])
        page = client.get(reverse("my_quarter"))
        assert (query.get_absolute_url() in page.content.decode()) is is_shown


@pytest.mark.parametrize(
    ("role", "status"),
    [("editor", 200), ("approver", 200), ("submitter", 200), ("stranger", 404), ("region", 403), ("board", 403),
     ("admin", 403), ("nobody", 403)],
)  # fmt: skip
def test_reader_and_stranger_see_no_query(client, desk, role, status):
    query = ask(desk)
    client.force_login(desk.people[role])

    assert client.get(query.get_absolute_url()).status_code == status
    listed = client.get(reverse("query_list"))
    assert listed.status_code == (200 if status == 404 else status)
    assert ("Is it 12" in listed.content.decode()) is (status == 200)
    answered = client.post(reverse("query_step", args=[query.pk, "answer"]), {"text": "It is 13"}).status_code
    assert answered == {200: 302 if role == "submitter" else 409}.get(status, status)


def test_question_is_asked_from_the_page_of_the_entry(client, desk):
    client.force_login(desk.people["editor"])
    entry = desk.entry
    url = reverse("query_ask", args=["target_update", entry.pk])
    update_page = update_url(entry.target.ref, entry.period.quarter, entry.organisation)

    assertContains(client.get(update_page), url)
    assertContains(client.post(url, {"text": " "}), "Write the question", status_code=422)
    assertRedirects(client.post(url, {"text": "Which trusts?", "about": "Progress"}), update_page)

    assertContains(client.get(update_page), "Which trusts?")
    history = client.get(update_url(entry.target.ref, entry.period.quarter, entry.organisation, "history"))
    assertContains(history, f"Version 1, query {Query.objects.get().pk}: asked")


def test_question_about_a_field_that_the_entry_does_not_have_is_refused(client, desk):
    client.force_login(desk.people["editor"])

    page = client.post(
        reverse("query_ask", args=["target_update", desk.entry.pk]), {"text": "Why?", "about": "Weather"}
    )

    assert page.status_code == 422
    with pytest.raises(Refused, match="has no field “Weather”"):
        ask(desk, about="Weather")


def test_query_about_the_whole_shows_what_all_of_it_says(client):
    desk = make_desk(MEASURE_RETURNS, "England", "submitted")
    entry = desk.entry
    months = [f"ENG 2020-{month:02}-01" for month in range(1, 11)]
    entry.write({"cells": {key: {"value": f"{100 + place}"} for place, key in enumerate(months)}})
    client.force_login(desk.people["editor"])

    page = client.get(ask(desk).get_absolute_url())

    assertContains(page, "What the return says now")
    told = [(each.key, each.value) for each in (*page.context["page"].at_once, *page.context["page"].rest)]
    assert (told[0], told[-1]) == (("England, Jan 2020", "100"), ("England, Oct 2020", "109"))
    assertContains(page, "Show the rest of it")


def test_query_about_a_field_shows_no_other(client, desk):
    client.force_login(desk.people["editor"])

    page = client.get(ask(desk, about="Progress").get_absolute_url())

    assertNotContains(page, "says now")


@pytest.mark.parametrize("path", ["ask/weather/1/", "ask/target_update/0/", "0/", "0/answer/"])
def test_address_of_nothing_is_404(client, desk, path):
    client.force_login(desk.people["editor"])
    method = client.post if path == "0/answer/" else client.get

    assert method(f"/queries/{path}").status_code == 404


def test_what_was_typed_stays_when_the_move_comes_too_late(client, desk):
    query = ask(desk)
    take(desk, query, "resolve", "editor")
    client.force_login(desk.people["submitter"])

    page = client.post(reverse("query_step", args=[query.pk, "answer"]), {"text": "It is 13"})

    assertContains(page, "The query is resolved already.", status_code=409)
    assertContains(page, "It is 13", status_code=409)


@pytest.mark.parametrize("name", ["query_list", "my_quarter"])
def test_lists_take_as_many_database_queries_for_few_as_for_many(client, desk, query_count, name):
    client.force_login(desk.people["submitter"])
    ask(desk)
    # The first look lists what is owed.
    client.get(reverse(name))
    few = query_count(lambda: client.get(reverse(name)))
    for _ in range(10):
        ask(desk)

    assert query_count(lambda: client.get(reverse(name))) == few


def test_entry_takes_as_many_database_queries_for_few_as_for_many(client, query_count):
    desk = make_desk(TARGET_UPDATES, "England", "submitted")
    client.force_login(desk.people["approver"])
    url = reverse("update", args=[desk.of["target"].ref, desk.of["period"].quarter])
    ask(desk)
    few = query_count(lambda: client.get(url))
    for _ in range(10):
        ask(desk)

    assert query_count(lambda: client.get(url)) == few
