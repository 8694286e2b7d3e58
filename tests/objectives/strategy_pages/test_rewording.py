"""Words are changed, from when on, and nothing typed is lost."""

import pytest
from django.urls import reverse

from pssdash.accounts.models import AuditEvent
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.factories.objectives import make_milestone, make_objective, make_version, publish
from tests.factories.organisations import make_deliverer, make_region
from tests.objectives.strategy_pages.asking import Q3, about, rows, url, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_reword_form_begins_with_the_words_in_force_and_changes_them(client, target, editor):
    milestone = make_milestone(target, text="As it was", target_value="87.500", target_unit="% of sites")
    page = url("milestone_reword", milestone)
    shown = client.get(page).context["form"]

    answer = client.post(page, about(text="As it is", target_value=shown["target_value"].value(), target_unit="sites"))

    milestone.refresh_from_db()
    assert shown["text"].value() == "As it was"
    assert shown["target_value"].value() == "87.5"
    assert answer.url == url("milestone", milestone)
    assert (milestone.text, milestone.target_value, milestone.target_unit) == ("As it is", 87.5, "sites")


def test_reword_in_a_closed_quarter_says_why_not_and_keeps_the_words(client, target, period, editor):
    period.state = ReportingPeriod.State.CLOSED
    period.save()
    page = url("target_reword", target)

    asked = client.get(page)
    answer = client.post(page, about(summary="Other words"))

    assert "Q3 2020/21 is closed, and this change would show in it" in words_of(asked)
    assert answer.status_code == 422
    assert "Other words</textarea>" in words_of(answer)


def test_form_of_what_has_ended_says_that_it_stays_as_it_is(client, period, editor):
    ended = make_objective(ended_quarter=Q3, ended_as="withdrawn", ended_reason="Over")

    asked = words_of(client.get(url("objective_reword", ended)))
    answer = client.post(url("objective_reword", ended), about(title="Other"))

    assert "It is withdrawn in Q3 2020/21, so it stays as it is" in asked
    assert "<textarea" not in asked
    assert answer.status_code == 422
    assert "Take back its end" in words_of(client.get(url("objective", ended)))


def test_first_quarter_offered_is_the_one_after_the_last_published(client, target, period, editor):
    publish(period)

    form = client.get(url("objective_add", target.objective)).context["form"]

    assert form["quarter"].value() == "2020-21-q4"
    assert form.fields["quarter"].widget.choices[0] == ("2020-21-q4", "Q4 2020/21 (Jan–Mar 2021)")


def test_version_chosen_at_first_is_the_latest_that_has_begun(client, target, editor):
    make_version(slug="later", name="Later", from_quarter=Quarter(2025, 1))
    latest = make_version(slug="2021", name="2021 update", from_quarter=Q3)

    form = client.get(url("objective_add", target.objective)).context["form"]

    assert form["version"].value() == latest.pk


def test_text_typed_before_the_session_ended_is_back_in_the_form(client, target, editor):
    page = url("target_reword", target)
    typed = about(summary="Not lost", typed_by=client.get(page).context["typed_by"])
    client.logout()

    answer = client.post(page, typed)
    client.force_login(editor)
    again = client.get(page)

    assert answer.url.startswith(reverse("sign_in"))
    assert "Not lost</textarea>" in words_of(again)
    assert "it is not saved yet" in words_of(again)


@pytest.mark.parametrize("page", ["target_reword", "target_deliverers", "target_regions"])
def test_second_editor_is_told_once_and_nothing_is_lost(client, target, editor, page):
    north = make_region(name="North")
    typed = about(summary="Mine", scope="some", regions=[north.pk], state="what it was before")
    typed |= rows((make_deliverer(name="Mine too"), "delivers", 1))

    told = client.post(url(page, target), typed)
    events = AuditEvent.objects.count()
    client.post(url(page, target), typed | {"state": told.context["page"].state})

    assert told.status_code == 422
    assert "Somebody changed this while you were writing" in words_of(told)
    assert told.context["page"].in_force in words_of(told)
    assert "Mine" in words_of(told) or "checked" in words_of(told)
    assert (events, AuditEvent.objects.count()) == (0, 1)
