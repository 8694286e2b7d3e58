"""Writing, reviewing, publishing and correcting the update of a deliverable, from its pages."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.models import DeliverableUpdate, PublishedProgramme
from programmes.quarter_deliverables import deliverable_rows
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.reporting.entries.reading import find, last_revision
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_deliverer, make_england
from tests.factories.programmes import (
    make_deliverable,
    make_deliverable_update,
    make_programmes_period,
    publish_programmes,
)
from tests.factories.reviews import WHY, otherwise

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return make_programmes_period("Q3 2024/25")


@pytest.fixture
def deliverable(period):
    return make_deliverable(deadline="by 31 March 2026")


@pytest.fixture
def editor(client):
    editor = make_user(EDITOR)
    client.force_login(editor)
    return editor


def url_of(deliverable, period, step="", organisation=""):
    name = "deliverable_update" + (f"_{step}" if step else "")
    query = {"organisation": organisation} if organisation else None
    return reverse(name, args=[deliverable.workstream.programme.slug, deliverable.ref, period.quarter], query=query)


def update_of(deliverable, period, organisation=None):
    of = {"deliverable": deliverable, "period": period, "organisation": organisation or make_england()}
    return find(DELIVERABLE_UPDATES, **of)


def filled(deliverable, period, **values):
    """What a browser posts: every field, all milestones in progress, from the save that is there now."""
    blank = ("rag_reason", "action", "action_owner", "action_due", "evidence", "reported_rag")
    base = last_revision(update_of(deliverable, period))
    data = {name: "" for name in blank} | {"progress": "Typed", "base": base}
    for milestone in deliverable.milestones.all():
        line = {"status": "in_progress", "status_reason": "", "forecast": "", "met_on": ""}
        data |= {f"line-{milestone.pk}-{name}": value for name, value in line.items()}
    return data | values


def test_draft_is_saved_with_its_revision_and_trail(client, deliverable, period, editor):
    answer = client.post(url_of(deliverable, period), filled(deliverable, period, save=""))

    update = DeliverableUpdate.objects.get()
    event = AuditEvent.objects.get(action="saved")
    assertRedirects(answer, url_of(deliverable, period))
    assert (update.state, update.progress, update.lines.get().status) == ("draft", "Typed", "in_progress")
    assert update.revisions.get().content == update.content()
    assert (event.item_kind, event.subject) == ("deliverable update", f"deliverable/{deliverable.ref}")
    assert event.item_key == f"{deliverable.ref} 2024-25-q3 ENG v1"


def test_submission_says_what_is_missing_and_keeps_the_draft(client, deliverable, period, editor):
    line = f"line-{deliverable.milestones.get().pk}-status"

    answer = client.post(url_of(deliverable, period), filled(deliverable, period, submit="", **{line: ""}))

    assertContains(answer, "Choose where this stands")
    assert update_of(deliverable, period).state == "draft"


def test_update_goes_from_draft_to_approved_and_is_shown(client, deliverable, period, editor):
    client.post(url_of(deliverable, period), filled(deliverable, period, submit="", progress="Ten sites live"))
    client.force_login(make_user(APPROVER))
    base = last_revision(update_of(deliverable, period))

    client.post(url_of(deliverable, period, "approve"), {"base": base})

    (row,) = deliverable_rows(period, editor)
    assert (row.has_update, row.progress) == (True, "Ten sites live")


def test_reviewers_rating_goes_from_the_page_to_what_is_published(client, deliverable, period, editor):
    client.post(url_of(deliverable, period), filled(deliverable, period, submit="", reported_rag="green"))
    client.force_login(make_user(APPROVER))
    base = last_revision(update_of(deliverable, period))
    client.post(url_of(deliverable, period, "approve"), {"base": base, **otherwise()})
    publish_programmes(period)

    client.force_login(make_user(BOARD_MEMBER))
    card = client.get(reverse("deliverable", args=[deliverable.workstream.programme.slug, deliverable.ref]))

    (stored,) = PublishedProgramme.objects.get().content["deliverables"]
    assert (stored["reported_rag"], stored["reviewer_rag"], stored["reviewer_reason"]) == ("green", "amber", WHY)
    assertContains(card, WHY)
    assertNotContains(card, "National approver")


def test_reviewer_who_gives_no_reason_is_asked_for_it(client, deliverable, period, editor):
    make_deliverable_update(deliverable, period, by=editor, state="submitted", reported_rag="green")
    client.force_login(make_user(APPROVER))
    base = last_revision(update_of(deliverable, period))

    page = client.post(url_of(deliverable, period, "approve"), {"base": base, **otherwise(reason="")})

    assertContains(page, '<a href="#id_reviewer_reason">Say why you rate this Amber')
    assert update_of(deliverable, period).state == "submitted"


def test_writer_does_not_approve(client, deliverable, period):
    both = make_user(EDITOR, APPROVER)
    make_deliverable_update(deliverable, period, by=both, state="submitted")
    client.force_login(both)

    page = client.post(url_of(deliverable, period, "approve"), {"base": last_revision(update_of(deliverable, period))})

    assertContains(page, "another approver must decide on it", status_code=409)
    assert update_of(deliverable, period).state == "submitted"


def test_update_sent_back_shows_the_note_to_the_writers(client, deliverable, period, editor):
    make_deliverable_update(deliverable, period, by=editor, state="submitted")
    client.force_login(make_user(APPROVER))

    client.post(url_of(deliverable, period, "send_back"), {"note": "Name the sites"})

    client.force_login(editor)
    assertContains(client.get(url_of(deliverable, period)), "Name the sites")


def test_two_editors_see_both_versions(client, deliverable, period, editor):
    make_deliverable_update(deliverable, period, by=make_user(EDITOR), progress="Theirs")

    page = client.post(url_of(deliverable, period), filled(deliverable, period, progress="Mine", base=0))

    assert page.status_code == 409
    assertContains(page, "Theirs", status_code=409)
    assert update_of(deliverable, period).progress == "Theirs"


def test_last_quarter_stands_beside_the_form(client, deliverable, period, editor):
    before = make_programmes_period("Q2 2024/25")
    make_deliverable_update(
        deliverable, before, state="approved", approved_by=make_user(APPROVER), progress="Nine sites"
    )
    publish_programmes(before)

    page = client.get(url_of(deliverable, period))

    assert page.context["page"].last.progress == "Nine sites"


def test_correction_of_a_published_update_is_published_beside_it(client, deliverable, period, editor):
    other = make_deliverable(workstream=deliverable.workstream)
    make_deliverable_update(
        deliverable,
        period,
        state="approved",
        approved_by=make_user(APPROVER),
        by=make_user(EDITOR),
        progress="12 sites",
    )
    publish_programmes(period)
    first = PublishedProgramme.objects.values().get()

    client.post(url_of(deliverable, period, "correct"), {"reason": "It is 13"})
    client.post(url_of(deliverable, period), filled(deliverable, period, submit="", progress="13 sites"))
    client.force_login(make_user(APPROVER))
    client.post(url_of(deliverable, period, "approve"), {"base": last_revision(update_of(deliverable, period))})

    rows = {row.ref: row for row in deliverable_rows(period, make_user(BOARD_MEMBER))}
    assert PublishedProgramme.objects.values().get(version=1) == first
    assert PublishedProgramme.objects.get(version=2).correction_reason == "It is 13"
    assert (rows[deliverable.ref].progress, rows[deliverable.ref].correction_reason) == ("13 sites", "It is 13")
    assert rows[other.ref].progress == ""


def test_update_too_late_for_a_published_quarter_is_not_approved(client, deliverable, period):
    make_deliverable_update(deliverable, period, by=make_user(EDITOR), state="submitted")
    publish_programmes(period)
    client.force_login(make_user(APPROVER))

    page = client.post(url_of(deliverable, period, "approve"), {"base": last_revision(update_of(deliverable, period))})

    assertContains(page, "was published without this update", status_code=409)


def test_organisation_that_delivers_writes_its_own(client, period):
    collaborative = make_collaborative()
    deliverable = make_deliverable(deliverers=[make_deliverer(member_kind="collaborative")])
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))
    page = url_of(deliverable, period, organisation=collaborative.code)

    client.post(page, filled(deliverable, period, save="", progress="Ours"))

    assert update_of(deliverable, period, collaborative).progress == "Ours"
    assert client.get(url_of(deliverable, period)).status_code == 404


def test_organisation_that_does_not_deliver_has_no_page(client, deliverable, period):
    collaborative = make_collaborative()
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))

    assert client.get(url_of(deliverable, period, organisation=collaborative.code)).status_code == 404


def test_quarter_of_the_objectives_alone_has_no_deliverable_updates(client, deliverable, editor):
    period = make_programmes_period("Q1 2024/25", covers_objectives=True, covers_programmes=False)

    assert client.get(url_of(deliverable, period)).status_code == 404


def test_history_tells_saves_and_steps(client, deliverable, period, editor):
    client.post(url_of(deliverable, period), filled(deliverable, period, submit="", progress="Ten sites"))

    page = client.get(url_of(deliverable, period, "history"))

    assert [event.what for event in page.context["page"].events] == ["Version 1 submitted", "Version 1, save 1"]
    assertContains(page, "Ten sites")


def test_next_deliverable_that_waits_is_offered(client, deliverable, period, editor):
    other = make_deliverable(workstream=deliverable.workstream)

    page = client.get(url_of(deliverable, period))

    assert page.context["page"].next_up.text == other.ref
    assertNotContains(page, "Nothing else of this kind waits")
