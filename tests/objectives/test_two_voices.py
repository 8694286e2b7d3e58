"""The reviewer's rating from the page of an update to what readers see: card, list, file, published row."""

import csv
import io

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from objectives.models import PublishedRow
from objectives.quarter_rows import from_content, rows_for
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.rag import Rag
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import NOON, make_target, make_update, publish
from tests.factories.reviews import WHY, otherwise, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


@pytest.fixture
def approver(client):
    approver = make_user(APPROVER)
    approver.name = "A careful reviewer"
    approver.save()
    client.force_login(approver)
    return approver


@pytest.fixture
def submitted(period):
    target = make_target(deadline="by 31 March 2022")
    signed = {"submitted_at": NOON, "submitted_by": make_user(EDITOR)}
    return make_update(target, period, by=signed["submitted_by"], state="submitted", reported_rag="green", **signed)


@pytest.fixture
def differing(period, approver):
    """An approved update that reports Green and that its approver rates Amber."""
    target = make_target(deadline="by 31 March 2022")
    return make_update(
        target, period, state="approved", approved_by=approver, reported_rag="green", **reviewed(approver)
    )


def url_of(update, step=""):
    return reverse(f"update{step and '_'}{step}", args=[update.target.ref, update.period.quarter])


def send(client, update, step="approve", **typed):
    return client.post(url_of(update, step), {"base": last_revision(update), **typed})


def test_page_says_what_a_signature_agrees_with_and_offers_another_rating(client, approver, submitted):
    page = client.get(url_of(submitted))

    assertContains(page, "Your signature says that you agree with the reported rating")
    choices = [label for _, label in page.context["page"].review_form["reviewer_rag"].field.choices]
    assert choices == ["I agree with the reported rating: Green", "Red", "Amber", "Complete"]
    assertContains(page, '<details class="nhsuk-details">')


def test_rating_given_on_the_page_is_kept_and_shown_there(client, approver, submitted):
    answer = send(client, submitted, **otherwise())

    assertRedirects(answer, url_of(submitted))
    submitted.refresh_from_db()
    assert (submitted.reported_rag, submitted.reviewer_rag) == ("green", "amber")
    page = client.get(url_of(submitted))
    assertContains(page, WHY)
    assertContains(page, "Reviewer: A careful reviewer, ")


@pytest.mark.parametrize("step", ["check", "approve"])
def test_missing_reason_is_named_with_a_link_and_nothing_typed_is_lost(client, approver, submitted, step):
    page = send(client, submitted, step, **otherwise(reason=""))

    assertContains(page, '<a href="#id_reviewer_reason">Say why you rate this Amber when the update reports Green</a>')
    assertContains(page, '<details class="nhsuk-details" open>')
    assert page.context["page"].review_form["reviewer_rag"].value() == "amber"
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_what_was_typed_stays_where_the_update_was_saved_meanwhile(client, approver, submitted):
    base = last_revision(submitted)
    submitted.revisions.create(number=2, saved_by=make_user(EDITOR), content=submitted.content())

    page = client.post(url_of(submitted, "approve"), {"base": base, **otherwise()})

    assertContains(page, f"{WHY}</textarea>", status_code=409)
    assertContains(page, ">Approve</button>", status_code=409)


def test_what_was_typed_stays_where_it_can_no_longer_be_signed(client, approver, submitted):
    type(submitted).objects.update(state="draft")

    page = send(client, submitted, **otherwise())

    assertContains(page, f"{WHY}</textarea>", status_code=409)
    assertNotContains(page, ">Approve</button>", status_code=409)


def test_what_was_typed_when_the_session_ended_comes_back(client, approver, submitted):
    typed_by = client.get(url_of(submitted)).context["typed_by"]
    client.logout()
    to_sign_in = send(client, submitted, typed_by=typed_by, **otherwise()).url

    page = client.post(to_sign_in, {"username": approver.email, "password": PASSWORD}, follow=True)

    assertContains(page, f"{WHY}</textarea>")


def test_approver_finds_the_rating_of_who_checked_it_filled_in(client, approver, period):
    update = make_update(
        make_target(), period, by=make_user(EDITOR), state="checked", reported_rag="green", checked_at=NOON,
        checked_by=approver, **reviewed(approver),
    )  # fmt: skip

    page = client.get(url_of(update))

    assertContains(page, "A careful reviewer rates this Amber, where Green is reported.")
    assertContains(page, f"{WHY}</textarea>")


