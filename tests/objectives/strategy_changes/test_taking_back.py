"""Taking an end back, with all that ended with it."""

from dataclasses import replace

import pytest

from objectives.actions.endings import take_back_end, withdraw
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.refusals import Refused
from tests.factories.objectives import (
    make_milestone,
    make_target,
    publish,
)
from tests.objectives.strategy_changes.reading import Q3, Q4, contents

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_end_is_taken_back_with_what_ended_with_it(change, period):
    target = make_target()
    early = make_milestone(target, ended_quarter=Q3, ended_as="superseded", ended_reason="For itself")
    before = contents(period)
    withdraw(item=target.objective, change=change)
    target.objective.refresh_from_db()

    take_back_end(item=target.objective, change=replace(change, reason="Entered by mistake"))

    early.refresh_from_db()
    assert contents(period) == before
    assert early.ended_reason == "For itself"
    last = AuditEvent.objects.filter(item_key=target.ref).first()
    assert last.changes[0] == {"field": "end", "before": "withdrawn in Q3 2020/21", "after": ""}
    assert last.reason == "Entered by mistake"


def test_end_that_is_published_is_not_taken_back(change, period):
    target = make_target()
    withdraw(item=target, change=change)
    publish(period)
    target.refresh_from_db()

    with pytest.raises(Refused, match="Add it anew"):
        take_back_end(item=target, change=replace(change, quarter=Q4))


def test_end_is_not_taken_back_under_a_parent_that_has_ended(change):
    target = make_target()
    withdraw(item=target.objective, change=change)
    target.refresh_from_db()

    with pytest.raises(Refused, match=f"{target.objective.ref} has ended too"):
        take_back_end(item=target, change=change)
