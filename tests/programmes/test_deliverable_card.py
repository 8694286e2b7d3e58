"""The card of a deliverable, as each reader meets it."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from programmes.actions.deliverables import publish_correction
from pssdash.accounts.audit import record
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR
from tests.factories.accounts import make_user
from tests.factories.programmes import (
    make_deliverable,
    make_deliverable_update,
    make_programmes_period,
    publish_programmes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def deliverable():
    return make_deliverable(deadline="by 31 March 2026", official_wording="As it was promised")


@pytest.fixture
def published(deliverable):
    """Q2 2024/25 as published, with an update."""
    period = make_programmes_period("Q2 2024/25")
    make_deliverable_update(
        deliverable,
        period,
        state="approved",
        approved_by=make_user(APPROVER),
        progress="Nine sites",
        reported_rag="red",
    )
    return publish_programmes(period)


def page_of(client, deliverable, role, name="deliverable", *more, **query):
    client.force_login(make_user(role))
    return client.get(reverse(name, args=[deliverable.workstream.programme.slug, deliverable.ref, *more]), query)


def correct(deliverable, period, progress, reason="A slip"):
    update = make_deliverable_update(
        deliverable, period, version=2, correction_reason=reason, state="approved", approved_by=make_user(APPROVER),
        progress=progress,
    )  # fmt: skip
    return publish_correction(update=update, by=update.approved_by)


def test_card_shows_promise_deadline_rating_and_note(client, deliverable, published):
    page = page_of(client, deliverable, BOARD_MEMBER)

    for words in ("As it was promised", "by 31 March 2026", "Nine sites", "Q2 2024/25 (Jul–Sep 2024)"):
        assertContains(page, words)
    assert page.context["section"].row.reported_rag.value == "red"


def test_reader_sees_published_quarters_alone(client, deliverable, published):
    make_deliverable_update(deliverable, make_programmes_period("Q3 2024/25"), progress="Not for readers")

    page = page_of(client, deliverable, BOARD_MEMBER)

    assert [past.row.quarter.short for past in page.context["section"].history] == ["Q2 2024/25"]
    assertNotContains(page, "Audit trail")
    assert page_of(client, deliverable, BOARD_MEMBER, quarter="2024-25-q3").status_code == 404


def test_national_team_sees_the_open_quarter_first_and_the_way_to_its_update(client, deliverable, published):
    make_programmes_period("Q3 2024/25")

    page = page_of(client, deliverable, EDITOR)

    assert [past.is_draft for past in page.context["section"].history] == [True, False]
    assertContains(page, "Edit the update for Q3 2024/25")
    assertContains(page, "Audit trail of")


def test_deliverable_in_no_published_quarter_is_not_there_for_a_reader(client, deliverable):
    assert page_of(client, deliverable, BOARD_MEMBER).status_code == 404
    assertContains(page_of(client, deliverable, EDITOR), "In no quarter yet")


def test_deliverable_of_another_programme_is_not_there(client, deliverable, published):
    client.force_login(make_user(EDITOR))

    assert (
        client.get(
            reverse("deliverable", args=[make_deliverable().workstream.programme.slug, deliverable.ref])
        ).status_code
        == 404
    )


def test_corrected_quarter_shows_the_correction_and_opens_the_version_before(client, deliverable, published):
    correct(deliverable, published, "Ten sites")

    page = page_of(client, deliverable, BOARD_MEMBER)
    first = page_of(client, deliverable, BOARD_MEMBER, "deliverable_version", published.quarter, 1)

    assertContains(page, "Ten sites")
    assertContains(page, "Corrected:")
    assertContains(first, "Nine sites")
    assertContains(first, "This version was corrected")
    assert page_of(client, deliverable, BOARD_MEMBER, "deliverable_version", published.quarter, 3).status_code == 404


def test_correction_of_another_deliverable_is_no_correction_of_this_one(client, published, deliverable):
    other = make_deliverable(workstream=deliverable.workstream)
    period = make_programmes_period("Q3 2024/25")
    for each in (deliverable, other):
        make_deliverable_update(each, period, state="approved", approved_by=make_user(APPROVER))
    publish_programmes(period)
    correct(other, period, "Corrected elsewhere")

    page = page_of(client, deliverable, BOARD_MEMBER)

    assert [past.earlier for past in page.context["section"].history] == [(), ()]
    assertNotContains(page, "Corrected:")


def test_audit_trail_is_in_words(client, deliverable, published):
    key = f"{deliverable.ref} 2024-25-q2 ENG v1"
    record(by=None, action="saved", item=("deliverable update", key), subject=f"deliverable/{deliverable.ref}")

    page = page_of(client, deliverable, EDITOR, "deliverable_audit")

    assertContains(page, f"Saved: deliverable update of {deliverable.ref}, Q2 2024/25, England, version 1")
    assert page_of(client, deliverable, BOARD_MEMBER, "deliverable_audit").status_code == 403


def test_number_of_queries_does_not_grow_with_the_deliverables(client, deliverable, query_count):
    make_programmes_period("Q3 2024/25")
    client.force_login(make_user(EDITOR))
    url = reverse("deliverable", args=[deliverable.workstream.programme.slug, deliverable.ref])
    few = query_count(lambda: client.get(url))
    for _ in range(10):
        make_deliverable(workstream=deliverable.workstream)

    assert query_count(lambda: client.get(url)) == few
