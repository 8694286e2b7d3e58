"""What is refused keeps what was typed, and says why."""

import pytest
from pytest_django.asserts import assertContains

from objectives.models import ProgressUpdate
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import make_update
from tests.objectives.update_form.sending import filled, line_field, url_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("action_due", "the 45th of May"),
        ("evidence", "ftp://example.org"),
        ("action_owner", "x" * 151),
        ("reported_rag", "blue"),
    ],
)
def test_invalid_field_keeps_what_was_typed_and_links_to_it(client, target, period, editor, field, typed):
    page = client.post(url_of(target, period), filled(target, period, **{field: typed}) | {"submit": ""})

    form = page.context["page"].form
    assert form[field].value() == typed
    assert form["progress"].value() == "Typed"
    assertContains(page, "Not saved yet.")
    assertContains(page, f'href="#{form[field].first_id}"')
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("part", ["forecast", "met_on"])
@pytest.mark.parametrize("typed", ["when it suits", "31 April 2021", "31 March 2021" + " or so" * 10])
def test_unreadable_date_of_a_milestone_keeps_what_was_typed(client, target, period, editor, part, typed):
    name = line_field(target, part)

    page = client.post(url_of(target, period), filled(target, period) | {name: typed})

    assert page.context["page"].form[name].value() == typed
    assert page.context["page"].form.errors[name]


def test_nothing_is_met_after_the_quarter_ended(client, target, period, editor):
    name = line_field(target, "met_on")
    status = line_field(target, "status")

    page = client.post(url_of(target, period), filled(target, period) | {name: "1 January 2021", status: "complete"})

    assertContains(page, "This is after the quarter’s end, 31 December 2020.")


def test_closed_quarter_refuses_says_why_and_keeps_the_text(client, target, period, editor):
    typed = filled(target, period, progress="A long evening’s work")
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    page = client.post(url_of(target, period), typed)

    assertContains(page, "Q3 2020/21 is closed", status_code=409)
    assertContains(page, "A long evening’s work</textarea>", status_code=409)
    assert not ProgressUpdate.objects.exists()


def test_update_approved_meanwhile_refuses_says_why_and_keeps_the_text(client, target, period, editor):
    make_update(target, period, state=EntryState.APPROVED, approved_by=make_user(APPROVER), progress="Approved")

    page = client.post(url_of(target, period), filled(target, period, progress="Too late"))

    assertContains(page, "This update is approved and stays as it is.", status_code=409)
    assertContains(page, "Too late</textarea>", status_code=409)
    assert ProgressUpdate.objects.get().progress == "Approved"


def test_text_typed_when_the_session_ended_comes_back(client, target, period, editor):
    page = client.get(url_of(target, period))
    typed = filled(target, period, progress="Typed before lunch") | {"typed_by": page.context["typed_by"]}
    client.logout()
    asked_to_sign_in = client.post(url_of(target, period), typed).url

    page = client.post(asked_to_sign_in, {"username": editor.email, "password": PASSWORD}, follow=True)

    assertContains(page, "Typed before lunch</textarea>")
    assertContains(page, "not saved yet")
    assert not ProgressUpdate.objects.exists()
