"""Several people at one moment, each on a connection of their own: no text is lost, and every save is accounted for."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection, connections

from objectives.actions.updates import TARGET_UPDATES, approve_update, find_update
from objectives.models import ProgressUpdate, PublishedRow, UpdateRevision
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.actions import save as save_entry
from pssdash.reporting.entries.confirming import confirm
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused
from pssdash.reporting.updates.models import TEXT_FIELDS, as_content
from pssdash.rounds.actions import NotPossible, open_quarter, publish_quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update, publish
from tests.factories.organisations import make_england

pytestmark = pytest.mark.django_db(transaction=True)

Outcome = UpdateRevision.Outcome
WRITERS = 10 if connection.vendor == "postgresql" else 4
SAVES = 5


@pytest.fixture
def database(tmp_path) -> Callable[[], dict]:
    """The settings of a database for threads: on SQLite a file copied from the test's memory."""

    def settings() -> dict:
        if connection.vendor != "sqlite":
            return connection.settings_dict
        path = tmp_path / "copy.sqlite3"
        if not path.exists():
            with closing(sqlite3.connect(path)) as copy:
                connection.connection.backup(copy)
                # As a site's file is since its first connection; two first connections would both want to make it so.
                copy.execute("PRAGMA journal_mode=WAL")
        return {**connection.settings_dict, "NAME": str(path)}

    return settings


def at_once(database: Callable[[], dict], *calls: Callable) -> list:
    """Run `calls` in threads that start together, each with a connection of its own; what each returned."""
    settings, start = database(), Barrier(len(calls))

    def run(call):
        own = connections["default"]
        own.settings_dict = settings
        try:
            start.wait(10)
            return call()
        finally:
            own.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(60) for future in [pool.submit(run, call) for call in calls]]


def afterwards(database: Callable[[], dict], read: Callable):
    """What `read` finds in the database that the threads wrote to."""
    return at_once(database, read)[0]


def save(target, period, by, progress, base, **how):
    words = dict.fromkeys(TEXT_FIELDS, "") | {"progress": progress, "action_due": None}
    of = {"target": target, "period": period, "organisation": make_england()}
    return save_entry(TARGET_UPDATES, of=of, typed=as_content(words, {}), by=by, base=base, **how)


def writer(target, period, number):
    """One person who saves again and again, each time from what was there a moment before."""
    by = make_user(EDITOR)

    def write():
        england = make_england()
        return [
            save(target, period, by, f"Save {turn} of {number}", last_revision(find_update(target, period, england)))
            for turn in range(SAVES)
        ]

    return write


def texts(outcome):
    return set(UpdateRevision.objects.filter(outcome=outcome).values_list("content__progress", flat=True))


def test_writers_of_one_update_lose_no_text(database):
    target, period = make_target(), make_period()
    writers = [writer(target, period, number) for number in range(WRITERS)]

    results = [saved for written in at_once(database, *writers) for saved in written]

    accepted = sum(saved.ours is None for saved in results)
    saved, aside = afterwards(database, lambda: (texts(Outcome.SAVED), texts(Outcome.CONFLICT)))
    assert saved | aside == {f"Save {turn} of {number}" for number in range(WRITERS) for turn in range(SAVES)}
    assert (len(saved), len(aside)) == (accepted, WRITERS * SAVES - accepted)


def test_saves_of_one_update_are_numbered_without_gap_and_in_the_trail(database):
    target, period = make_target(), make_period()

    at_once(database, *(writer(target, period, number) for number in range(WRITERS)))

    numbers, trail, last, update = afterwards(
        database,
        lambda: (
            sorted(UpdateRevision.objects.values_list("number", flat=True)),
            AuditEvent.objects.filter(action__in=["saved", "text kept aside"]).count(),
            UpdateRevision.objects.filter(outcome=Outcome.SAVED).order_by("number").last().content["progress"],
            ProgressUpdate.objects.get().progress,
        ),
    )
    assert numbers == list(range(1, WRITERS * SAVES + 1))
    assert trail == WRITERS * SAVES
    assert update == last


