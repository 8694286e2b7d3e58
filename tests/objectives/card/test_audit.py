"""The trail of changes to an objective."""

import pytest

from pssdash.accounts.audit import record
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from tests.factories.accounts import make_user
from tests.objectives.card.reading import CARD, sign_in, text_of

pytestmark = pytest.mark.django_db


def test_audit_shows_each_field_before_and_after(client, objective):
    editor = make_user(EDITOR, email="editor@example.org")
    record(
        by=editor, action="reworded", item=("target", "SC-1.1"), subject="objective/SC-1",
        before={"Summary": "Old words"}, after={"Summary": "New words"}, reason="Clearer",
    )  # fmt: skip
    record(
        by=editor, action="reworded", item=("target", "SC-2.1"), subject="objective/SC-2", after={"Summary": "Other"}
    )

    page = text_of(sign_in(client, APPROVER).get(f"{CARD}audit/"))

    for words in ("Reworded: target SC-1.1", "National editor", "Summary", "“Old words”", "“New words”", "Clearer"):
        assert words in page
    assert "SC-2.1" not in page


@pytest.mark.parametrize("column", ["at", "by", "action"])
def test_audit_sorts_both_ways(client, objective, column):
    for number, role in enumerate((BOARD_MEMBER, EDITOR, SUBMITTER)):
        record(by=make_user(role), action=f"action {number}", item=("target", "SC-1.1"), subject="objective/SC-1")
    sign_in(client, APPROVER)

    rows = [
        [row.record.pk for row in client.get(f"{CARD}audit/?sort={prefix}{column}").context["table"].rows]
        for prefix in ("", "-")
    ]

    assert rows[0] == rows[1][::-1] and len(set(rows[0])) == 3


@pytest.mark.parametrize("role", [BOARD_MEMBER, REGIONAL_LEAD, SUBMITTER])
def test_audit_is_for_those_who_read_drafts(client, objective, role):
    assert sign_in(client, role).get(f"{CARD}audit/").status_code == 403


def test_audit_asks_as_many_queries_for_many_events_as_for_few(client, objective, query_count):
    sign_in(client, APPROVER)
    editor = make_user(EDITOR)

    def write(count):
        for _ in range(count):
            record(by=editor, action="saved", item=("target", "SC-1.1"), subject="objective/SC-1", after={"a": "b"})

    write(3)
    few = query_count(lambda: client.get(f"{CARD}audit/"))
    write(27)

    assert query_count(lambda: client.get(f"{CARD}audit/")) == few
