"""Approving, sending back and correcting from the page."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from objectives.models import ProgressUpdate, PublishedRow
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.entries.words import Difference
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import make_period, make_update, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver(client):
    approver = make_user(APPROVER)
    client.force_login(approver)
    return approver


@pytest.fixture
def submitted(target, period):
    return make_update(target, period, by=make_user(EDITOR), state=EntryState.SUBMITTED, progress="For approval")


def url_of(update, name="update"):
    return reverse(name, args=[update.target.ref, update.period.quarter])


def make_approved(target, period, **fields):
    return make_update(target, period, state=EntryState.APPROVED, approved_by=make_user(APPROVER), **fields)


def test_approver_reads_what_changed_since_last_quarter(client, target, period, approver, submitted):
    before = make_period("Q2 2020/21")
    make_approved(target, before, progress="For discussion")
    publish(before)

    page = client.get(url_of(submitted))

    assertContains(page, "discussion<span")
    assertContains(page, "approval<span")
    assertNotContains(page, "Save draft")


def test_approval_locks_the_version_that_was_read(client, approver, submitted):
    base = last_revision(submitted)

    page = client.post(url_of(submitted, "update_approve"), {"base": base}, follow=True)

    submitted.refresh_from_db()
    assert (submitted.state, submitted.approved_by) == (EntryState.APPROVED, approver)
    assertContains(page, "Approved at")
    assertNotContains(page, "Your decision")


@pytest.mark.parametrize("base", ["", "0", "x"])
def test_approval_of_a_text_that_was_not_read_is_refused(client, approver, submitted, base):
    page = client.post(url_of(submitted, "update_approve"), {"base": base})

    submitted.refresh_from_db()
    assert submitted.state == EntryState.SUBMITTED
    assertContains(page, "Somebody saved this update while you were reading", status_code=409)


def test_own_update_shows_no_button_but_says_why(client, target, period):
    both = make_user(EDITOR, APPROVER)
    update = make_update(target, period, by=both, state=EntryState.SUBMITTED)
    client.force_login(both)

    page = client.get(url_of(update))

    assertContains(page, "You wrote part of this update, so another approver must decide on it.")
    assertNotContains(page, ">Approve</button>")


def test_own_update_is_not_approved_by_a_post_either(client, target, period):
    both = make_user(EDITOR, APPROVER)
    update = make_update(target, period, by=both, state=EntryState.SUBMITTED)
    client.force_login(both)

    page = client.post(url_of(update, "update_approve"), {"base": last_revision(update)})

    update.refresh_from_db()
    assert update.state == EntryState.SUBMITTED
    assertContains(page, "another approver must decide", status_code=409)


def test_approving_what_nobody_wrote_is_404(client, target, period, approver):
    url = reverse("update_approve", args=[target.ref, period.quarter])

    assert client.post(url, {"base": 0}).status_code == 404


def test_sent_back_update_shows_its_note_to_the_writers(client, approver, submitted):
    client.post(url_of(submitted, "update_send_back"), {"note": "Add the figure"})

    client.force_login(make_user(EDITOR))
    assertContains(client.get(url_of(submitted)), "Add the figure")


def test_sending_back_needs_a_note(client, approver, submitted):
    page = client.post(url_of(submitted, "update_send_back"), {"note": " "})

    submitted.refresh_from_db()
    assertContains(page, '<a href="#id_note">Write what should be changed')
    assert submitted.state == EntryState.SUBMITTED


def test_note_stays_on_the_page_when_it_comes_too_late(client, approver, submitted):
    ProgressUpdate.objects.update(state=EntryState.DRAFT)

    page = client.post(url_of(submitted, "update_send_back"), {"note": "Add the figure"})

    assertContains(page, "Add the figure</textarea>", status_code=409)
    assertContains(page, "it cannot be reviewed now", status_code=409)


def test_note_typed_when_the_session_ended_comes_back(client, approver, submitted):
    typed_by = client.get(url_of(submitted)).context["typed_by"]
    client.logout()
    to_sign_in = client.post(
        url_of(submitted, "update_send_back"), {"note": "Add the figure", "typed_by": typed_by}
    ).url

    page = client.post(to_sign_in, {"username": approver.email, "password": PASSWORD}, follow=True)

    assertContains(page, "Add the figure</textarea>")


def test_closed_quarter_can_still_be_approved(client, approver, submitted):
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    client.post(url_of(submitted, "update_approve"), {"base": last_revision(submitted)})

    submitted.refresh_from_db()
    assert submitted.state == EntryState.APPROVED


def test_approved_update_is_read_only_and_offers_a_correction(client, target, period):
    update = make_approved(target, period)
    client.force_login(make_user(EDITOR))

    page = client.get(url_of(update))

    assertNotContains(page, "Save draft")
    assertContains(page, "Begin a correction")


def test_correction_needs_a_reason(client, target, period):
    update = make_approved(target, period)
    client.force_login(make_user(EDITOR))

    page = client.post(url_of(update, "update_correct"), {"reason": ""})

    assertContains(page, '<a href="#id_reason">Write why it is corrected</a>')
    assert ProgressUpdate.objects.count() == 1


def test_correction_opens_the_form_with_the_words_of_before(client, target, period):
    update = make_approved(target, period, progress="The figure is 12")
    client.force_login(make_user(EDITOR))

    response = client.post(url_of(update, "update_correct"), {"reason": "It is 13"})

    assertRedirects(response, url_of(update))
    page = client.get(url_of(update))
    assertContains(page, "The figure is 12</textarea>")
    assertContains(page, "It is 13")


def test_correction_of_a_published_quarter_runs_to_its_second_version(client, target, period):
    update = make_approved(target, period, progress="The figure is 12")
    publish(period)
    first = PublishedRow.objects.values().get()
    client.force_login(make_user(EDITOR))
    client.post(url_of(update, "update_correct"), {"reason": "It is 13"})
    form = client.get(url_of(update)).context["page"].form
    typed = {field.html_name: field.value() or "" for field in form} | {"progress": "The figure is 13", "submit": ""}
    client.post(url_of(update), typed)

    client.force_login(make_user(APPROVER))
    base = client.get(url_of(update)).context["page"].last_save.pk
    client.post(url_of(update, "update_approve"), {"base": base})

    assert PublishedRow.objects.values().get(version=1) == first
    assert PublishedRow.objects.get(version=2).content["progress"] == "The figure is 13"


def test_approver_of_a_correction_reads_what_it_changes(client, target, period):
    update = make_approved(target, period, progress="Five of the twelve new trusts are open")
    client.force_login(make_user(EDITOR))
    client.post(url_of(update, "update_correct"), {"reason": "A slip"})
    form = client.get(url_of(update)).context["page"].form
    words = "Six of the twelve new trusts are open"
    typed = {field.html_name: field.value() or "" for field in form} | {"progress": words, "submit": ""}
    client.post(url_of(update), typed)
    client.force_login(make_user(APPROVER))

    page = client.get(url_of(update))

    assertContains(page, "What the correction changes")
    assert page.context["page"].corrected == (Difference("Progress", "Five of the twelve new trusts are open", words),)


def test_computed_rating_of_a_correction_uses_the_deadline_as_published(client, target, period):
    update = make_approved(target, period)
    publish(period)
    milestone = target.milestones.get()
    type(milestone).objects.filter(pk=milestone.pk).update(deadline_end="2020-12-31")
    client.force_login(make_user(EDITOR))

    client.post(url_of(update, "update_correct"), {"reason": "A slip"})

    assert client.get(url_of(update)).context["page"].row.rating.label == "Green"


def test_history_shows_every_save_and_step_newest_first(client, target, period, approver, submitted):
    client.post(url_of(submitted, "update_send_back"), {"note": "Add the figure"})

    page = client.get(url_of(submitted, "update_history"))

    assert [event.what for event in page.context["page"].events] == ["Version 1 sent back", "Version 1, save 1"]
    assertContains(page, "Add the figure")
    assertContains(page, "For approval")


def test_history_takes_as_many_queries_for_few_saves_as_for_many(client, approver, submitted, query_count):
    few = query_count(lambda: client.get(url_of(submitted, "update_history")))
    for number in range(2, 22):
        submitted.revisions.create(number=number, saved_by=make_user(EDITOR), content=submitted.content())

    assert query_count(lambda: client.get(url_of(submitted, "update_history"))) == few
