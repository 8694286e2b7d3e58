"""Deliverables in the round: owed, waiting for approval, counted in the quarter."""

from dataclasses import replace

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.rounds.tasks import SHORT
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.factories.programmes import (
    make_deliverable,
    make_deliverable_update,
    make_framework,
    make_measure,
    make_programmes_period,
    make_section,
    make_workstream,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-02-01")]


def my_quarter(client, user):
    client.force_login(user)
    return client.get(reverse("my_quarter")).context


def test_quarter_of_both_asks_for_targets_and_deliverables(client):
    make_programmes_period(covers_objectives=True)
    target, deliverable = make_target(), make_deliverable()

    (only,) = my_quarter(client, make_user(EDITOR))["rounds"]

    assert [task.name for task in only.national.tasks] == [target.ref, deliverable.ref]
    group = only.national.groups[1]
    assert (group.chapter, group.heading) == (
        deliverable.workstream.programme.name, f"{deliverable.workstream}: deliverables",
    )  # fmt: skip


def test_long_list_begins_with_the_chapter_to_go_on_with(client):
    period, workstream = make_programmes_period(covers_objectives=True), make_workstream()
    target = make_target()
    for _ in range(SHORT):
        make_deliverable(workstream=workstream)
    make_update(target, period, state="submitted", submitted_at=NOON, submitted_by=make_user(EDITOR))

    work = my_quarter(client, make_user(EDITOR))["rounds"][0].national

    theme, programme = target.objective.theme.name, workstream.programme.name
    assert [(each.heading, each.finished, each.total, each.is_open) for each in work.chapters] == [
        (theme, 1, 1, False),
        (programme, 0, SHORT, True),
    ]
    assert all(each.is_open for each in replace(work, state="submitted").chapters)


def test_only_the_chapter_to_begin_with_stands_open_and_what_was_sent_back_comes_first(client):
    period, workstream = make_programmes_period(covers_objectives=True), make_workstream()
    make_target()
    deliverables = [make_deliverable(workstream=workstream) for _ in range(SHORT)]
    make_deliverable_update(deliverables[-1], period, state="sent_back", sent_back_note="Name the sites")

    work = my_quarter(client, make_user(EDITOR))["rounds"][0].national

    assert [each.is_open for each in work.chapters] == [False, True]
    assert work.first_unfinished.is_sent_back


def test_my_quarter_groups_a_programmes_texts_values_and_phases(client):
    make_programmes_period()
    workstream = make_workstream()
    deliverable = make_deliverable(workstream=workstream)
    section = make_section(workstream.programme, workstream=workstream, heading="Learning")
    measure, framework = make_measure(workstream=workstream), make_framework(workstream)

    (chapter,) = my_quarter(client, make_user(EDITOR))["rounds"][0].national.chapters

    assert [(group.heading, [task.text for task in group.tasks]) for group in chapter.groups] == [
        (f"{workstream}: deliverables", [f"{deliverable.ref} {deliverable.summary}"]),
        (f"{workstream}: text", [section.heading]),
        ("Values of measures", [measure.name]),
        ("Phases", [framework.name]),
    ]


def test_two_quarters_side_by_side_each_ask_for_their_own(client):
    make_period("Q3 2020/21"), make_programmes_period("Q3 2024/25")
    target, deliverable = make_target(), make_deliverable()
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("my_quarter"))

    assert [[task.name for task in each.national.tasks] for each in page.context["rounds"]] == [
        [target.ref],
        [deliverable.ref],
    ]
    assert "Q3 2020/21 (Oct–Dec 2020), open: objectives" in page.content.decode()


def test_state_and_note_of_a_deliverables_update_stand_at_its_task(client):
    period, deliverable = make_programmes_period(), make_deliverable()
    make_deliverable_update(deliverable, period, state="sent_back", sent_back_note="Name the sites")

    (task,) = my_quarter(client, make_user(EDITOR))["rounds"][0].national.tasks

    assert (task.status, task.notes[0]) == ("sent_back", "Sent back: Name the sites")
    assert client.get(task.url).status_code == 200


def test_submitter_owes_what_their_organisation_delivers(client):
    make_programmes_period()
    collaborative = make_collaborative()
    theirs = make_deliverable(deliverers=[make_deliverer(member_kind="collaborative")])
    make_deliverable()

    (only,) = my_quarter(client, make_user(SUBMITTER, organisations=(collaborative,)))["rounds"]

    assert [task.name for task in only.local.tasks] == [theirs.ref]
    assert only.national is None


def test_submitted_entries_of_all_kinds_wait_the_oldest_first(client):
    period, editor, approver = make_programmes_period(covers_objectives=True), make_user(EDITOR), make_user(APPROVER)
    late = make_update(make_target(), period, by=editor, state="submitted", submitted_at=NOON.replace(hour=15))
    early = make_deliverable_update(make_deliverable(), period, by=approver, state="submitted", submitted_at=NOON)

    waiting = my_quarter(client, approver)["waiting"]

    assert [(item.ref, item.is_own) for item in waiting] == [(early.ref, True), (late.ref, False)]
    assert client.get(waiting[0].url).status_code == 200


def test_number_of_queries_does_not_grow(client, query_count):
    period, editor = make_programmes_period(), make_user(EDITOR, APPROVER)
    client.force_login(editor)

    def fill(number):
        for _ in range(number):
            make_deliverable_update(make_deliverable(), period, by=editor, state="submitted", submitted_at=NOON)

    fill(3)
    few = query_count(lambda: client.get(reverse("my_quarter")))
    fill(12)

    assert query_count(lambda: client.get(reverse("my_quarter"))) == few