def test_first_saves_at_the_same_moment_make_one_update_and_keep_both_texts(database):
    target, period = make_target(), make_period()
    people = [make_user(EDITOR) for _ in range(WRITERS)]

    at_once(database, *(lambda by=by: save(target, period, by, by.email, 0) for by in people))

    saved, aside, updates = afterwards(
        database, lambda: (texts(Outcome.SAVED), texts(Outcome.CONFLICT), ProgressUpdate.objects.count())
    )
    assert (len(saved), updates) == (1, 1)
    assert saved | aside == {person.email for person in people}


def test_writers_of_different_updates_do_not_meet(database):
    period = make_period()
    writers = [writer(make_target(), period, number) for number in range(WRITERS)]

    at_once(database, *writers)

    saved, aside = afterwards(database, lambda: (len(texts(Outcome.SAVED)), len(texts(Outcome.CONFLICT))))
    assert (saved, aside) == (WRITERS * SAVES, 0)


@pytest.mark.parametrize("attempt", range(3))
def test_approval_is_published_or_refused_when_both_happen_at_once(database, attempt):
    period = make_period()
    update = make_update(make_target(), period, by=make_user(EDITOR), state=EntryState.SUBMITTED)
    approver, base = make_user(APPROVER), last_revision(update)

    def approve():
        try:
            return approve_update(update=update, by=approver, base=base).pk
        except Refused:
            return None

    approved, _ = at_once(database, approve, lambda: publish_quarter(period=period, by=approver))

    assert afterwards(database, lambda: PublishedRow.objects.get().update_shown_id) == approved


@pytest.mark.parametrize("attempt", range(3))
def test_two_quarters_opened_at_once_leave_one_open(database, attempt):
    publish(make_period("Q2 2020/21"))
    editor = make_user(EDITOR)

    def opening(quarter):
        def call():
            try:
                return open_quarter(quarter=quarter, by=editor).pk
            except NotPossible:
                return None

        return call

    opened = at_once(database, opening(Quarter(2020, 3)), opening(Quarter(2020, 4)))

    assert opened.count(None) == 1


def typist(target, period, number):
    """One person whose form saves itself again and again, every time from the first save: each answer got lost."""
    by = make_user(EDITOR)

    def write():
        return [
            save(target, period, by, f"Save {turn} of {number}", 0, window=f"window-{number}", is_automatic=True)
            for turn in range(SAVES)
        ]

    return write


def test_forms_that_save_themselves_at_once_lose_no_text_and_never_replace_another_s(database):
    target, period = make_target(), make_period()
    typists = [typist(target, period, number) for number in range(WRITERS)]

    results = at_once(database, *typists)

    saved, aside, people = afterwards(
        database,
        lambda: (
            texts(Outcome.SAVED),
            texts(Outcome.CONFLICT),
            UpdateRevision.objects.filter(outcome=Outcome.SAVED).values("saved_by").distinct().count(),
        ),
    )
    assert saved | aside == {f"Save {turn} of {number}" for number in range(WRITERS) for turn in range(SAVES)}
    assert (people, len(saved)) == (1, SAVES)
    assert sorted(sum(each.ours is None for each in written) for written in results) == [0] * (WRITERS - 1) + [SAVES]


def test_confirmation_and_text_at_the_same_moment_leave_one_of_them_and_lose_no_text(database):
    before, editor, target = make_period("Q2 2020/21"), make_user(EDITOR), make_target(deadline="by 31 March 2022")
    make_update(target, before, by=editor, state=EntryState.APPROVED, approved_by=make_user(APPROVER))
    of = {"target": target, "period": make_period(), "organisation": make_england()}

    def confirming():
        try:
            return confirm(TARGET_UPDATES, of=of, by=editor, base=0).pk
        except Refused:
            return None

    other = make_user(EDITOR)
    confirmed, saved = at_once(database, confirming, lambda: save(target, of["period"], other, "News", 0))

    kept = afterwards(database, lambda: texts(Outcome.SAVED) | texts(Outcome.CONFLICT))
    assert "News" in kept
    assert (confirmed is None) == (saved.ours is None)
