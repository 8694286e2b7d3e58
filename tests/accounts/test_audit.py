"""The audit trail: which differences it keeps, how values read, and that nothing in it ever changes."""

from datetime import date

import pytest

from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.audit import as_text, differences, record
from pssdash.accounts.models import AuditEvent
from tests.factories.accounts import make_user


def test_differences_keep_what_changed_in_order():
    before = {"name": "Old", "note": "same", "gone": "x"}
    after = {"new": "y", "note": "same", "name": "New"}

    assert differences(before, after) == [
        {"field": "name", "before": "Old", "after": "New"},
        {"field": "gone", "before": "x", "after": ""},
        {"field": "new", "before": "", "after": "y"},
    ]


def test_differences_pass_over_what_reads_the_same():
    assert differences({"end": None, "day": date(2020, 4, 1)}, {"end": "", "day": "2020-04-01"}) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (date(2020, 3, 31), "2020-03-31"),
        (["ICB", None, 3], "ICB; ; 3"),
    ],
)
def test_as_text_reads_plainly(value, text):
    assert as_text(value) == text


@pytest.mark.django_db
def test_record_keeps_who_what_and_why():
    user = make_user()

    record(by=user, action="changed", item=("account", "a@example.org"), subject="objective/SC-1",
           before={"name": "A"}, after={"name": "B"}, reason="Married")  # fmt: skip

    event = AuditEvent.objects.get()
    assert (event.by, event.action, event.item_kind, event.item_key) == (user, "changed", "account", "a@example.org")
    assert (event.subject, event.reason) == ("objective/SC-1", "Married")
    assert event.changes == [{"field": "name", "before": "A", "after": "B"}]


@pytest.fixture
def event(db):
    return record(by=None, action="loaded", item=("organisations", "fixtures"), after={"added": 3})


def test_event_cannot_be_saved_again(event):
    event.reason = "Other"

    with pytest.raises(WrittenOnce):
        event.save()
    assert AuditEvent.objects.get().reason == ""


def test_event_cannot_be_deleted(event):
    with pytest.raises(WrittenOnce):
        event.delete()
    assert AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda events: events.update(reason="Other"),
        lambda events: events.delete(),
        lambda events: events.bulk_update(list(events), ["reason"]),
    ],
    ids=["update", "delete", "bulk_update"],
)
def test_events_cannot_be_changed_in_bulk(event, change):
    with pytest.raises(WrittenOnce):
        change(AuditEvent.objects.all())
    assert AuditEvent.objects.get().reason == ""


def test_account_with_events_cannot_be_deleted(db):
    user = make_user()
    record(by=user, action="changed", item=("account", user.email))

    with pytest.raises(Exception, match="protected"):
        user.delete()