def test_history_and_receipt_tell_both_voices(client, approver, submitted):
    submitted_by = submitted.submitted_by
    type(submitted).objects.update(state="draft", submitted_at=None, submitted_by=None)
    client.force_login(submitted_by)
    line = f"line-{submitted.target.milestones.get().pk}-status"
    words = {"progress": submitted.progress, "reported_rag": "green", line: "in_progress", "submit": ""}
    client.post(url_of(submitted), {"base": last_revision(submitted), **words})
    client.force_login(approver)
    send(client, submitted, **otherwise())

    approval = client.get(url_of(submitted, "history")).context["page"].events[0]
    assert [(each.label, each.after) for each in approval.changes] == [
        ("Reviewer’s rating", "Amber"), ("Reason for the reviewer’s rating", WHY),
    ]  # fmt: skip
    receipt = client.get(url_of(submitted, "receipt"))
    assertContains(receipt, f"Amber, where Green is reported: {WHY}")


def test_row_has_both_and_is_an_exception_by_the_reviewers_rating(period, differing):
    (row,) = rows_for(period)

    assert (row.reported_rag, row.reviewer_rag, row.computed_rag) == (Rag.GREEN, Rag.AMBER, Rag.GREEN)
    assert row.is_exception and row.worst_rag is Rag.AMBER


def test_published_row_keeps_the_rating_and_no_name(client, period, differing):
    publish(period)

    content = PublishedRow.objects.get().content

    assert (content["reviewer_rag"], content["reviewer_reason"], content["is_reviewed"]) == ("amber", WHY, True)
    assert "careful" not in str(content)


def test_row_published_before_reviewers_had_a_voice_still_opens(client, period, differing):
    publish(period)
    stored = PublishedRow.objects.get()
    for name in ("reviewer_rag", "reviewer_reason", "is_reviewed"):
        del stored.content[name]

    row = from_content(stored)

    assert (row.is_reviewed, row.reviewer_rag, row.reviewed_rag) == (False, None, None)


def test_correction_is_published_without_the_rating_of_before(client, period, differing):
    publish(period)
    editor = make_user(EDITOR)
    client.force_login(editor)
    client.post(url_of(differing, "correct"), {"reason": "A slip"})
    form = client.get(url_of(differing)).context["page"].form
    client.post(url_of(differing), {field.html_name: field.value() or "" for field in form} | {"submit": ""})
    client.force_login(make_user(APPROVER))
    base = client.get(url_of(differing)).context["page"].last_save.pk
    client.post(url_of(differing, "approve"), {"base": base})

    rows = [from_content(each) for each in PublishedRow.objects.order_by("version")]

    assert [(row.is_reviewed, row.reviewer_rag) for row in rows] == [(True, Rag.AMBER), (True, None)]


@pytest.mark.parametrize("role", [BOARD_MEMBER, EDITOR])
def test_card_shows_both_and_names_nobody(client, period, differing, role):
    publish(period)
    client.force_login(make_user(role))

    page = client.get(reverse("objective", args=[differing.target.objective.ref]))

    assertContains(page, 'Why the reviewer differs<span class="nhsuk-u-visually-hidden">:</span></dt><dd>' + WHY)
    assertNotContains(page, "A careful reviewer")


def test_card_of_a_source_and_of_what_nobody_reviewed_shows_no_reviewer(client, approver, period):
    update = make_update(make_target(), period, state="approved", approved_by=approver, reported_rag="green")

    page = client.get(reverse("objective", args=[update.target.objective.ref]))

    assertNotContains(page, "Reviewer")


def test_list_shows_only_a_reviewer_who_differs_and_finds_them(client, approver, period, differing):
    agreed = make_update(
        make_target(), period, state="approved", approved_by=approver, reported_rag="green", reviewed_at=NOON,
        reviewed_by=approver,
    )  # fmt: skip

    page = client.get(reverse("objective_list"))
    found = client.get(reverse("objective_list"), {"reviewer": "differs"})

    assert page.content.decode().count("Reviewer: ") == 1
    assertContains(found, f">{differing.target.ref}</a>")
    assertNotContains(found, f">{agreed.target.ref}</a>")


def test_file_has_the_reviewers_rating_and_reason(client, period, differing):
    answer = client.get(reverse("objective_export", args=["csv"]))

    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["reported_rag"], row["reviewer_rag"], row["reviewer_reason"]) == ("Green", "Amber", WHY)


def test_voices_cost_no_query_a_row(client, approver, period, differing, query_count):
    def ask():
        return client.get(reverse("objective_list"))

    few = query_count(ask)
    for _ in range(5):
        make_update(make_target(), period, state="approved", approved_by=approver, **reviewed(approver))

    assert query_count(ask) == few
