"""The receipt of a submission, found again whatever becomes of the entry."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from objectives.actions.updates import TARGET_UPDATES, send_back_update, submit_update
from pssdash.accounts.roles import APPROVER, SUBMITTER
from pssdash.reporting.entries.actions import save
from pssdash.reporting.entries.receipts import last_references
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.factories.organisations import make_collaborative

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-01-05 14:32")]


@pytest.fixture
def update(editor):
    update = make_update(make_target(deadline="by 31 March 2022"), make_period("Q3 2020/21"), by=editor)
    return submit_update(update=update, by=editor, base=update.revisions.get().pk)


def page_of(client, update, step, **query):
    return client.get(reverse(f"update_{step}", args=[update.target.ref, update.period.quarter], query=query or None))


def test_receipt_says_who_what_and_when(client, update, editor):
    page = page_of(client, update, "receipt")

    assertContains(page, f"Receipt {last_references([update])[update.pk]}")
    assertContains(page, f"Update of {update.target.ref}, Q3 2020/21 (Oct–Dec 2020), version 1, save 1")
    assertContains(page, editor.name)
    assertContains(page, "14:32 on 5 January 2021")
    assertContains(page, f"Progress of {update.target.ref}")


def test_reference_is_short_and_no_other_has_it(update, editor):
    other = make_update(make_target(deadline="by 31 March 2022"), update.period, by=editor)
    submit_update(update=other, by=editor, base=other.revisions.get().pk)

    references = last_references([update, other])

    assert len(set(references.values())) == 2
    assert all(re.fullmatch(r"R-\d{5}", each) for each in references.values())


def test_first_receipt_keeps_the_text_that_was_handed_in(client, update, editor):
    first = last_references([update])[update.pk]
    send_back_update(update=update, by=make_user(APPROVER), note="Say how many")
    saved = save(TARGET_UPDATES, of=update.of, typed={"progress": "Six"}, by=editor, base=update.revisions.get().pk)
    submit_update(update=saved.entry, by=editor, base=saved.base)

    text = page_of(client, update, "receipt", reference=first).context["receipt"].text

    assert last_references([update])[update.pk] != first
    assert text[0].after == f"Progress of {update.target.ref}"
    assert page_of(client, update, "receipt").context["receipt"].text[0].after == "Six"


@pytest.mark.parametrize("place", ["entry", "history", "my_quarter"])
def test_receipt_is_found_again(client, update, place):
    pages = {
        "entry": lambda: client.get(reverse("update", args=[update.target.ref, update.period.quarter])),
        "history": lambda: page_of(client, update, "history"),
        "my_quarter": lambda: client.get(reverse("my_quarter")),
    }

    assertContains(pages[place](), f"Receipt {last_references([update])[update.pk]}")


@pytest.mark.parametrize("reference", ["R-99999", "R-1", "x", "R-00001; --", "R-999999999999999999"])
def test_reference_of_nothing_is_not_found(client, update, reference):
    assert page_of(client, update, "receipt", reference=reference).status_code == 404


def test_receipt_of_another_entry_is_not_found(client, update, editor):
    other = make_update(make_target(), update.period, by=editor)

    assert page_of(client, other, "receipt", reference=last_references([update])[update.pk]).status_code == 404


def test_receipt_is_for_those_who_may_see_the_entry(client, update):
    client.force_login(make_user(SUBMITTER, organisations=(make_collaborative(),)))

    assert page_of(client, update, "receipt").status_code == 404


def test_message_of_the_submission_has_the_reference(client, editor):
    target, period = make_target(deadline="by 31 March 2022"), make_period("Q3 2020/21")
    line = f"line-{target.milestones.get().pk}-status"

    page = client.post(
        reverse("update", args=[target.ref, period.quarter]),
        {"progress": "Done", line: "in_progress", "base": 0, "submit": ""}, follow=True,
    )  # fmt: skip

    update = page.context["page"].entry
    assertContains(page, f"Your receipt: {last_references([update])[update.pk]}, {target.ref}, Q3 2020/21")
