"""Twenty editors who save the same target and targets of their own at once, and what became of each of their texts."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from objectives.actions.updates import TARGET_UPDATES
from objectives.models import Target, UpdateRevision
from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import EDITOR
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.updates.models import TEXT_FIELDS
from tests.factories.accounts import make_user

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


def save_at_once(shared: Target, own: list[Target], period: ReportingPeriod) -> list[float]:
    """The seconds that each save took: every editor saves by turns what all of them write and what they alone write."""
    england = Organisation.england()
    desks = [{"target": target, "period": period, "organisation": england} for target in (shared, *own)]
    calls = [editor_saving(make_user(EDITOR), number, (desks[0], desk)) for number, desk in enumerate(desks[1:])]
    return [seconds for each in at_once(calls) for seconds in each]


def editor_saving(by: User, number: int, desks: tuple[Mapping[str, Any], ...]) -> Callable[[], list[float]]:
    """One editor, who saves each time from what they just read."""

    def write() -> list[float]:
        return [save(by, text_of(number, turn), desks[turn % len(desks)]) for turn in range(SAVES)]

    return write


def save(by: User, text: str, of: Mapping[str, Any]) -> float:
    """The seconds from reading what stands written to its being saved."""
    began = time.perf_counter()
    base = last_revision(find(TARGET_UPDATES, **of))
    actions.save(TARGET_UPDATES, of=of, typed={**BLANK, "progress": text}, by=by, base=base)
    return time.perf_counter() - began


def text_of(number: int, turn: int) -> str:
    return f"Save {turn} of editor {number}"


def texts(**which) -> list[str]:
    """The texts of the saves, in their order."""
    found = UpdateRevision.objects.filter(**which).order_by("update_of", "number")
    return list(found.values_list("content__progress", flat=True))


def lost() -> list[str]:
    """The texts that were written and are nowhere, neither taken over nor kept aside."""
    return list((written() - Counter(texts())).elements())


def doubled() -> list[str]:
    """The texts that are there more often than they were written."""
    return list((Counter(texts()) - written()).elements())


def untold() -> int:
    """How many more saves were taken over than the audit trail tells; below nought, how many fewer."""
    told = AuditEvent.objects.filter(action="saved", item_kind="update").count()
    return UpdateRevision.objects.filter(outcome=UpdateRevision.Outcome.SAVED).count() - told


def written() -> Counter[str]:
    return Counter(text_of(number, turn) for number in range(EDITORS) for turn in range(SAVES))
