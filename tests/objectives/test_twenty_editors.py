"""Twenty editors who save the same target and targets of their own at once, again and again, on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from objectives.actions.updates import TARGET_UPDATES
from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.updates.models import TEXT_FIELDS
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target
from tests.factories.organisations import make_england

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.many_writers,
]
EDITORS, SAVES = 20, 50
BLANK = dict.fromkeys(TEXT_FIELDS, "") | {"action_due": None, "lines": {}}


def at_once(calls: list[Callable]) -> list:
    """What each of `calls` returned; they start together, each in a thread with a connection of its own."""
    start = Barrier(len(calls))

    def run(call: Callable):
        start.wait(30)
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(300) for future in [pool.submit(run, call) for call in calls]]


def text_of(number: int, turn: int) -> str:
    return f"Save {turn} of editor {number}"


def editor_saving(number: int, shared: dict, own: dict) -> Callable:
    """One editor who saves by turns what all write and what they alone write, each time from what they just read."""
    by = make_user(EDITOR)

    def write():
        for turn in range(SAVES):
            of = own if turn % 2 else shared
            typed, base = {**BLANK, "progress": text_of(number, turn)}, last_revision(find(TARGET_UPDATES, **of))
            actions.save(TARGET_UPDATES, of=of, typed=typed, by=by, base=base)

    return write


def texts(**which) -> list[str]:
    """The texts of the saves, in their order."""
    found = UpdateRevision.objects.filter(**which).order_by("update_of", "number")
    return list(found.values_list("content__progress", flat=True))


def progress_in(trail) -> list[tuple[str, str]]:
    """The progress before and after each event."""
    changes = [next(each for each in event.changes if each["field"] == "Progress") for event in trail]
    return [(each["before"], each["after"]) for each in changes]


def test_twenty_editors_lose_and_double_nothing_and_the_trail_accounts_for_every_change():
    period, england = make_period(), make_england()
    shared, *own = (
        {"target": make_target(deadline=None), "period": period, "organisation": england} for _ in range(EDITORS + 1)
    )

    at_once([editor_saving(number, shared, own[number]) for number in range(EDITORS)])

    # Every text is there, once, whether it was taken over or kept aside.
    written = [text_of(number, turn) for number in range(EDITORS) for turn in range(SAVES)]
    assert sorted(texts()) == sorted(written)
    # What one person alone writes is never kept aside.
    ours = ProgressUpdate.objects.get(target=shared["target"])
    assert UpdateRevision.objects.exclude(update_of=ours).filter(outcome="conflict").count() == 0
    assert ProgressUpdate.objects.count() == EDITORS + 1
    # The saves of the shared target are numbered without a gap, and the last one stands.
    numbers = list(ours.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, EDITORS * SAVES // 2 + 1))
    accepted = texts(update_of=ours, outcome="saved")
    assert ours.progress == accepted[-1]
    # The trail tells each accepted change from the one before it, and every text that was kept aside.
    trail = AuditEvent.objects.filter(subject=ours.subject).order_by("pk")
    assert progress_in(trail.filter(action="saved")) == list(zip(["", *accepted], accepted, strict=False))
    assert trail.filter(action="text kept aside").count() == len(numbers) - len(accepted)
    assert AuditEvent.objects.filter(action="saved").count() == UpdateRevision.objects.filter(outcome="saved").count()


def test_twenty_editors_on_one_page_meet_no_server_error():
    period, target = make_period(), make_target(deadline=None)
    url = reverse("update", args=[target.ref, period.quarter])
    editors = [make_user(EDITOR) for _ in range(EDITORS)]

    def saving(by):
        client = Client()
        client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")

        def write():
            base = client.get(url).context["page"].form["base"].value()
            return [client.post(url, {"base": base, "progress": f"{by.email} {turn}"}).status_code for turn in range(2)]

        return write

    answers = [status for each in at_once([saving(by) for by in editors]) for status in each]

    # Saved, or both versions side by side.
    assert set(answers) <= {302, 409}
    assert answers.count(302) == UpdateRevision.objects.filter(outcome="saved").count()
    assert sorted(texts()) == sorted(f"{by.email} {turn}" for by in editors for turn in range(2))
