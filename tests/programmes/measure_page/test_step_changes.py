"""Step changes on a measure's page: recorded, suggested and declined."""

from datetime import date

import pytest

from programmes.models import StepChange, StepChangeProposal
from pssdash.accounts import roles
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON
from tests.factories.organisations import make_england
from tests.factories.programmes import (
    make_measure,
    make_monthly,
    make_step_change,
)
from tests.programmes.measure_page.asking import RISING, page_of, publish, text_of

pytestmark = pytest.mark.django_db


def test_step_change_is_listed_with_reason_and_author_and_drawn(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    make_step_change(measure, date(2023, 11, 1), reason="The bundle began", decided_by=editor)

    page = page_of(client, measure)

    assert len(page.row.reading.result.parts) == 2
    text = text_of(client, measure)
    assert "Limits start again from 1 November 2023" in text
    assert "The bundle began" in text
    assert f"Decided by {editor}" in text


def test_chart_can_be_shown_without_its_step_changes(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    make_step_change(measure, date(2023, 11, 1))

    with_steps, without = page_of(client, measure), page_of(client, measure, "?steps=off")

    assert with_steps.steps_url == "?steps=off"
    assert len(without.row.reading.result.parts) == 1
    assert "as if no step change had been recorded" in text_of(client, measure, "?steps=off")


def test_suggested_step_change_is_shown_to_those_who_decide(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    publish("Q1 2024/25")

    suggestion = page_of(client, measure).suggestion
    assert "All 7 points since Nov 2023 are above the mean" in suggestion.sentence
    assert suggestion.url == f"/measures/{measure.slug}/step-changes/ENG/2023-11-01/"
    client.force_login(make_user(roles.APPROVER))
    assert page_of(client, measure).suggestion.url == ""
    assert "An editor accepts or declines it; then an approver approves the answer." in text_of(client, measure)


@pytest.mark.parametrize("role", [roles.BOARD_MEMBER, roles.REGIONAL_LEAD, roles.SUBMITTER, roles.ADMINISTRATOR])
def test_suggested_step_change_is_kept_from_readers(client, role):
    measure = make_measure()
    make_monthly(measure, RISING)
    publish("Q1 2024/25")
    client.force_login(make_user(role))

    assert page_of(client, measure).row.reading.result is not None
    assert page_of(client, measure).suggestion is None


@pytest.mark.parametrize(
    ("role", "way"),
    [
        (roles.EDITOR, "See its answer, which waits for approval"),
        (roles.APPROVER, "Approve its answer, or send it back"),
    ],
)
def test_answer_to_a_suggestion_leads_there_while_it_waits(client, editor, role, way):
    measure = make_measure()
    make_monthly(measure, RISING)
    StepChangeProposal.objects.create(
        measure=measure, series_of=make_england(), starts_on=date(2023, 11, 1), decision="declined", reason="One month",
        period=publish("Q1 2024/25"), organisation=make_england(), state="submitted", submitted_at=NOON,
        submitted_by=editor,
    )  # fmt: skip
    client.force_login(make_user(role))

    suggestion = page_of(client, measure).suggestion

    assert (suggestion.url, suggestion.way) == (f"/measures/{measure.slug}/step-changes/ENG/2023-11-01/", way)
    assert client.get(suggestion.url).status_code == 200


def test_declined_suggestion_is_not_made_again(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    make_step_change(measure, date(2023, 11, 1), decision=StepChange.Decision.DECLINED, reason="One-off campaign")

    page = page_of(client, measure)

    assert page.suggestion is None
    assert "Limits stay as they are from 1 November 2023" in text_of(client, measure)
