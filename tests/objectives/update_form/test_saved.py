"""What is saved and submitted, and what is said of it."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from objectives.models import ProgressUpdate
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from tests.factories.objectives import make_target
from tests.objectives.update_form.sending import filled, line_field, url_of

pytestmark = pytest.mark.django_db


def test_draft_is_saved_with_everything_typed(client, target, period, editor):
    typed = filled(
        target, period, progress="Typed", reported_rag="amber", rag_reason="Staff left", action="Hire",
        action_owner="Team", action_due="January 2021", evidence="https://example.org/a",
    )  # fmt: skip
    typed[line_field(target, "forecast")] = "31 March 2022"

    response = client.post(url_of(target, period), typed | {"save": ""})

    update = ProgressUpdate.objects.get()
    line = update.lines.get()
    assertRedirects(response, url_of(target, period))
    assert (update.progress, update.reported_rag, update.action_owner) == ("Typed", "amber", "Team")
    assert update.action_due.isoformat() == "2021-01-31"
    assert (line.status, line.forecast_text, line.forecast.isoformat()) == (
        "in_progress",
        "31 March 2022",
        "2022-03-31",
    )


def test_saved_message_says_when(client, target, period, editor, time_machine):
    time_machine.move_to("2021-01-12 14:32:00+00:00", tick=False)

    page = client.post(url_of(target, period), filled(target, period) | {"save": ""}, follow=True)

    assertContains(page, "Saved as a draft at 14:32 on 12 January 2021.")


def test_unchanged_save_of_a_submitted_update_says_that_it_stays_submitted(client, target, period, editor):
    client.post(url_of(target, period), filled(target, period) | {"submit": ""})

    page = client.post(url_of(target, period), filled(target, period) | {"save": ""}, follow=True)

    assertContains(page, "the update stays submitted")


def test_forecast_comes_back_as_it_was_written(client, target, period, editor):
    typed = filled(target, period) | {line_field(target, "forecast"): "Q4  2021/22"}
    client.post(url_of(target, period), typed)

    page = client.get(url_of(target, period))

    assert page.context["page"].form[line_field(target, "forecast")].value() == "Q4 2021/22"


def test_page_lists_before_what_a_submission_would_refuse(client, target, period, editor):
    typed = filled(target, period, progress="") | {line_field(target, "status"): ""}
    client.post(url_of(target, period), typed)
    shown = client.get(url_of(target, period)).context["page"].problems

    refused = client.post(
        url_of(target, period), typed | {"base": last_revision(ProgressUpdate.objects.get()), "submit": ""}
    )

    errors = refused.context["page"].form.errors
    assert [text for text, _ in shown] == [text for texts in errors.values() for text in texts]


def test_submission_gives_a_receipt(client, target, period, editor):
    page = client.post(url_of(target, period), filled(target, period) | {"submit": ""}, follow=True)

    assertContains(page, f"{target.ref}, Q3 2020/21, England, version 1.")
    assert ProgressUpdate.objects.get().state == EntryState.SUBMITTED


def test_incomplete_submission_saves_the_draft_and_links_each_field(client, target, period, editor):
    page = client.post(url_of(target, period), filled(target, period, progress="") | {"submit": ""})

    assertContains(page, '<a href="#id_progress">Write what was done this quarter</a>')
    assertContains(page, "Saved as a draft")
    assert ProgressUpdate.objects.get().state == EntryState.DRAFT


def test_form_can_be_submitted_once_completed(client, target, period, editor):
    page = client.post(url_of(target, period), filled(target, period, progress="") | {"submit": ""})

    base = page.context["page"].form["base"].value()
    client.post(url_of(target, period), filled(target, period, base=base) | {"submit": ""})

    assert ProgressUpdate.objects.get().state == EntryState.SUBMITTED


def test_target_that_ended_in_the_quarter_is_asked_for_words_only(client, period, editor):
    target = make_target(ended_quarter=period.quarter, ended_as="withdrawn", ended_reason="No longer needed")

    client.post(url_of(target, period), filled(target, period) | {"submit": ""})

    assert ProgressUpdate.objects.get().state == EntryState.SUBMITTED
